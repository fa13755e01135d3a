package dev.slipway.pipeline.fleet;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rendered fleet.
///
/// @param results a result for each deployed release, clusters in the order of rollout
/// @param failures what went wrong, in the same order
/// @param fromCache how many results an earlier run had made
public record FleetRendering(List<Result> results, List<Failure> failures, int fromCache) {
  /// What came of one release.
  ///
  /// @param release the release
  /// @param file where its manifests go: CLUSTER/SERVICE/RELEASE.yaml
  /// @param manifests its manifests; null when it failed
  /// @param warnings what Helm and helmfile would warn of
  public record Result(
      FleetRelease release, String file, @Nullable Manifests manifests, List<String> warnings) {
    /// The manifests; empty when it failed.
    public Optional<Manifests> rendered() {
      return Optional.ofNullable(manifests);
    }
  }

  public FleetRendering {
    results = List.copyOf(results);
    failures = List.copyOf(failures);
  }
}
