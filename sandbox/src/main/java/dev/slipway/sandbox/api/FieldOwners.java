package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps the `managedFields` of objects that are written.
interface FieldOwners {
  /// Leaves them as they are in the object.
  FieldOwners UNCHANGED = (_, _) -> {};

  /// Sets the managed fields of an object that is about to be written.
  ///
  /// @param old the object before; null for a new one
  /// @param tree the new object with its defaults
  void update(@Nullable KubeObject old, Map<String, @Nullable Object> tree);

  /// Whether a write changes nothing but the times of managed fields.
  static boolean isSame(KubeObject old, Map<String, @Nullable Object> tree) {
    if (!without(old.tree()).equals(without(tree))) {
      return false;
    }
    return timeless(old).equals(timeless(KubeObject.of(tree)));
  }

  private static Map<String, @Nullable Object> without(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(tree);
    Map<String, @Nullable Object> metadata =
        new LinkedHashMap<>(KubeObject.of(tree).map("metadata"));
    metadata.remove("managedFields");
    rest.put("metadata", metadata);
    return rest;
  }

  private static List<Map<String, @Nullable Object>> timeless(KubeObject object) {
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (Map<String, @Nullable Object> entry : object.maps("metadata", "managedFields")) {
      Map<String, @Nullable Object> rest = new LinkedHashMap<>(entry);
      rest.remove("time");
      entries.add(rest);
    }
    return entries;
  }
}
