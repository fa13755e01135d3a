package dev.slipway.release.plan;

/// What a plan is for.
public enum PlanKind {
  /// The release is not there yet.
  INSTALL,
  /// It is there, and gets a new revision from its source.
  UPGRADE,
  /// It gets a new revision with the content of an earlier one.
  ROLLBACK,
  /// It goes.
  UNINSTALL
}
