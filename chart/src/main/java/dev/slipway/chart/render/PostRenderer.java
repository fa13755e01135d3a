package dev.slipway.chart.render;

/// Changes rendered manifests before they are used: `--post-renderer`.
@FunctionalInterface
public interface PostRenderer {
  /// The changed manifests.
  ///
  /// @param manifests a stream of YAML documents
  /// @throws dev.slipway.chart.ChartException if it fails
  String run(String manifests);
}
