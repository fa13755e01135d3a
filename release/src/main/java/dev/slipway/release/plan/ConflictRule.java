package dev.slipway.release.plan;

/// What becomes of fields that the release sets to another value than their owner.
public enum ConflictRule {
  /// Nothing is changed; the conflict is told.
  STOP,
  /// The release takes them.
  TAKE,
  /// Their owner keeps them; the release does without.
  KEEP
}
