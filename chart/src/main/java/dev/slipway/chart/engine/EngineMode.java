package dev.slipway.chart.engine;

import dev.slipway.chart.HelmVersion;
import org.jspecify.annotations.Nullable;

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

  /// Written out, since that of a record is put together at its first use, which costs a start of
  /// the command line more than parsing a chart.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EngineMode mode
        && version == mode.version
        && lint == mode.lint
        && strict == mode.strict
        && enableDns == mode.enableDns;
  }

  @Override
  public int hashCode() {
    return version.hashCode() * 8 + (lint ? 4 : 0) + (strict ? 2 : 0) + (enableDns ? 1 : 0);
  }
}
