package dev.slipway.chart.dependency;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartDocuments;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartLock;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.chart.repository.Digests;
import dev.slipway.chart.repository.Messages;
import dev.slipway.chart.repository.RepositoriesFile;
import dev.slipway.chart.repository.RepositoryEntry;
import dev.slipway.chart.repository.RepositoryUrls;
import dev.slipway.core.AtomicFile;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoQuote;
import dev.slipway.yaml.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Brings a chart's dependencies into its `charts/` folder: what `helm dependency update` and `helm
/// dependency build` do.
public final class ChartDependencies {
  private final DependencySettings settings;
  private final ChartFetcher fetcher;
  private final Messages messages;

  /// @param messages is told what happens, in Helm's words
  public ChartDependencies(DependencySettings settings, ChartFetcher fetcher, Messages messages) {
    this.settings = settings;
    this.fetcher = fetcher;
    this.messages = messages;
  }

  /// Chooses versions for the dependencies in Chart.yaml, fetches them and writes Chart.lock.
  ///
  /// @throws ChartException if the chart is malformed or a dependency cannot be had; charts/ and
  ///   the lock are as they were
  public void update() {
    update(loadFolder());
  }

  private void update(Chart chart) {
    if (chart.metadata().dependencies().isEmpty()) {
      return;
    }
    RepositoriesFile known = settings.known(fetcher.paths());
    RepositoryNames names =
        RepositoryNames.resolve(chart.metadata().dependencies(), known, settings.chart());
    Map<String, String> repositories = withUnnamed(names);
    refreshNamed(known, names);
    List<ChartDependency> required = names.required();
    List<ChartDependency> locked =
        new DependencyResolver(settings, fetcher, messages).resolve(required, repositories);
    List<ChartDependency> fetched = download(locked, known);
    ChartLock lock =
        new ChartLock(
            ChartDocuments.timestamp(settings.clock()), LockDigest.of(required, fetched), fetched);
    ChartLock old = chart.lock();
    if (old == null || !old.digest().equals(lock.digest())) {
      writeLock(lock, chart.metadata().apiVersion().equals(ChartMetadata.API_V1));
    }
  }

  /// Fetches what Chart.lock says; without one, does what [#update] does.
  ///
  /// @throws ChartException if the lock does not fit Chart.yaml, or a dependency cannot be had
  public void build() {
    Chart chart = loadFolder();
    ChartLock lock = chart.lock();
    if (lock == null) {
      update(chart);
      return;
    }
    RepositoriesFile known = settings.known(fetcher.paths());
    List<ChartDependency> declared = chart.metadata().dependencies();
    RepositoryNames names = RepositoryNames.resolve(declared, known, settings.chart());
    List<ChartDependency> required = names.required();
    if (!LockDigest.of(required, lock.dependencies()).equals(lock.digest())) {
      checkOldDigest(chart.metadata(), declared, lock);
    }
    requireNamed(lock.dependencies(), known);
    refreshNamed(known, names);
    download(lock.dependencies(), known);
  }

  private void checkOldDigest(
      ChartMetadata metadata, List<ChartDependency> declared, ChartLock lock) {
    if (!metadata.apiVersion().equals(ChartMetadata.API_V1)) {
      throw outOfSync(
          "the lock file (Chart.lock) is out of sync with the dependencies file (Chart.yaml). Please"
              + " update the dependencies with 'helm dependency update'");
    }
    messages.warning(
        Diagnostic.warning(
            ChartErrorCode.LOCK_OUT_OF_SYNC,
            "a valid Helm v3 hash was not found. Checking against Helm v2 hash..."));
    if (!LockDigest.ofHelm2(declared).equals(lock.digest())) {
      throw outOfSync(
          "the lock file (requirements.lock) is out of sync with the dependencies file"
              + " (requirements.yaml). Please update the dependencies");
    }
  }

  private static ChartException outOfSync(String message) {
    return ChartException.of(
        ChartErrorCode.LOCK_OUT_OF_SYNC,
        message,
        "'slipway chart dependency update' does that too");
  }

  private Chart loadFolder() {
    Path folder = settings.chart();
    if (!Files.exists(folder)) {
      throw new ChartException(
          ChartErrorCode.NOT_FOUND,
          "could not find " + folder + ": stat " + folder + ": no such file or directory");
    }
    if (!Files.isDirectory(folder)) {
      throw new ChartException(ChartErrorCode.DEPENDENCIES, "only unpacked charts can be updated");
    }
    return LocalCharts.load(folder, settings.helmVersion());
  }

  /// Gives names to the repositories that have none, and fetches their indexes.
  private Map<String, String> withUnnamed(RepositoryNames names) {
    Map<String, String> all = new LinkedHashMap<>(names.names());
    List<RepositoryEntry> unnamed = new ArrayList<>();
    for (ChartDependency dependency : names.required()) {
      String url = dependency.repository();
      if (!url.isEmpty() && !all.containsKey(RepositoryNames.key(dependency))) {
        String name = IndexRefresh.UNNAMED + Digests.sha256(url.getBytes(StandardCharsets.UTF_8));
        all.put(RepositoryNames.key(dependency), name);
        unnamed.add(RepositoryEntry.of(name, url));
      }
    }
    if (!settings.skipRefresh() && !unnamed.isEmpty()) {
      messages.line("Getting updates for unmanaged Helm repositories...");
      new IndexRefresh(fetcher, messages).refresh(unnamed);
    }
    return all;
  }

  private void refreshNamed(RepositoriesFile known, RepositoryNames names) {
    List<RepositoryEntry> wanted =
        known.repositories().stream()
            .filter(entry -> !settings.neededOnly() || names.names().containsValue(entry.name()))
            .toList();
    if (!settings.skipRefresh() && !wanted.isEmpty()) {
      messages.line("Hang tight while we grab the latest from your chart repositories...");
      new IndexRefresh(fetcher, messages).refresh(wanted);
      messages.line("Update Complete. ⎈Happy Helming!⎈");
    }
  }

  private static void requireNamed(List<ChartDependency> locked, RepositoriesFile known) {
    List<String> missing = new ArrayList<>();
    for (ChartDependency dependency : locked) {
      String url = dependency.repository();
      boolean elsewhere = url.isEmpty() || LocalCharts.isLocal(url) || RepositoryUrls.isOci(url);
      if (!elsewhere
          && known.repositories().stream()
              .noneMatch(entry -> RepositoryUrls.sameLocation(entry.url(), url))) {
        missing.add(url);
      }
    }
    if (!missing.isEmpty()) {
      throw new ChartException(
          ChartErrorCode.REPOSITORY_UNKNOWN,
          "no repository definition for "
              + String.join(", ", missing)
              + ". Please add the missing repos via 'helm repo add'");
    }
  }

  private List<ChartDependency> download(List<ChartDependency> locked, RepositoriesFile known) {
    try {
      return new DependencyDownload(settings, fetcher, known, messages).run(locked);
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.WRITE,
          "cannot fill " + settings.chart().resolve("charts") + ": " + e.getMessage(),
          e);
    }
  }

  private void writeLock(ChartLock lock, boolean legacy) {
    Path target = settings.chart().resolve(legacy ? "requirements.lock" : "Chart.lock");
    try {
      if (Files.isSymbolicLink(target)) {
        throw new ChartException(
            ChartErrorCode.WRITE,
            "the "
                + target.getFileName()
                + " file is a symlink to "
                + GoQuote.quote(Files.readSymbolicLink(target).toString()));
      }
      AtomicFile.write(target, GoStrings.toBytes(Yaml.write(ChartDocuments.lock(lock))));
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.WRITE, "cannot write " + target + ": " + e.getMessage(), e);
    }
  }
}
