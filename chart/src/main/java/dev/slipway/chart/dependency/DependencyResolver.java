package dev.slipway.chart.dependency;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.chart.repository.IndexedChart;
import dev.slipway.chart.repository.Messages;
import dev.slipway.chart.repository.RepositoryIndex;
import dev.slipway.chart.repository.RepositoryUrls;
import dev.slipway.chart.repository.VersionChoice;
import dev.slipway.gotemplate.fmt.GoQuote;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.semver.VersionConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Chooses a version for each dependency: the newest that its range allows.
final class DependencyResolver {
  private final DependencySettings settings;
  private final ChartFetcher fetcher;
  private final CachedIndexes indexes;

  DependencyResolver(DependencySettings settings, ChartFetcher fetcher, Messages messages) {
    this.settings = settings;
    this.fetcher = fetcher;
    this.indexes = new CachedIndexes(fetcher.paths(), messages);
  }

  /// The dependencies with exact versions.
  ///
  /// @param repositories the names of the repositories, by [RepositoryNames#key]
  /// @throws ChartException if one cannot be satisfied
  List<ChartDependency> resolve(List<ChartDependency> required, Map<String, String> repositories) {
    List<ChartDependency> locked = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (ChartDependency dependency : required) {
      VersionConstraint range = range(dependency);
      String version = version(dependency, range, repositories);
      if (version == null) {
        missing.add(
            GoQuote.quote(dependency.name())
                + " (repository "
                + GoQuote.quote(dependency.repository())
                + ", version "
                + GoQuote.quote(dependency.version())
                + ")");
      } else {
        locked.add(ChartDependency.of(dependency.name(), version, dependency.repository()));
      }
    }
    if (!missing.isEmpty()) {
      throw new ChartException(
          ChartErrorCode.DEPENDENCIES,
          "can't get a valid version for "
              + missing.size()
              + " subchart(s): "
              + String.join(", ", missing)
              + ". Make sure a matching chart version exists in the repo, or change the version"
              + " constraint in Chart.yaml");
    }
    return locked;
  }

  private static VersionConstraint range(ChartDependency dependency) {
    try {
      return VersionChoice.range(dependency.version());
    } catch (ChartException e) {
      throw e.prefixed(
          "dependency "
              + GoQuote.quote(dependency.name())
              + " has an invalid version/constraint format: ");
    }
  }

  private @Nullable String version(
      ChartDependency dependency, VersionConstraint range, Map<String, String> repositories) {
    String repository = dependency.repository();
    if (repository.isEmpty()) {
      LocalCharts.folder("charts/" + dependency.name(), settings.chart());
      return dependency.version();
    }
    if (LocalCharts.isLocal(repository)) {
      Chart chart =
          LocalCharts.load(
              LocalCharts.folder(repository, settings.chart()), settings.helmVersion());
      return allows(range, chart.metadata().version()) ? chart.metadata().version() : null;
    }
    if (RepositoryUrls.isOci(repository)) {
      return inRegistry(dependency, range);
    }
    String name = repositories.get(RepositoryNames.key(dependency));
    return name == null ? dependency.version() : inRepository(dependency, range, name);
  }

  private @Nullable String inRegistry(ChartDependency dependency, VersionConstraint range) {
    if (VersionChoice.parse(dependency.version()) != null) {
      return dependency.version();
    }
    List<String> versions;
    try {
      versions =
          fetcher.registryVersions(
              dependency.repository() + "/" + dependency.name(),
              settings.accessTo(dependency.repository()));
    } catch (ChartException e) {
      throw e.prefixed(
          "could not retrieve list of tags for repository " + dependency.repository() + ": ");
    }
    return versions.stream().filter(version -> allows(range, version)).findFirst().orElse(null);
  }

  private @Nullable String inRepository(
      ChartDependency dependency, VersionConstraint range, String name) {
    RepositoryIndex index;
    try {
      index = indexes.named(name);
    } catch (ChartException e) {
      throw e.prefixed("no cached repository for " + name + " found. (try 'helm repo update'): ");
    }
    List<IndexedChart> versions = index.entries().get(dependency.name());
    if (versions == null) {
      throw new ChartException(
          ChartErrorCode.CHART_NOT_IN_REPOSITORY,
          dependency.name() + " chart not found in repo " + dependency.repository());
    }
    for (IndexedChart chart : versions) {
      if (!chart.urls().isEmpty() && allows(range, chart.version())) {
        return chart.version();
      }
    }
    return null;
  }

  private static boolean allows(VersionConstraint range, String version) {
    SemanticVersion parsed = VersionChoice.parse(version);
    return parsed != null && range.check(parsed);
  }
}
