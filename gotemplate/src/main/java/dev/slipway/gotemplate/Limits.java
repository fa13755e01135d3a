package dev.slipway.gotemplate;

import java.time.Duration;

/// Bounds on one [Rendering]; what goes beyond fails with [TemplateErrorCode#LIMIT].
///
/// @param steps the number of actions, loop rounds and calls
/// @param depth how deep templates may execute templates; Go's is 100,000. By way of functions
///   (`include`, `tpl`) it is never more than 10,000
/// @param outputSize the size in UTF-16 units that the output may have at any time
/// @param wallTime the time from the first execution on
public record Limits(long steps, int depth, long outputSize, Duration wallTime) {
  private static final Limits DEFAULTS =
      new Limits(500_000_000L, 100_000, 256L << 20, Duration.ofMinutes(5));

  public Limits {
    if (steps <= 0 || depth <= 0 || outputSize <= 0 || !wallTime.isPositive()) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /// Bounds that no sensible template reaches: 500 million steps, Go's depth of 100,000, 256 Mi
  /// characters, five minutes.
  public static Limits defaults() {
    return DEFAULTS;
  }

  /// A copy with another bound on steps.
  public Limits withSteps(long newSteps) {
    return new Limits(newSteps, depth, outputSize, wallTime);
  }

  /// A copy with another bound on depth.
  public Limits withDepth(int newDepth) {
    return new Limits(steps, newDepth, outputSize, wallTime);
  }

  /// A copy with another bound on the output's size.
  public Limits withOutputSize(long newOutputSize) {
    return new Limits(steps, depth, newOutputSize, wallTime);
  }

  /// A copy with another bound on time.
  public Limits withWallTime(Duration newWallTime) {
    return new Limits(steps, depth, outputSize, newWallTime);
  }
}
