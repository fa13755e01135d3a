package dev.slipway.chart.dependency;

import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.archive.ChartWriter;
import dev.slipway.chart.repository.HelmPaths;
import dev.slipway.chart.repository.RepositoriesFile;
import dev.slipway.chart.repository.RepositoryEntry;
import dev.slipway.chart.repository.RepositoryUrls;
import dev.slipway.chart.repository.ServerAccess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// How to bring a chart's dependencies up to date.
///
/// @param chart the chart's folder
/// @param skipRefresh whether the cached indexes of repositories are used as they are
/// @param registryAccess how to reach registries; HTTP repositories have theirs in
///   repositories.yaml
/// @param helmVersion the Helm to follow
/// @param clock tells when the lock was made
/// @param archiveTime the time of entries in archives made of `file://` dependencies
/// @param declared repositories that count before those of repositories.yaml
/// @param registries how to reach some registries, by host and port; before `registryAccess`
/// @param neededOnly whether only indexes of repositories are refreshed that a dependency is from
public record DependencySettings(
    Path chart,
    boolean skipRefresh,
    ServerAccess registryAccess,
    HelmVersion helmVersion,
    Clock clock,
    Instant archiveTime,
    List<RepositoryEntry> declared,
    Map<String, ServerAccess> registries,
    boolean neededOnly) {
  public DependencySettings {
    declared = List.copyOf(declared);
    registries = Map.copyOf(registries);
  }

  /// The defaults.
  public static DependencySettings of(Path chart) {
    return new DependencySettings(
        chart,
        false,
        ServerAccess.NONE,
        HelmVersion.DEFAULT,
        Clock.system(ZoneId.systemDefault()),
        ChartWriter.TIME,
        List.of(),
        Map.of(),
        false);
  }

  private DependencySettings with(
      boolean skip, ServerAccess access, HelmVersion version, Clock newClock, Instant time) {
    return new DependencySettings(
        chart, skip, access, version, newClock, time, declared, registries, neededOnly);
  }

  /// A copy that refreshes indexes or not.
  public DependencySettings withSkipRefresh(boolean skip) {
    return with(skip, registryAccess, helmVersion, clock, archiveTime);
  }

  /// A copy that reaches registries so.
  public DependencySettings withRegistryAccess(ServerAccess access) {
    return with(skipRefresh, access, helmVersion, clock, archiveTime);
  }

  /// A copy that follows another Helm.
  public DependencySettings withHelmVersion(HelmVersion version) {
    return with(skipRefresh, registryAccess, version, clock, archiveTime);
  }

  /// A copy with another clock.
  public DependencySettings withClock(Clock newClock) {
    return with(skipRefresh, registryAccess, helmVersion, newClock, archiveTime);
  }

  /// A copy whose archives carry that time.
  public DependencySettings withArchiveTime(Instant time) {
    return with(skipRefresh, registryAccess, helmVersion, clock, time);
  }

  /// A copy that knows these repositories and registries, whatever Helm's files say, and asks no
  /// repository that is not needed.
  public DependencySettings withDeclared(
      List<RepositoryEntry> repositories, Map<String, ServerAccess> hosts) {
    return new DependencySettings(
        chart,
        skipRefresh,
        registryAccess,
        helmVersion,
        clock,
        archiveTime,
        repositories,
        hosts,
        true);
  }

  /// The repositories that are known by name.
  RepositoriesFile known(HelmPaths paths) {
    return RepositoriesFile.read(paths.repositoryConfig()).under(declared);
  }

  /// How the registry of an `oci://` address is reached.
  ServerAccess accessTo(String address) {
    String rest = address.substring(RepositoryUrls.OCI.length());
    int slash = rest.indexOf('/');
    return registries.getOrDefault(slash < 0 ? rest : rest.substring(0, slash), registryAccess);
  }
}
