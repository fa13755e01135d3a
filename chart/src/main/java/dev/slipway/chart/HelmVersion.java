package dev.slipway.chart;

import java.util.Arrays;
import java.util.Optional;

/// The Helm release line whose behaviour is followed where they differ: null coalescing, the
/// built-in Kubernetes version and API versions, the wording of schema errors, the functions.
public enum HelmVersion {
  /// Helm 3.17.
  V3_17("3.17"),
  /// Helm 3.19.
  V3_19("3.19"),
  /// Helm 4, the current major version.
  V4("4");

  /// The version that is followed unless another is asked for.
  public static final HelmVersion DEFAULT = V4;

  private final String label;

  HelmVersion(String label) {
    this.label = label;
  }

  /// The name by which users choose it: `3.17`, `3.19` or `4`.
  public String label() {
    return label;
  }

  /// Whether this version is `other` or a later one.
  public boolean atLeast(HelmVersion other) {
    return compareTo(other) >= 0;
  }

  /// The version of that label.
  public static Optional<HelmVersion> of(String label) {
    return Arrays.stream(values()).filter(version -> version.label.equals(label)).findFirst();
  }
}
