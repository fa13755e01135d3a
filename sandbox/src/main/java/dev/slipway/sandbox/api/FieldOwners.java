package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps the `managedFields` of objects that are written.
interface FieldOwners {
  /// Leaves them as the client sent them.
  FieldOwners UNCHANGED = (_, _) -> {};

  /// Sets the managed fields of an object that is about to be written.
  ///
  /// @param old the object before; null for a new one
  /// @param tree the new object with its defaults
  void update(@Nullable KubeObject old, Map<String, @Nullable Object> tree);

  /// Whether a write changes nothing.
  default boolean isSame(KubeObject old, Map<String, @Nullable Object> tree) {
    return old.tree().equals(tree);
  }
}
