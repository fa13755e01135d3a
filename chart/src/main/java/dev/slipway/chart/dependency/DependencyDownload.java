package dev.slipway.chart.dependency;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.archive.ChartWriter;
import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.chart.repository.ChartRequest;
import dev.slipway.chart.repository.FetchedChart;
import dev.slipway.chart.repository.IndexedChart;
import dev.slipway.chart.repository.Messages;
import dev.slipway.chart.repository.RepositoriesFile;
import dev.slipway.chart.repository.RepositoryEntry;
import dev.slipway.chart.repository.RepositoryUrls;
import dev.slipway.chart.repository.ServerAccess;
import dev.slipway.chart.repository.VersionChoice;
import dev.slipway.core.AtomicFile;
import dev.slipway.gotemplate.fmt.GoQuote;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.semver.VersionConstraint;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Fetches locked dependencies beside `charts/` and, once all are there, moves them in and removes
/// archives that are outdated.
final class DependencyDownload {
  private final DependencySettings settings;
  private final ChartFetcher fetcher;
  private final RepositoriesFile known;
  private final Messages messages;
  private final CachedIndexes indexes;
  private final Map<String, String> urlsOfUnnamed = new LinkedHashMap<>();

  DependencyDownload(
      DependencySettings settings,
      ChartFetcher fetcher,
      RepositoriesFile known,
      Messages messages) {
    this.settings = settings;
    this.fetcher = fetcher;
    this.known = known;
    this.messages = messages;
    this.indexes = new CachedIndexes(fetcher.paths(), messages);
  }

  /// What is to be fetched, and with which credentials.
  private record Source(String reference, String version, ServerAccess access) {}

  /// Fetches all.
  ///
  /// @return the dependencies with the versions that were found
  List<ChartDependency> run(List<ChartDependency> locked) throws IOException {
    Path charts = settings.chart().resolve("charts");
    if (Files.exists(charts) && !Files.isDirectory(charts)) {
      throw new ChartException(
          ChartErrorCode.DEPENDENCIES, GoQuote.quote(charts.toString()) + " is not a directory");
    }
    Files.createDirectories(charts);
    // A name with a dot is left alone by whoever loads the chart, should this process be killed.
    Path temporary = Files.createTempDirectory(charts, ".slipway-");
    try {
      messages.line("Saving " + locked.size() + " charts");
      List<ChartDependency> fetched = fetchAll(locked, charts, temporary);
      moveIn(locked, temporary, charts);
      return fetched;
    } catch (ChartException e) {
      messages.line("Save error occurred:  " + e.getMessage());
      throw e;
    } finally {
      deleteFolder(temporary);
    }
  }

  private List<ChartDependency> fetchAll(List<ChartDependency> locked, Path charts, Path temporary)
      throws IOException {
    List<ChartDependency> fetched = new ArrayList<>();
    Set<Source> done = new HashSet<>();
    for (ChartDependency dependency : locked) {
      if (dependency.repository().isEmpty()) {
        checkPresent(dependency, charts);
        fetched.add(dependency);
      } else if (LocalCharts.isLocal(dependency.repository())) {
        fetched.add(dependency.withVersion(archive(dependency, temporary)));
      } else {
        Source source = source(dependency);
        if (done.add(source)) {
          fetch(dependency, source, temporary);
        } else {
          messages.line(
              "Already downloaded " + dependency.name() + " from repo " + dependency.repository());
        }
        fetched.add(dependency);
      }
    }
    return fetched;
  }

  private void fetch(ChartDependency dependency, Source source, Path temporary) throws IOException {
    messages.line("Downloading " + dependency.name() + " from repo " + dependency.repository());
    try {
      FetchedChart chart =
          fetcher.fetch(
              new ChartRequest(source.reference, source.version, "", source.access),
              false,
              messages);
      AtomicFile.write(temporary.resolve(chart.fileName()), chart.archive());
    } catch (ChartException e) {
      throw e.prefixed("could not download " + source.reference + ": ");
    }
  }

  /// A dependency without a repository must lie in charts/ already.
  private void checkPresent(ChartDependency dependency, Path charts) {
    messages.line(
        "Dependency "
            + dependency.name()
            + " did not declare a repository. Assuming it exists in the charts directory");
    Path folder = charts.resolve(dependency.name());
    Chart chart;
    try {
      chart = LocalCharts.load(folder, settings.helmVersion());
    } catch (ChartException e) {
      throw e.prefixed("unable to load chart '" + folder + "': ");
    }
    if (!allows(dependency, chart)) {
      throw new ChartException(
          ChartErrorCode.DEPENDENCIES,
          "dependency "
              + dependency.name()
              + " at version "
              + chart.metadata().version()
              + " does not satisfy the constraint "
              + dependency.version());
    }
  }

  private String archive(ChartDependency dependency, Path temporary) {
    Path folder = LocalCharts.folder(dependency.repository(), settings.chart());
    Chart chart = LocalCharts.load(folder, settings.helmVersion());
    if (!allows(dependency, chart)) {
      throw new ChartException(
          ChartErrorCode.DEPENDENCIES,
          "can't get a valid version for dependency " + dependency.name());
    }
    ChartWriter.write(chart, temporary, settings.archiveTime());
    return chart.metadata().version();
  }

  private static boolean allows(ChartDependency dependency, Chart chart) {
    VersionConstraint range;
    try {
      range = VersionChoice.range(dependency.version());
    } catch (ChartException e) {
      throw e.prefixed(
          "dependency " + dependency.name() + " has an invalid version/constraint format: ");
    }
    SemanticVersion version = VersionChoice.parse(chart.metadata().version());
    return version != null && range.check(version);
  }

  private Source source(ChartDependency dependency) {
    String repository = dependency.repository();
    if (RepositoryUrls.isOci(repository)) {
      return new Source(
          repository + "/" + dependency.name(),
          dependency.version(),
          settings.accessTo(repository));
    }
    for (RepositoryEntry entry : known.repositories()) {
      if (RepositoryUrls.sameLocation(repository, entry.url())) {
        return inRepository(dependency, entry);
      }
    }
    String key = repository + " " + dependency.name() + " " + dependency.version();
    String url = urlsOfUnnamed.get(key);
    if (url == null) {
      try {
        url =
            fetcher.findChartUrl(
                repository, dependency.name(), dependency.version(), ServerAccess.NONE, messages);
      } catch (ChartException e) {
        throw e.prefixed(
            "could not find "
                + dependency.name()
                + ": chart "
                + dependency.name()
                + " not found in "
                + repository
                + ": ");
      }
      urlsOfUnnamed.put(key, url);
    }
    return new Source(url, "", ServerAccess.NONE);
  }

  private Source inRepository(ChartDependency dependency, RepositoryEntry entry) {
    List<IndexedChart> versions = indexes.named(entry.name()).entries().get(dependency.name());
    if (versions == null) {
      throw new ChartException(
          ChartErrorCode.CHART_NOT_IN_REPOSITORY,
          "could not find " + dependency.name() + ": entry not found");
    }
    for (IndexedChart chart : versions) {
      boolean wanted =
          dependency.version().isEmpty()
              || VersionChoice.same(dependency.version(), chart.version());
      if (wanted && !chart.urls().isEmpty()) {
        String url = RepositoryUrls.resolve(entry.url(), chart.urls().getFirst());
        return new Source(url, "", entry.access());
      }
    }
    throw new ChartException(
        ChartErrorCode.CHART_NOT_IN_REPOSITORY,
        "could not find " + dependency.name() + ": no matching version");
  }

  private void moveIn(List<ChartDependency> locked, Path source, Path charts) throws IOException {
    List<Path> old = files(charts);
    Set<String> moved = new HashSet<>();
    for (Path file : files(source)) {
      try {
        LocalCharts.load(file, settings.helmVersion());
      } catch (ChartException e) {
        throw e.prefixed("Could not verify " + file.getFileName() + " for moving: ");
      }
      moved.add(file.getFileName().toString());
    }
    for (String name : moved) {
      AtomicFile.move(source.resolve(name), charts.resolve(name));
    }
    messages.line("Deleting outdated charts");
    Set<String> local = new HashSet<>();
    locked.stream()
        .filter(dependency -> dependency.repository().isEmpty())
        .forEach(dependency -> local.add(dependency.name()));
    for (Path file : old) {
      if (!moved.contains(file.getFileName().toString())) {
        deleteOutdated(file, local);
      }
    }
  }

  private void deleteOutdated(Path file, Set<String> local) throws IOException {
    try {
      if (!local.contains(LocalCharts.load(file, settings.helmVersion()).name())) {
        Files.delete(file);
      }
    } catch (ChartException e) {
      messages.line(
          "Could not verify " + file + " for deletion: " + e.getMessage() + " (Skipping)");
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path path : stream) {
        if (!Files.isDirectory(path)) {
          files.add(path);
        }
      }
    }
    files.sort(null);
    return files;
  }

  private static void deleteFolder(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
