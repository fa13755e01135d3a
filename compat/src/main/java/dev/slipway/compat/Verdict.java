package dev.slipway.compat;

/// How Slipway's result of a job stands beside Helm's.
enum Verdict {
  /// The same bytes.
  IDENTICAL(true),
  /// Helm's two runs differ, and Slipway's output has their shape.
  SAME_SHAPE(true),
  /// Both fail, with the same text.
  SAME_ERROR(true),
  /// Both fail for the same kind of reason, in other words.
  OTHER_ERROR(true),
  /// Both fail, for reasons of different kinds.
  OTHER_KIND_OF_ERROR(false),
  /// Both succeed with different output.
  DIFFERENT(false),
  /// Helm succeeds, Slipway fails.
  FAILED(false),
  /// Helm fails, Slipway succeeds.
  PASSED(false);

  private final boolean good;

  Verdict(boolean good) {
    this.good = good;
  }

  boolean good() {
    return good;
  }
}
