package dev.slipway.pipeline.rollout;

import dev.slipway.core.Diagnostic;
import dev.slipway.release.apply.ReleaseOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of one release of a run.
public sealed interface RolloutResult {
  /// The release.
  Planned release();

  /// Whether it is as it is to be.
  default boolean isGood() {
    return switch (this) {
      case Unchanged _, Done _ -> true;
      case Failed _, Skipped _ -> false;
    };
  }

  /// Nothing was to be done.
  record Unchanged(Planned release) implements RolloutResult {}

  /// It was brought to what it is to be, or removed.
  ///
  /// @param outcome what was done
  /// @param removed whether it was removed
  /// @param took how long
  record Done(Planned release, ReleaseOutcome outcome, boolean removed, Duration took)
      implements RolloutResult {}

  /// It failed.
  ///
  /// @param outcome what was done nevertheless; null when it could not be begun
  /// @param error why
  record Failed(Planned release, @Nullable ReleaseOutcome outcome, Diagnostic error)
      implements RolloutResult {}

  /// It was not begun, because one before it failed or the user stopped the run.
  record Skipped(Planned release) implements RolloutResult {}
}
