package dev.slipway.helmfile.release;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.loader.FolderContent;
import dev.slipway.chart.render.InstallChecks;
import dev.slipway.chart.repository.ChartRequest;
import dev.slipway.chart.repository.RepositoryEntry;
import dev.slipway.chart.values.VersionRanges;
import dev.slipway.chart.values.Warnings;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoStrings;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.host.RemoteFiles;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Finds and loads the charts of releases, each once for each Helm. Safe for use by several threads
/// at once.
public final class ReleaseCharts {
  /// A chart and where it is.
  ///
  /// @param chart the chart
  /// @param place its folder or archive on this machine
  /// @param warnings what Helm writes to its log while loading it
  /// @param folder the folder if it is no chart but manifests or a kustomization, which become one
  ///   with a release's values; null for a chart
  public record Loaded(
      Chart chart, Path place, List<Diagnostic> warnings, @Nullable PlainFolder folder) {}

  private record Key(Path place, HelmVersion version, boolean complete) {}

  /// A chart's folder as a host sees it.
  private record HostFolder(HelmfileHost host, String top) implements FolderContent {
    @Override
    public List<Entry> list(String folder) throws IOException {
      List<Entry> entries = new ArrayList<>();
      for (HelmfileHost.Entry entry : host.list(Paths.join(top, folder))) {
        entries.add(new Entry(entry.name(), entry.directory()));
      }
      return entries;
    }

    @Override
    public byte[] read(String file) throws IOException {
      return GoStrings.toBytes(host.read(Paths.join(top, file)));
    }
  }

  private final ChartOrigins sources;
  private final UnaryOperator<String> realPath;
  private final @Nullable HelmfileHost host;
  private final Map<Key, FutureTask<Loaded>> loaded = new ConcurrentHashMap<>();
  private final Map<ChartRequest, FutureTask<Path>> fetched = new ConcurrentHashMap<>();
  private final Map<String, FutureTask<Path>> cloned = new ConcurrentHashMap<>();
  private final Set<String> announced = ConcurrentHashMap.newKeySet();

  /// Charts from these sources.
  ///
  /// @param realPath where an absolute path of a helmfile really is on this machine
  public ReleaseCharts(ChartOrigins sources, UnaryOperator<String> realPath) {
    this.sources = sources;
    this.realPath = realPath;
    this.host = null;
  }

  private ReleaseCharts(ChartOrigins sources, HelmfileHost host) {
    this.sources = sources;
    this.realPath = path -> path;
    this.host = host;
  }

  /// Charts from these sources, where folders of charts are read through a host: those of a Git
  /// revision, say. Their missing dependencies are not fetched.
  public static ReleaseCharts through(HelmfileHost host, ChartOrigins sources) {
    return new ReleaseCharts(sources, host);
  }

  /// The chart of a release.
  ///
  /// @param skipDeps whether dependencies that are missing in a local chart's folder stay missing
  /// @throws SlipwayException if it cannot be found or loaded
  public Loaded load(DesiredState state, Release release, HelmVersion version, boolean skipDeps) {
    try {
      Path place = locate(state, release, skipDeps, false);
      boolean skip =
          skipDeps || release.skipDeps().orElseGet(() -> state.helmDefaults().skipDeps());
      HelmfileHost folders = host == null ? state.host() : host;
      if (PlainFolder.isPlain(folders, place.toString())) {
        return withDependencies(plain(folders, place), state, release, version, skip);
      }
      Key key = new Key(place, version, !skip && Files.isDirectory(place));
      return withDependencies(
          once(loaded, key, () -> read(key, state, release)), state, release, version, skip);
    } catch (SlipwayException e) {
      throw located(e, state, release);
    }
  }

  private static Loaded plain(HelmfileHost folders, Path place) {
    Path name = place.getFileName();
    Chart chart =
        new Chart(
            List.of(),
            String.valueOf(name),
            ChartMetadata.named(String.valueOf(name), "1.0.0"),
            null,
            List.of(),
            null,
            null,
            List.of(),
            List.of());
    return new Loaded(chart, place, List.of(), new PlainFolder(folders, place.toString()));
  }

  /// Adds the charts of the release's own `dependencies`, as chartify does: each under its name or
  /// alias, with the condition `NAME.enabled`.
  private Loaded withDependencies(
      Loaded loaded, DesiredState state, Release release, HelmVersion version, boolean skip) {
    if (release.dependencies().isEmpty()) {
      return loaded;
    }
    List<ChartDependency> all = new ArrayList<>(loaded.chart().metadata().dependencies());
    List<Chart> charts = new ArrayList<>(loaded.chart().subcharts());
    List<Diagnostic> warnings = new ArrayList<>(loaded.warnings());
    Set<Path> taken = new HashSet<>();
    for (Object entry : release.dependencies()) {
      if (!(entry instanceof Map<?, ?> fields)) {
        continue;
      }
      String chart = text(fields.get("chart"));
      String wanted = text(fields.get("version"));
      String alias = text(fields.get("alias"));
      Release asRelease =
          release.with("chart", chart).with("version", wanted).with("dependencies", null);
      Path place = locate(state, asRelease, skip, true);
      Key key = new Key(place, version, !skip && Files.isDirectory(place));
      Loaded dependency = once(this.loaded, key, () -> read(key, state, asRelease));
      String name = chart.substring(chart.lastIndexOf('/') + 1);
      check(dependency.chart(), name, wanted, version);
      all.add(
          new ChartDependency(
              name,
              wanted.isEmpty() ? dependency.chart().metadata().version() : wanted,
              "",
              (alias.isEmpty() ? name : alias) + ".enabled",
              List.of(),
              false,
              List.of(),
              alias));
      if (taken.add(place)) {
        charts.add(dependency.chart());
        warnings.addAll(dependency.warnings());
      }
    }
    Chart chart = loaded.chart();
    return new Loaded(
        chart.withMetadata(chart.metadata().withDependencies(all)).withSubcharts(charts),
        loaded.place(),
        warnings,
        loaded.folder());
  }

  private static void check(Chart chart, String name, String wanted, HelmVersion version) {
    String found = chart.metadata().version();
    if (!wanted.isEmpty() && !VersionRanges.isCompatible(wanted, found, version)) {
      throw new HelmfileException(
          HelmfileErrorCode.INVALID_RELEASE,
          "can't get a valid version for dependency \""
              + name
              + "\": "
              + wanted
              + " is wanted, and "
              + found
              + " is there");
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private Loaded read(Key key, DesiredState state, Release release) {
    Warnings warnings = new Warnings();
    if (host != null && host.isDirectory(key.place().toString())) {
      String top = key.place().toString();
      Chart chart =
          ChartLoader.loadDetected(new HostFolder(host, top), top, key.version(), warnings);
      return new Loaded(chart, key.place(), warnings.toList(), null);
    }
    Chart chart = ChartLoader.loadDetected(key.place(), key.version(), warnings);
    if (key.complete() && !InstallChecks.missingDependencies(chart).isEmpty()) {
      ChartSupply supply = sources.supply();
      DeclaredRepositories declared = DeclaredRepositories.of(state);
      for (RepositoryEntry repository : declared.neededBy(chart)) {
        String log = DeclaredRepositories.announcement(repository);
        if (announced.add(log)) {
          supply.log(LogLine.info(log));
        }
      }
      supply.log(
          LogLine.info("Building dependency release=" + release.name() + ", chart=" + key.place()));
      supply.build(key.place(), declared);
      chart = ChartLoader.loadDetected(key.place(), key.version(), warnings);
    }
    return new Loaded(chart, key.place(), warnings.toList(), null);
  }

  /// The folder or archive of a release's chart, fetched if need be.
  ///
  /// @throws SlipwayException if it cannot be found
  public Path locate(DesiredState state, Release release) {
    return locate(state, release, false, false);
  }

  /// @param skipDeps whether indexes that Helm has are used as they are
  /// @param isDependency whether the chart is another's dependency, of which the log says less
  private Path locate(DesiredState state, Release release, boolean skipDeps, boolean isDependency) {
    String chart = release.chart();
    if (chart.contains("::") && RemoteFiles.isRemote(chart)) {
      return once(cloned, chart, () -> clone(state, release));
    }
    Optional<Path> local = local(state, chart);
    if (local.isPresent()) {
      return local.get();
    }
    WantedChart wanted = WantedChart.of(state, release);
    RepositoryEntry repository = wanted.repository();
    boolean refresh = !skipDeps && !sources.skipRefresh() && !skipsRefresh(state);
    if (repository != null && !refresh && sources.supply().hasIndex(repository)) {
      ChartRequest kept = wanted.ofKeptIndex();
      return once(fetched, kept, () -> sources.supply().fetch(kept));
    }
    return once(
        fetched,
        wanted.request(),
        () -> {
          String log = wanted.log();
          boolean told = repository == null ? isDependency : !announced.add(log);
          if (!log.isEmpty() && !told) {
            sources.supply().log(LogLine.info(log));
          }
          return sources.supply().fetch(wanted.request());
        });
  }

  /// Since 1.x, `helmDefaults` can say that repositories are left alone.
  private static boolean skipsRefresh(DesiredState state) {
    return state.rules().rules() != HelmfileRules.V0
        && (state.helmDefaults().skipRefresh() || state.helmDefaults().skipDeps());
  }

  /// A chart in a Git repository: each release has a place of its own for it in helmfile's cache.
  private static Path clone(DesiredState state, Release release) {
    StringBuilder folder = new StringBuilder();
    for (String part : List.of(release.namespace(), release.kubeContext())) {
      folder.append(part).append(part.isEmpty() ? "" : "/");
    }
    return Path.of(
        new RemoteFiles(state.host(), state.rules().rules() == HelmfileRules.V0)
            .fetch(release.chart(), folder + release.name()));
  }

  private Optional<Path> local(DesiredState state, String chart) {
    if (chart.contains("://")) {
      return Optional.empty();
    }
    Path place = Path.of(realPath.apply(Paths.resolve(state.directory(), chart)));
    if (exists(place)) {
      return Optional.of(place);
    }
    int slash = chart.indexOf('/');
    Path folder = slash < 0 ? null : sources.folders().get(chart.substring(0, slash));
    return folder == null
        ? Optional.empty()
        : Optional.of(folder.resolve(chart.substring(slash + 1)).normalize());
  }

  private boolean exists(Path place) {
    return host == null
        ? Files.exists(place)
        : host.isDirectory(place.toString()) || host.isFile(place.toString());
  }

  private static HelmfileException located(
      SlipwayException error, DesiredState state, Release release) {
    HelmfileException named =
        HelmfileException.prefixed(
            "release \"" + release.name() + "\", chart \"" + release.chart() + "\": ", error);
    if (named.diagnostic().location() != null) {
      return named;
    }
    SourceLocation place = release.location().orElseGet(() -> SourceLocation.of(state.file()));
    return new HelmfileException(named.diagnostic().at(place, null), error);
  }

  private interface Source<T> {
    T get();
  }

  /// The value of a key, made by the first who asks; a failure is everybody's.
  private static <K, T> T once(Map<K, FutureTask<T>> all, K key, Source<T> source) {
    FutureTask<T> mine = new FutureTask<>(source::get);
    FutureTask<T> task = all.putIfAbsent(key, mine);
    if (task == null) {
      mine.run();
      task = mine;
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
