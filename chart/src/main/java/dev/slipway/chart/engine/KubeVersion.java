package dev.slipway.chart.engine;

/// A cluster's Kubernetes version, as templates see it under `.Capabilities.KubeVersion`.
///
/// @param version the whole version, such as `v1.34.0`
/// @param major the major version
/// @param minor the minor version
/// @param normalized the version that Helm compares `kubeVersion` of Chart.yaml with
public record KubeVersion(String version, String major, String minor, String normalized) {
  /// A version that needs no normalisation.
  public static KubeVersion of(String version, String major, String minor) {
    return new KubeVersion(version, major, minor, version);
  }
}
