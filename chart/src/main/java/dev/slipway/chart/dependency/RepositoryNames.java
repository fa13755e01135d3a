package dev.slipway.chart.dependency;

import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.repository.RepositoriesFile;
import dev.slipway.chart.repository.RepositoryEntry;
import dev.slipway.chart.repository.RepositoryUrls;
import dev.slipway.core.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which repository each dependency comes from.
///
/// @param required the dependencies, with URLs instead of `@name` and `alias:name`
/// @param names the name of a dependency's repository in repositories.yaml, by [#key]
record RepositoryNames(List<ChartDependency> required, Map<String, String> names) {
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.+");

  /// Works them out.
  ///
  /// @throws ChartException if a name is unknown or a local folder missing
  static RepositoryNames resolve(
      List<ChartDependency> dependencies, RepositoriesFile known, Path chart) {
    List<ChartDependency> required = new ArrayList<>();
    Map<String, String> names = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (ChartDependency dependency : dependencies) {
      String repository = dependency.repository();
      if (LocalCharts.isLocal(repository)) {
        LocalCharts.folder(repository, chart);
      }
      if (repository.isEmpty()) {
        required.add(dependency);
      } else if (LocalCharts.isLocal(repository) || RepositoryUrls.isOci(repository)) {
        names.put(key(dependency), repository);
        required.add(dependency);
      } else {
        RepositoryEntry entry = find(repository, known);
        if (entry != null) {
          ChartDependency resolved =
              isAlias(repository) ? dependency.withRepository(entry.url()) : dependency;
          names.put(key(resolved), entry.name());
          required.add(resolved);
        } else {
          required.add(dependency);
          if (!isUri(repository)) {
            missing.add(repository);
          }
        }
      }
    }
    if (!missing.isEmpty()) {
      throw unknown(missing);
    }
    return new RepositoryNames(required, names);
  }

  /// What tells dependencies apart. Helm goes by the chart's name alone, and then takes one
  /// repository for all charts of one name.
  static String key(ChartDependency dependency) {
    return dependency.name() + " " + dependency.repository();
  }

  private static @Nullable RepositoryEntry find(String repository, RepositoriesFile known) {
    for (RepositoryEntry entry : known.repositories()) {
      boolean named =
          repository.equals("@" + entry.name()) || repository.equals("alias:" + entry.name());
      if (named || RepositoryUrls.sameLocation(entry.url(), repository)) {
        return entry;
      }
    }
    return null;
  }

  private static boolean isAlias(String repository) {
    return repository.startsWith("@") || repository.startsWith("alias:");
  }

  private static boolean isUri(String repository) {
    return repository.startsWith("/") || SCHEME.matcher(repository).matches();
  }

  private static ChartException unknown(List<String> missing) {
    String message =
        "no repository definition for "
            + String.join(", ", missing)
            + ". Please add them via 'helm repo add'";
    boolean anyName = missing.stream().anyMatch(name -> !name.contains("//") && !isAlias(name));
    if (anyName) {
      message +=
          """

          Note that repositories must be URLs or aliases. For example, to refer to the "example"
          repository, use "https://charts.example.com/" or "@example" instead of
          "example". Don't forget to add the repo, too ('helm repo add').\
          """;
    }
    return new ChartException(Diagnostic.error(ChartErrorCode.REPOSITORY_UNKNOWN, message));
  }
}
