package dev.slipway.pipeline.rollout;

import dev.slipway.core.Diagnostic;
import dev.slipway.release.apply.ReleaseEvent;

/// Hears how a run goes, from several threads; must not throw.
public interface RolloutListener {
  /// A release is begun.
  void begins(Planned release);

  /// Nothing of a release changes but its records, which are put in order; it is not begun.
  void settles(Planned release);

  /// Something happened to it.
  void happened(Planned release, ReleaseEvent event);

  /// It is done with.
  void ended(RolloutResult result);

  /// Something to know besides.
  void warning(Diagnostic warning);
}
