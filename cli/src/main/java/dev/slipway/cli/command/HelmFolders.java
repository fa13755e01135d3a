package dev.slipway.cli.command;

import dev.slipway.chart.repository.HelmPaths;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import java.nio.file.Path;
import java.util.List;

/// Works out where helm keeps its files, so that what `helm repo add` and `helm registry login`
/// stored is found.
///
/// @param invocation flags that name files
/// @param environment variables that do
record HelmFolders(Invocation invocation, Environment environment) {
  /// Where everything is.
  HelmPaths paths() {
    return new HelmPaths(
        path(HelmOptions.REPOSITORY_CONFIG, "HELM_REPOSITORY_CONFIG", config("repositories.yaml")),
        path(HelmOptions.REPOSITORY_CACHE, "HELM_REPOSITORY_CACHE", cache("repository")),
        path(HelmOptions.CONTENT_CACHE, "HELM_CONTENT_CACHE", cache("content")),
        List.of(
            path(
                HelmOptions.REGISTRY_CONFIG,
                "HELM_REGISTRY_CONFIG",
                config("registry/config.json")),
            environment
                .variable("DOCKER_CONFIG")
                .map(environment::resolve)
                .orElseGet(() -> home(".docker"))
                .resolve("config.json")));
  }

  /// The folder of starters for `chart create`.
  Path starters() {
    return base("HELM_DATA_HOME", "XDG_DATA_HOME", ".local/share").resolve("starters");
  }

  private Path path(Option<String> flag, String variable, Path otherwise) {
    String given = invocation.get(flag);
    if (!given.isEmpty()) {
      return environment.resolve(given);
    }
    return environment.variable(variable).map(environment::resolve).orElse(otherwise);
  }

  private Path config(String file) {
    return base("HELM_CONFIG_HOME", "XDG_CONFIG_HOME", ".config").resolve(file);
  }

  private Path cache(String folder) {
    return base("HELM_CACHE_HOME", "XDG_CACHE_HOME", ".cache").resolve(folder);
  }

  private Path base(String ofHelm, String ofDesktop, String inHome) {
    return environment
        .variable(ofHelm)
        .map(environment::resolve)
        .orElseGet(() ->
            environment
                .variable(ofDesktop)
                .map(environment::resolve)
                .orElseGet(() -> home(inHome))
                .resolve("helm"));
  }

  private Path home(String below) {
    return environment.resolve(environment.variable("HOME").orElse("")).resolve(below);
  }
}
