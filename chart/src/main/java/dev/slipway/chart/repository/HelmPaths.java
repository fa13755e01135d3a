package dev.slipway.chart.repository;

import java.nio.file.Path;
import java.util.List;

/// Where Helm keeps what it knows about repositories; the command line works these out of its
/// environment.
///
/// @param repositoryConfig repositories.yaml
/// @param repositoryCache the folder of the repositories' indexes
/// @param contentCache the folder of fetched archives, by their digest
/// @param registryConfigs files with passwords for registries, first match wins: Helm's
///   registry/config.json, then Docker's config.json
public record HelmPaths(
    Path repositoryConfig, Path repositoryCache, Path contentCache, List<Path> registryConfigs) {
  public HelmPaths {
    registryConfigs = List.copyOf(registryConfigs);
  }

  /// The cached index of the repository of that name.
  public Path indexFile(String repository) {
    return repositoryCache.resolve(
        repository.isEmpty() ? "index.yaml" : repository + "-index.yaml");
  }

  /// The cached list of the charts in the repository of that name.
  public Path chartsFile(String repository) {
    return repositoryCache.resolve(
        repository.isEmpty() ? "charts.txt" : repository + "-charts.txt");
  }
}
