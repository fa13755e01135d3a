package dev.slipway.chart.dependency;

import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.archive.ChartWriter;
import dev.slipway.chart.repository.ServerAccess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/// How to bring a chart's dependencies up to date.
///
/// @param chart the chart's folder
/// @param skipRefresh whether the cached indexes of repositories are used as they are
/// @param registryAccess how to reach registries; HTTP repositories have theirs in
///   repositories.yaml
/// @param helmVersion the Helm to follow
/// @param clock tells when the lock was made
/// @param archiveTime the time of entries in archives made of `file://` dependencies
public record DependencySettings(
    Path chart,
    boolean skipRefresh,
    ServerAccess registryAccess,
    HelmVersion helmVersion,
    Clock clock,
    Instant archiveTime) {
  /// The defaults.
  public static DependencySettings of(Path chart) {
    return new DependencySettings(
        chart,
        false,
        ServerAccess.NONE,
        HelmVersion.DEFAULT,
        Clock.system(ZoneId.systemDefault()),
        ChartWriter.TIME);
  }

  /// A copy that refreshes indexes or not.
  public DependencySettings withSkipRefresh(boolean skip) {
    return new DependencySettings(chart, skip, registryAccess, helmVersion, clock, archiveTime);
  }

  /// A copy that reaches registries so.
  public DependencySettings withRegistryAccess(ServerAccess access) {
    return new DependencySettings(chart, skipRefresh, access, helmVersion, clock, archiveTime);
  }

  /// A copy that follows another Helm.
  public DependencySettings withHelmVersion(HelmVersion version) {
    return new DependencySettings(chart, skipRefresh, registryAccess, version, clock, archiveTime);
  }

  /// A copy with another clock.
  public DependencySettings withClock(Clock newClock) {
    return new DependencySettings(
        chart, skipRefresh, registryAccess, helmVersion, newClock, archiveTime);
  }

  /// A copy whose archives carry that time.
  public DependencySettings withArchiveTime(Instant time) {
    return new DependencySettings(chart, skipRefresh, registryAccess, helmVersion, clock, time);
  }
}
