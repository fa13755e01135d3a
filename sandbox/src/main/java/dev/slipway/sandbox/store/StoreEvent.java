package dev.slipway.sandbox.store;

import org.jspecify.annotations.Nullable;

/// One write.
///
/// @param type what was done
/// @param object the object after it; for a deletion its last state, with the version of the
///   deletion
/// @param previous the object before it; null for a creation
public record StoreEvent(Type type, StoredObject object, @Nullable StoredObject previous) {
  /// What a write does.
  public enum Type {
    /// The object is new.
    ADDED,
    /// The object was there, and is another now.
    MODIFIED,
    /// The object is gone.
    DELETED
  }

  /// The version that the write made.
  public long revision() {
    return object.revision();
  }
}
