package dev.slipway.sandbox.admission;

import dev.slipway.object.KubeObject;
import dev.slipway.object.quantity.Quantity;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.StoreEvent;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one quota counts: each object once, added up when someone asks. Not safe for use by several
/// threads.
final class QuotaBook {
  private final StoreKey key;
  private final Map<String, @Nullable Object> spec;
  private final Map<GroupResource, Boolean> named = new HashMap<>();
  private final Map<StoreKey, Map<String, Quantity>> counted = new LinkedHashMap<>();
  private KubeObject quota;
  private @Nullable Map<String, Quantity> sum;

  QuotaBook(StoreKey key, KubeObject quota) {
    this.key = key;
    this.quota = quota;
    this.spec = quota.map("spec");
  }

  StoreKey key() {
    return key;
  }

  KubeObject quota() {
    return quota;
  }

  /// Takes over a later state of the quota.
  ///
  /// @return false if it counts differently, so that a new book is needed
  boolean accepts(KubeObject later) {
    if (!later.uid().equals(quota.uid()) || !later.map("spec").equals(spec)) {
      return false;
    }
    quota = later;
    return true;
  }

  /// Takes over a write of any object in the quota's namespace.
  void take(StoreEvent event) {
    StoreKey object = event.object().key();
    if (!isNamed(object.resource())) {
      return;
    }
    if (event.type() == StoreEvent.Type.DELETED) {
      if (counted.remove(object) != null) {
        sum = null;
      }
    } else {
      count(event.object());
    }
  }

  /// Counts an object as it is now.
  void count(StoredObject object) {
    GroupResource resource = object.key().resource();
    KubeObject tree = object.object();
    Map<String, Quantity> usage =
        QuotaUsage.isInScope(quota, resource, tree) ? QuotaUsage.of(resource, tree) : Map.of();
    if (!usage.equals(counted.put(object.key(), usage))) {
      sum = null;
    }
  }

  /// What is used of everything that is stored; not to be changed.
  Map<String, Quantity> used() {
    Map<String, Quantity> known = sum;
    if (known == null) {
      Map<String, Quantity> made = new TreeMap<>();
      counted
          .values()
          .forEach(
              usage -> usage.forEach((name, amount) -> made.merge(name, amount, Quantity::plus)));
      known = made;
      sum = made;
    }
    return known;
  }

  /// The quota's status as it should be.
  Map<String, @Nullable Object> status() {
    Map<String, @Nullable Object> hard = quota.map("spec", "hard");
    Map<String, Quantity> used = used();
    Map<String, @Nullable Object> amounts = new TreeMap<>();
    hard.keySet()
        .forEach(name -> amounts.put(name, used.getOrDefault(name, Quantity.ZERO).toString()));
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("hard", hard);
    status.put("used", amounts);
    return status;
  }

  /// Whether the quota says anything of a kind.
  boolean isNamed(GroupResource resource) {
    return named.computeIfAbsent(resource, this::names);
  }

  private boolean names(GroupResource resource) {
    String plural = resource.toString();
    for (String name : quota.map("spec", "hard").keySet()) {
      boolean matches =
          name.equals(plural)
              || name.equals("count/" + plural)
              || (plural.equals("services") && name.startsWith("services."))
              || (plural.equals("persistentvolumeclaims") && name.contains("storage"))
              || (plural.equals("pods")
                  && (name.startsWith("requests.")
                      || name.startsWith("limits.")
                      || Set.of("cpu", "memory", "ephemeral-storage").contains(name)));
      if (matches) {
        return true;
      }
    }
    return false;
  }
}
