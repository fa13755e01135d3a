package dev.slipway.pipeline.fleet;

import dev.slipway.release.diff.UnifiedDiff;
import java.util.List;

/// What a change alters in the fleet's manifests.
///
/// @param changes the releases that change, clusters in the order of rollout
/// @param releases how many releases were looked at
/// @param rendered how many of them the changed files could affect
/// @param failures what cannot be rendered after the change
/// @param earlierFailures what could not be rendered before it
public record FleetChanges(
    List<Change> changes,
    int releases,
    int rendered,
    List<Failure> failures,
    List<Failure> earlierFailures) {
  /// What becomes of a release.
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED
  }

  /// A release that changes.
  ///
  /// @param release the release
  /// @param kind what becomes of it
  /// @param diff its manifests before and after
  public record Change(FleetRelease release, Kind kind, UnifiedDiff diff) {}

  public FleetChanges {
    changes = List.copyOf(changes);
    failures = List.copyOf(failures);
    earlierFailures = List.copyOf(earlierFailures);
  }
}
