package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object that is being written: it shares with its original whatever is not changed. Not safe
/// for use by several threads.
final class Draft {
  private final Map<String, @Nullable Object> tree;

  private Draft(Map<String, @Nullable Object> tree) {
    this.tree = tree;
  }

  /// A draft of a changed object.
  static Draft from(KubeObject object) {
    return new Draft(new LinkedHashMap<>(object.tree()));
  }

  /// A draft of a new object.
  ///
  /// @param namespace its namespace, or empty
  /// @param name its name; ending in `-` the start of a generated one
  static Draft of(GroupVersionKind type, String namespace, String name) {
    Map<String, @Nullable Object> metadata =
        name.endsWith("-") ? Tree.map("generateName", name) : Tree.map("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return new Draft(
        Tree.map("apiVersion", type.apiVersion(), "kind", type.kind(), "metadata", metadata));
  }

  /// Sets a field, making the maps above it; null removes it.
  Draft set(@Nullable Object value, String... path) {
    Map<String, @Nullable Object> at = tree;
    for (int i = 0; i < path.length - 1; i++) {
      Map<String, @Nullable Object> own = new LinkedHashMap<>(Tree.asMap(at.get(path[i])));
      at.put(path[i], own);
      at = own;
    }
    if (value == null) {
      at.remove(path[path.length - 1]);
    } else {
      at.put(path[path.length - 1], value);
    }
    return this;
  }

  KubeObject object() {
    return KubeObject.of(tree);
  }
}
