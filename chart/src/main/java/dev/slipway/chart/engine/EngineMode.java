package dev.slipway.chart.engine;

import dev.slipway.chart.HelmVersion;

/// How templates are rendered.
///
/// @param version whose Helm is followed
/// @param lint whether `required` and `fail` let pass, as under `helm lint`
/// @param strict whether a missing key is an error, as under `helm lint --strict`
/// @param enableDns whether `getHostByName` asks the network
public record EngineMode(HelmVersion version, boolean lint, boolean strict, boolean enableDns) {
  /// What `helm template` does.
  public static EngineMode of(HelmVersion version) {
    return new EngineMode(version, false, false, false);
  }
}
