package dev.slipway.release.apply;

import dev.slipway.object.ObjectKey;
import dev.slipway.release.lock.LockHolder;
import dev.slipway.release.store.StoredRelease;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A release and the state of its objects at one moment.
///
/// @param release the record
/// @param objects its objects
/// @param atWork who changes it right now; null for nobody that is known
public record ReleaseHealth(
    StoredRelease release, List<ObjectHealth> objects, @Nullable LockHolder atWork) {
  public ReleaseHealth {
    objects = List.copyOf(objects);
  }

  /// The state of one object.
  ///
  /// @param object which one
  /// @param state its state
  /// @param message what it waits for, or what is wrong with it; empty when it is ready
  public record ObjectHealth(ObjectKey object, State state, String message) {}

  /// The state of an object.
  public enum State {
    READY,
    PROGRESSING,
    FAILED,
    MISSING,
    /// It could not be read.
    UNKNOWN
  }

  /// Whether all objects are ready.
  public boolean ready() {
    for (ObjectHealth object : objects) {
      if (object.state() != State.READY) {
        return false;
      }
    }
    return true;
  }
}
