package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.object.select.LabelSelector;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evicts pods as far as their disruption budgets allow. Safe for use by several threads.
final class Evictions {
  private static final GroupResource BUDGETS = new GroupResource("policy", "poddisruptionbudgets");
  private static final String REFUSAL =
      "Cannot evict pod as it would violate the pod's disruption budget.";

  private final ObjectStore store;
  private final ObjectDeletes deletes;
  private final Clock clock;

  Evictions(ObjectStore store, ObjectDeletes deletes, Clock clock) {
    this.store = store;
    this.deletes = deletes;
    this.clock = clock;
  }

  /// Evicts a pod.
  ///
  /// @throws ApiException 429 if its budget does not allow it now
  void evict(WriteCall call, ResourceType pods, DeleteCall options) {
    StoredObject found = store.get(new StoreKey(pods.stored(), call.namespace(), call.name()));
    if (found == null) {
      throw ApiException.notFound(pods.name(), call.name());
    }
    KubeObject pod = found.object();
    if (!isCounted(pod)) {
      deletes.delete(call, options);
      return;
    }
    List<StoredObject> budgets =
        store.list(BUDGETS, call.namespace()).objects().stream()
            .filter(budget -> covers(budget.object(), pod))
            .toList();
    if (budgets.size() > 1) {
      throw ApiException.internal(
          "This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
              + " support.");
    }
    if (!budgets.isEmpty()) {
      spend(budgets.getFirst(), pod, call.dryRun() || options.dryRun());
    }
    deletes.delete(call, options);
  }

  private static boolean isCounted(KubeObject pod) {
    String phase = pod.text("status", "phase");
    return pod.text("metadata", "deletionTimestamp").isEmpty()
        && !List.of("Pending", "Succeeded", "Failed").contains(phase);
  }

  private static boolean covers(KubeObject budget, KubeObject pod) {
    Object selector = budget.get("spec", "selector");
    return LabelSelector.of(selector == null ? null : budget.map("spec", "selector"))
        .matches(pod.labels());
  }

  /// Takes one disruption from a budget.
  private void spend(StoredObject seen, KubeObject pod, boolean dryRun) {
    StoredObject stored = seen;
    while (true) {
      KubeObject budget = stored.object();
      if (isFreeToGo(budget, pod)) {
        return;
      }
      check(budget);
      if (dryRun) {
        return;
      }
      Map<String, @Nullable Object> tree = budget.copy();
      Map<String, @Nullable Object> status = Fields.map(tree, "status");
      status.put("disruptionsAllowed", budget.number(0, "status", "disruptionsAllowed") - 1);
      Fields.map(status, "disruptedPods").put(pod.name(), Identities.time(clock.instant()));
      if (store.put(stored.key(), stored, tree) != null) {
        return;
      }
      StoredObject now = store.get(stored.key());
      if (now == null) {
        return;
      }
      stored = now;
    }
  }

  /// Whether a pod is not ready, and may go because the others are enough.
  private static boolean isFreeToGo(KubeObject budget, KubeObject pod) {
    boolean ready =
        pod.maps("status", "conditions").stream()
            .anyMatch(condition ->
                "Ready".equals(condition.get("type")) && "True".equals(condition.get("status")));
    if (ready) {
      return false;
    }
    long desired = budget.number(0, "status", "desiredHealthy");
    return budget.text("spec", "unhealthyPodEvictionPolicy").equals("AlwaysAllow")
        || (desired > 0 && budget.number(0, "status", "currentHealthy") >= desired);
  }

  private static void check(KubeObject budget) {
    String name = budget.name();
    if (budget.number(0, "status", "observedGeneration")
        < budget.number(0, "metadata", "generation")) {
      throw refusal("The disruption budget " + name + " is still being processed by the server.")
          .retryAfter(10);
    }
    long allowed = budget.number(0, "status", "disruptionsAllowed");
    if (allowed < 0) {
      throw ApiException.forbidden(BUDGETS, name, "pdb disruptions allowed is negative");
    }
    if (allowed == 0) {
      throw refusal(
          "The disruption budget "
              + name
              + " needs "
              + budget.number(0, "status", "desiredHealthy")
              + " healthy pods and has "
              + budget.number(0, "status", "currentHealthy")
              + " currently");
    }
  }

  private static ApiException refusal(String cause) {
    Map<String, @Nullable Object> why = new LinkedHashMap<>();
    why.put("reason", "DisruptionBudget");
    why.put("message", cause);
    return ApiException.of(429, "TooManyRequests", REFUSAL, Map.of()).withCauses(List.of(why));
  }
}
