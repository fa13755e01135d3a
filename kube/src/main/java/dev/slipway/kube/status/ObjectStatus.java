package dev.slipway.kube.status;

/// How far an object is.
///
/// @param state how far
/// @param reason one word for why, or empty
/// @param message what it waits for, or what went wrong
public record ObjectStatus(State state, String reason, String message) {
  /// How far an object is.
  public enum State {
    /// It is on its way.
    IN_PROGRESS,
    /// It is as it should be.
    CURRENT,
    /// It will not get there by itself.
    FAILED,
    /// It is being deleted.
    TERMINATING,
    /// It is not there.
    NOT_FOUND,
    /// It cannot be told: the object is not as its kind should be.
    UNKNOWN
  }

  /// There is no such object.
  public static final ObjectStatus NOT_FOUND =
      new ObjectStatus(State.NOT_FOUND, "", "Resource not found");

  static ObjectStatus current(String message) {
    return new ObjectStatus(State.CURRENT, "", message);
  }

  static ObjectStatus inProgress(String reason, String message) {
    return new ObjectStatus(State.IN_PROGRESS, reason, message);
  }

  static ObjectStatus failed(String reason, String message) {
    return new ObjectStatus(State.FAILED, reason, message);
  }

  /// Whether the object is as it should be.
  public boolean isCurrent() {
    return state == State.CURRENT;
  }
}
