package dev.slipway.gotemplate;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How a [Rendering] behaves.
///
/// @param missingKey Go's `missingkey` option; holds in texts executed by functions (`tpl`) too
/// @param limits the bounds
/// @param clock what date functions read
/// @param random the source of all randomness
/// @param observer who hears of values read, or null: then nothing is spent on it
public record RenderOptions(
    MissingKey missingKey,
    Limits limits,
    Clock clock,
    RandomGenerator random,
    @Nullable RenderObserver observer) {
  /// Go's defaults, the system's clock and a secure source of randomness.
  public static RenderOptions defaults() {
    return new RenderOptions(
        MissingKey.DEFAULT,
        Limits.defaults(),
        new SystemSources.LazyClock(),
        new SystemSources.LazyRandom(),
        null);
  }

  /// A copy with another `missingkey` option.
  public RenderOptions withMissingKey(MissingKey newMissingKey) {
    return new RenderOptions(newMissingKey, limits, clock, random, observer);
  }

  /// A copy with other bounds.
  public RenderOptions withLimits(Limits newLimits) {
    return new RenderOptions(missingKey, newLimits, clock, random, observer);
  }

  /// A copy with another clock.
  public RenderOptions withClock(Clock newClock) {
    return new RenderOptions(missingKey, limits, newClock, random, observer);
  }

  /// A copy with another source of randomness.
  public RenderOptions withRandom(RandomGenerator newRandom) {
    return new RenderOptions(missingKey, limits, clock, newRandom, observer);
  }

  /// A copy with another observer.
  public RenderOptions withObserver(@Nullable RenderObserver newObserver) {
    return new RenderOptions(missingKey, limits, clock, random, newObserver);
  }
}
