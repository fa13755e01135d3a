package dev.slipway.kube;

import dev.slipway.object.KubeObject;

/// What happened to an object.
///
/// @param change what
/// @param object the object as it is now, or as it was when it was deleted
public record WatchEvent(Change change, KubeObject object) {
  /// What happened.
  public enum Change {
    ADDED,
    MODIFIED,
    DELETED
  }
}
