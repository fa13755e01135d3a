package dev.slipway.release.apply;

/// Hears what happens while a release is changed. Called by several threads, one at a time for each
/// release; must not throw, and must not take long.
@FunctionalInterface
public interface ReleaseProgress {
  /// Hears of nothing.
  ReleaseProgress SILENT = event -> {};

  /// Something happened.
  void happened(ReleaseEvent event);
}
