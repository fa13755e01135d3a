package dev.slipway.sandbox.admission;

import dev.slipway.object.KubeObject;
import dev.slipway.object.quantity.Quantity;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreEvent;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Enforces resource quotas, and keeps what they say is used. What was admitted and is not stored
/// yet counts as used, so that many at once cannot pass together.
public final class QuotaLedger implements Admission {
  private static final GroupResource QUOTAS = new GroupResource("", "resourcequotas");
  private static final int KEPT = 256;

  private final ObjectStore store;
  private final Object turn = new Object();
  private final Map<String, Map<String, Map<String, Quantity>>> admitted =
      new ConcurrentHashMap<>();

  /// A ledger of the objects of a store.
  public QuotaLedger(ObjectStore store) {
    this.store = store;
    store.addListener(this::settle);
  }

  /// What is stored counts by itself. The store is locked meanwhile: nothing here may wait.
  private void settle(StoreEvent event) {
    if (event.type() == StoreEvent.Type.ADDED) {
      Map<String, Map<String, Quantity>> open = admitted.get(event.object().key().namespace());
      if (open != null) {
        open.remove(event.object().uid());
      }
    }
  }

  @Override
  public void check(AdmissionRequest request) {
    if (request.operation() == Operation.DELETE
        || request.namespace().isEmpty()
        || !request.subresource().isEmpty()) {
      return;
    }
    List<StoredObject> quotas = store.list(QUOTAS, request.namespace()).objects();
    if (quotas.isEmpty()) {
      return;
    }
    GroupResource resource = request.type().stored();
    KubeObject after = request.after();
    KubeObject old = request.old();
    Map<String, Quantity> asked = QuotaUsage.of(resource, after);
    if (old != null) {
      asked = added(asked, QuotaUsage.of(resource, old));
    }
    Map<String, Quantity> more = asked;
    synchronized (turn) {
      for (StoredObject quota : quotas) {
        check(request, quota.object(), resource, after, more);
      }
      if (!request.dryRun() && old == null) {
        remember(request.namespace(), after.uid(), more);
      }
    }
  }

  private void remember(String namespace, String uid, Map<String, Quantity> usage) {
    Map<String, Map<String, Quantity>> open =
        admitted.computeIfAbsent(namespace, _ -> new ConcurrentHashMap<>());
    open.put(uid, usage);
    if (open.size() > KEPT) {
      open.remove(open.keySet().iterator().next());
    }
  }

  private static Map<String, Quantity> added(
      Map<String, Quantity> after, Map<String, Quantity> before) {
    Map<String, Quantity> added = new TreeMap<>();
    after.forEach((name, amount) -> {
      Quantity known = before.get(name);
      Quantity more = known == null ? amount : amount.minus(known);
      if (more.sign() > 0) {
        added.put(name, more);
      }
    });
    return added;
  }

  private void check(
      AdmissionRequest request,
      KubeObject quota,
      GroupResource resource,
      KubeObject object,
      Map<String, Quantity> asked) {
    if (!QuotaUsage.isInScope(quota, resource, object)) {
      return;
    }
    Map<String, @Nullable Object> hard = quota.map("spec", "hard");
    if (request.operation() == Operation.CREATE && resource.toString().equals("pods")) {
      mustSay(request, quota.name(), object, hard.keySet());
    }
    Map<String, Quantity> used = used(quota, request.namespace());
    List<String> requested = new ArrayList<>();
    List<String> usedTexts = new ArrayList<>();
    List<String> limited = new ArrayList<>();
    new TreeMap<>(hard)
        .forEach((name, value) -> {
          Quantity limit = PodResources.parse(value);
          Quantity more = asked.get(name);
          if (limit == null || more == null || more.sign() == 0) {
            return;
          }
          Quantity now = used.getOrDefault(name, Quantity.ZERO);
          if (now.plus(more).compareTo(limit) > 0) {
            requested.add(name + "=" + more);
            usedTexts.add(name + "=" + now);
            limited.add(name + "=" + limit);
          }
        });
    if (!requested.isEmpty()) {
      throw ApiException.forbidden(
          request.type().name(),
          request.name(),
          "exceeded quota: "
              + quota.name()
              + ", requested: "
              + String.join(",", requested)
              + ", used: "
              + String.join(",", usedTexts)
              + ", limited: "
              + String.join(",", limited));
    }
  }

  /// A quota on requests or limits asks every container to say its own.
  private static void mustSay(
      AdmissionRequest request, String quota, KubeObject pod, Set<String> hard) {
    List<String> wrong = new ArrayList<>();
    for (String name : new TreeSet<>(hard)) {
      boolean limit = name.startsWith("limits.");
      String resource = name.startsWith("requests.") || limit ? name.split("\\.", 2)[1] : name;
      if (!Set.of("cpu", "memory").contains(resource)) {
        continue;
      }
      TreeSet<String> silent = new TreeSet<>();
      for (String list : List.of("containers", "initContainers")) {
        for (Map<String, @Nullable Object> container : pod.maps("spec", list)) {
          String kind = limit ? "limits" : "requests";
          if (!PodResources.of(container, kind).containsKey(resource)) {
            silent.add(Fields.text(container, "name"));
          }
        }
      }
      if (!silent.isEmpty()) {
        wrong.add(name + " for: " + String.join(",", silent));
      }
    }
    if (!wrong.isEmpty()) {
      throw ApiException.forbidden(
          request.type().name(),
          request.name(),
          "failed quota: " + quota + ": must specify " + String.join("; ", wrong));
    }
  }

  private Map<String, Quantity> used(KubeObject quota, String namespace) {
    Map<String, Quantity> used = stored(quota, namespace);
    Map<String, Map<String, Quantity>> open = admitted.get(namespace);
    if (open != null) {
      for (Map<String, Quantity> usage : open.values()) {
        usage.forEach((name, amount) -> used.merge(name, amount, Quantity::plus));
      }
    }
    return used;
  }

  private Map<String, Quantity> stored(KubeObject quota, String namespace) {
    Map<String, Quantity> used = new TreeMap<>();
    for (GroupResource resource : store.resources()) {
      if (!isNamed(quota, resource) || store.count(resource, namespace) == 0) {
        continue;
      }
      for (StoredObject object : store.list(resource, namespace).objects()) {
        if (QuotaUsage.isInScope(quota, resource, object.object())) {
          QuotaUsage.of(resource, object.object())
              .forEach((name, amount) -> used.merge(name, amount, Quantity::plus));
        }
      }
    }
    return used;
  }

  /// Whether a quota says anything of a kind.
  private static boolean isNamed(KubeObject quota, GroupResource resource) {
    String plural = resource.toString();
    for (String name : quota.map("spec", "hard").keySet()) {
      boolean named =
          name.equals(plural)
              || name.equals("count/" + plural)
              || (plural.equals("services") && name.startsWith("services."))
              || (plural.equals("persistentvolumeclaims") && name.contains("storage"))
              || (plural.equals("pods")
                  && (name.startsWith("requests.")
                      || name.startsWith("limits.")
                      || Set.of("cpu", "memory", "ephemeral-storage").contains(name)));
      if (named) {
        return true;
      }
    }
    return false;
  }

  /// Whether a write leaves all usage as it was.
  private static boolean isSame(StoreEvent event) {
    StoredObject before = event.previous();
    GroupResource resource = event.object().key().resource();
    return event.type() == StoreEvent.Type.MODIFIED
        && before != null
        && !resource.equals(QUOTAS)
        && QuotaUsage.of(resource, before.object())
            .equals(QuotaUsage.of(resource, event.object().object()));
  }

  /// The quotas whose status is out of date after a write, each with its status as it should be.
  public Map<StoreKey, Map<String, @Nullable Object>> outdated(StoreEvent event) {
    Map<StoreKey, Map<String, @Nullable Object>> outdated = new LinkedHashMap<>();
    StoreKey key = event.object().key();
    if (key.namespace().isEmpty()) {
      return outdated;
    }
    if (store.count(QUOTAS, key.namespace()) == 0 || isSame(event)) {
      return outdated;
    }
    for (StoredObject stored : store.list(QUOTAS, key.namespace()).objects()) {
      KubeObject quota = stored.object();
      boolean itself = key.equals(stored.key());
      if (!itself && !isNamed(quota, key.resource())) {
        continue;
      }
      Map<String, Quantity> used = stored(quota, key.namespace());
      Map<String, @Nullable Object> amounts = new TreeMap<>();
      quota
          .map("spec", "hard")
          .keySet()
          .forEach(name -> amounts.put(name, used.getOrDefault(name, Quantity.ZERO).toString()));
      Map<String, @Nullable Object> status = new LinkedHashMap<>();
      status.put("hard", quota.map("spec", "hard"));
      status.put("used", amounts);
      if (!status.equals(quota.map("status"))) {
        outdated.put(stored.key(), status);
      }
    }
    return outdated;
  }
}
