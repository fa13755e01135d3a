package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the controllers know of the cluster: its objects by kind, by owner and by node. Used by the
/// controllers' thread alone.
final class Mirror {
  private final Map<GroupVersionKind, Map<String, TreeMap<String, KubeObject>>> objects =
      new HashMap<>();
  private final Map<String, Set<ObjectKey>> byOwner = new HashMap<>();
  private final Map<String, Set<ObjectKey>> byNode = new HashMap<>();

  /// Takes over a change.
  ///
  /// @return the object before, if it is news at all
  Change accept(KubeObject object, boolean gone) {
    ObjectKey key = object.key();
    KubeObject before = get(key);
    if (before != null && version(before) >= version(object) && !gone) {
      return new Change(before, false);
    }
    if (gone && (before == null || !before.uid().equals(object.uid()))) {
      return new Change(before, false);
    }
    if (before != null) {
      unindex(before, key);
    }
    TreeMap<String, KubeObject> names =
        objects
            .computeIfAbsent(key.type(), _ -> new HashMap<>())
            .computeIfAbsent(key.namespace(), _ -> new TreeMap<>());
    if (gone) {
      names.remove(key.name());
    } else {
      names.put(key.name(), object);
      index(object, key);
    }
    return new Change(before, true);
  }

  /// @param before the object as it was known, if it was
  /// @param isNews whether anything changed
  record Change(@Nullable KubeObject before, boolean isNews) {}

  private static long version(KubeObject object) {
    String version = object.resourceVersion();
    return version.isEmpty() ? 0 : Long.parseLong(version);
  }

  private void index(KubeObject object, ObjectKey key) {
    String owner = ownerUid(object);
    if (!owner.isEmpty()) {
      byOwner.computeIfAbsent(owner, _ -> new LinkedHashSet<>()).add(key);
    }
    String node = nodeOf(object, key);
    if (!node.isEmpty()) {
      byNode.computeIfAbsent(node, _ -> new LinkedHashSet<>()).add(key);
    }
  }

  private void unindex(KubeObject object, ObjectKey key) {
    remove(byOwner, ownerUid(object), key);
    remove(byNode, nodeOf(object, key), key);
  }

  private static void remove(Map<String, Set<ObjectKey>> index, String at, ObjectKey key) {
    Set<ObjectKey> keys = index.get(at);
    if (keys != null && keys.remove(key) && keys.isEmpty()) {
      index.remove(at);
    }
  }

  private static String nodeOf(KubeObject object, ObjectKey key) {
    return key.type().equals(Kinds.POD) ? object.text("spec", "nodeName") : "";
  }

  /// The reference to the controller that owns an object; empty if none does.
  static Map<String, @Nullable Object> ownerOf(KubeObject object) {
    for (Map<String, @Nullable Object> owner : object.maps("metadata", "ownerReferences")) {
      if (Boolean.TRUE.equals(owner.get("controller"))) {
        return owner;
      }
    }
    return Map.of();
  }

  static String ownerUid(KubeObject object) {
    return Tree.text(ownerOf(object).get("uid"));
  }

  @Nullable KubeObject get(ObjectKey key) {
    return get(key.type(), key.namespace(), key.name());
  }

  @Nullable KubeObject get(GroupVersionKind type, String namespace, String name) {
    TreeMap<String, KubeObject> names = objects.getOrDefault(type, Map.of()).get(namespace);
    return names == null ? null : names.get(name);
  }

  /// All objects of a kind in a namespace, by name.
  List<KubeObject> in(GroupVersionKind type, String namespace) {
    TreeMap<String, KubeObject> names = objects.getOrDefault(type, Map.of()).get(namespace);
    return names == null ? List.of() : List.copyOf(names.values());
  }

  /// All objects of a kind.
  List<KubeObject> all(GroupVersionKind type) {
    return objects.getOrDefault(type, Map.of()).values().stream()
        .map(TreeMap::values)
        .flatMap(Collection::stream)
        .toList();
  }

  /// The objects of a kind whose controller has that identity, in the order of their coming.
  List<KubeObject> owned(String uid, GroupVersionKind type) {
    return found(byOwner.get(uid)).stream().filter(o -> o.type().equals(type)).toList();
  }

  /// The objects of a kind in a namespace that no controller owns.
  List<KubeObject> orphans(GroupVersionKind type, String namespace) {
    return in(type, namespace).stream().filter(o -> ownerUid(o).isEmpty()).toList();
  }

  /// The pods on a node.
  List<KubeObject> podsOn(String node) {
    return found(byNode.get(node));
  }

  private List<KubeObject> found(@Nullable Set<ObjectKey> keys) {
    return keys == null
        ? List.of()
        : keys.stream().map(this::get).filter(Objects::nonNull).toList();
  }
}
