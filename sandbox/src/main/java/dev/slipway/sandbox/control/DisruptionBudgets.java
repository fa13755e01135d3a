package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.object.select.LabelSelector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts how many pods of each PodDisruptionBudget may be evicted now (pkg/controller/disruption).
final class DisruptionBudgets implements Controller {
  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    boolean isPod = object.type().equals(Kinds.POD);
    queue.add(isPod ? new ObjectKey(Kinds.POD, object.namespace(), "") : object.key());
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    if (key.type().equals(Kinds.POD)) {
      for (KubeObject budget : control.mirror().in(Kinds.DISRUPTION_BUDGET, key.namespace())) {
        count(budget, control);
      }
      return;
    }
    KubeObject budget = control.mirror().get(key);
    if (budget != null) {
      count(budget, control);
    }
  }

  private static void count(KubeObject budget, Control control) throws Refused {
    LabelSelector selector =
        budget.get("spec", "selector") == null
            ? LabelSelector.NOTHING
            : LabelSelector.of(budget.map("spec", "selector"));
    List<KubeObject> pods = new ArrayList<>();
    for (KubeObject pod : control.mirror().in(Kinds.POD, budget.namespace())) {
      if (PodState.isActive(pod) && selector.matches(pod.labels())) {
        pods.add(pod);
      }
    }
    long healthy = pods.stream().filter(PodState::isReady).count();
    int expected = expected(pods, control);
    Object minimum = budget.get("spec", "minAvailable");
    long desired =
        minimum != null
            ? Tree.share(minimum, expected, true, 0)
            : Math.max(
                0, expected - Tree.share(budget.get("spec", "maxUnavailable"), expected, true, 1));
    if (minimum instanceof Number) {
      expected = pods.size();
    }
    long allowed = expected == 0 ? 0 : Math.max(0, healthy - desired);
    Map<String, @Nullable Object> status = new LinkedHashMap<>(budget.map("status"));
    status.put("observedGeneration", budget.number(0, "metadata", "generation"));
    status.put("disruptionsAllowed", allowed);
    status.put("currentHealthy", healthy);
    status.put("desiredHealthy", desired);
    status.put("expectedPods", (long) expected);
    status.put("conditions", List.of(condition(budget, allowed > 0, control)));
    control.updateStatus(budget, status);
  }

  /// How many pods the owners of these pods want together.
  private static int expected(List<KubeObject> pods, Control control) {
    int expected = 0;
    Set<String> counted = new HashSet<>();
    for (KubeObject pod : pods) {
      Map<String, @Nullable Object> owner = Mirror.ownerOf(pod);
      if (owner.isEmpty()) {
        expected++;
      } else if (counted.add(Tree.text(owner.get("uid")))) {
        ObjectKey key =
            new ObjectKey(
                GroupVersionKind.of(
                    Tree.text(owner.get("apiVersion")), Tree.text(owner.get("kind"))),
                pod.namespace(),
                Tree.text(owner.get("name")));
        KubeObject set = control.mirror().get(key);
        KubeObject top = set == null ? null : topOf(set, control);
        if (top == null) {
          expected++;
        } else if (top.uid().equals(Tree.text(owner.get("uid"))) || counted.add(top.uid())) {
          expected += (int) top.number(1, "spec", "replicas");
        }
      }
    }
    return expected;
  }

  /// The Deployment above a ReplicaSet, or the set itself.
  private static KubeObject topOf(KubeObject set, Control control) {
    Map<String, @Nullable Object> owner = Mirror.ownerOf(set);
    KubeObject deployment =
        "Deployment".equals(owner.get("kind"))
            ? control.mirror().get(Kinds.DEPLOYMENT, set.namespace(), Tree.text(owner.get("name")))
            : null;
    return deployment == null ? set : deployment;
  }

  private static Map<String, @Nullable Object> condition(
      KubeObject budget, boolean allowed, Control control) {
    Map<String, @Nullable Object> condition =
        Conditions.of(
            budget,
            "DisruptionAllowed",
            allowed,
            allowed ? "SufficientPods" : "InsufficientPods",
            "",
            control.clock());
    condition.put("message", "");
    condition.put("observedGeneration", budget.number(0, "metadata", "generation"));
    return condition;
  }
}
