package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the controllers know of the cluster: its objects by kind, by owner and by node. Used by the
/// controllers' thread alone.
final class Mirror {
  private final Map<GroupVersionKind, Map<String, TreeMap<String, KubeObject>>> objects =
      new HashMap<>();
  private final Map<String, Map<ObjectKey, KubeObject>> byOwner = new HashMap<>();
  private final Map<String, NodePods> byNode = new HashMap<>();

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
      unindex(before, gone ? null : object, key);
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
      byOwner.computeIfAbsent(owner, _ -> new LinkedHashMap<>()).put(key, object);
    }
    String node = nodeOf(object, key);
    if (!node.isEmpty()) {
      byNode.computeIfAbsent(node, _ -> new NodePods()).put(key, object);
    }
  }

  /// Takes an object out where its next state is not going to replace it.
  private void unindex(KubeObject object, @Nullable KubeObject next, ObjectKey key) {
    String owner = ownerUid(object);
    Map<ObjectKey, KubeObject> owned = byOwner.get(owner);
    if (owned != null && (next == null || !owner.equals(ownerUid(next)))) {
      owned.remove(key);
      if (owned.isEmpty()) {
        byOwner.remove(owner);
      }
    }
    String node = nodeOf(object, key);
    NodePods pods = byNode.get(node);
    if (pods != null && (next == null || !node.equals(nodeOf(next, key)))) {
      pods.remove(key);
      if (pods.isEmpty()) {
        byNode.remove(node);
      }
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
    Map<ObjectKey, KubeObject> all = byOwner.getOrDefault(uid, Map.of());
    List<KubeObject> owned = new ArrayList<>(all.size());
    all.forEach((key, object) -> {
      if (key.type().equals(type)) {
        owned.add(object);
      }
    });
    return owned;
  }

  /// The objects of a kind in a namespace that no controller owns.
  List<KubeObject> orphans(GroupVersionKind type, String namespace) {
    return in(type, namespace).stream().filter(o -> ownerUid(o).isEmpty()).toList();
  }

  /// The pods on a node.
  NodePods podsOn(String node) {
    return byNode.getOrDefault(node, NodePods.NONE);
  }
}
