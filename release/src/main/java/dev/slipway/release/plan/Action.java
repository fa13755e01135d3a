package dev.slipway.release.plan;

/// What happens to an object.
public enum Action {
  /// It is not there, and is made.
  CREATE,
  /// Fields of it change.
  CHANGE,
  /// It cannot be changed to what it is to be: it is deleted and made anew.
  REPLACE,
  /// It is deleted.
  DELETE,
  /// It leaves the release, and stays where it is.
  KEEP,
  /// It is as it is to be.
  NONE,
  /// The cluster does not serve its kind, or has not its namespace: what comes earlier is to bring
  /// that, and then it is made.
  LATER;

  /// Whether something is done to the object.
  public boolean writes() {
    return switch (this) {
      case CREATE, CHANGE, REPLACE, DELETE, LATER -> true;
      case KEEP, NONE -> false;
    };
  }
}
