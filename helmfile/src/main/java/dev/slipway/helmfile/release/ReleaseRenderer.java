package dev.slipway.helmfile.release;

import dev.slipway.chart.render.TemplateAction;
import dev.slipway.chart.render.TemplateSettings;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.host.HostRecord;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.host.RecordingHost;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/// Renders releases of helmfiles: byte for byte what `helmfile template` prints of each. Loads each
/// chart and reads each values file once. Safe for use by several threads at once; keep one for a
/// whole repository.
///
/// ```java
/// ReleaseRenderer renderer = new ReleaseRenderer(RenderSetup.of(charts));
/// for (RenderedRelease each : renderer.render(state, state.releases(), TemplateFlags.NONE)) {
///   print(each.manifests());
/// }
/// ```
public final class ReleaseRenderer {
  private final RenderSetup setup;
  private final ParsedValues parsed = new ParsedValues();

  public ReleaseRenderer(RenderSetup setup) {
    this.setup = setup;
  }

  /// A release to render.
  public record Job(DesiredState state, Release release) {}

  /// Renders releases of one helmfile, several at once. A failure of one is in its result and
  /// touches no other.
  ///
  /// @return the results in the order of the releases
  public List<RenderedRelease> render(
      DesiredState state, List<Release> releases, TemplateFlags flags) {
    List<RenderedRelease> results = new ArrayList<>(releases.size());
    for (Future<RenderedRelease> each :
        start(releases.stream().map(release -> new Job(state, release)).toList(), flags)) {
      results.add(resultOf(each));
    }
    return results;
  }

  /// Starts to render releases of any helmfiles, as many at once as the flags say.
  ///
  /// @return the coming results, in the order of the releases
  public List<Future<RenderedRelease>> start(List<Job> jobs, TemplateFlags flags) {
    return start(jobs, flags, _ -> "");
  }

  /// The same, into folders.
  ///
  /// @param folder the folder to write a release's manifests to, relative to its helmfile's; empty
  ///   to give them back as text
  public List<Future<RenderedRelease>> start(
      List<Job> jobs, TemplateFlags flags, Function<Release, String> folder) {
    int processors = Runtime.getRuntime().availableProcessors();
    int width = flags.concurrency() == 0 ? processors : Math.min(flags.concurrency(), processors);
    Semaphore places = new Semaphore(width);
    List<Future<RenderedRelease>> results = new ArrayList<>(jobs.size());
    for (Job job : jobs) {
      Callable<RenderedRelease> work =
          () -> {
            places.acquire();
            try {
              return render(job.state(), job.release(), flags, folder.apply(job.release()));
            } finally {
              places.release();
            }
          };
      FutureTask<RenderedRelease> task = new FutureTask<>(work);
      Thread.ofVirtual().name("render-" + job.release().name()).start(task);
      results.add(task);
    }
    return results;
  }

  /// The result that was started.
  public static RenderedRelease resultOf(Future<RenderedRelease> result) {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rendering", e);
    }
  }

  /// Renders one release in this thread. A failure is in the result.
  public RenderedRelease render(DesiredState state, Release release, TemplateFlags flags) {
    return render(state, release, flags, "");
  }

  private RenderedRelease render(
      DesiredState state, Release release, TemplateFlags flags, String outputFolder) {
    List<LogLine> log = new ArrayList<>();
    List<Diagnostic> warnings = new ArrayList<>();
    RecordingHost host = new RecordingHost(state.host());
    String place = null;
    try {
      ReleasePreparation preparation = preparation(state, release, flags, host, log);
      ReleaseCharts.Loaded chart =
          setup
              .charts()
              .load(state, release, ReleasePreparation.version(state, flags), flags.skipDeps());
      place = chart.place().toString();
      warnings.addAll(chart.warnings());
      PreparedRelease prepared = preparation.prepare(chart, flags.includeCrds());
      StringBuilder text = new StringBuilder();
      warnings.addAll(
          TemplateAction.run(
              prepared.chartification().apply(prepared.request()),
              settings(state, prepared, outputFolder),
              text::append));
      return new RenderedRelease(
          release,
          new RenderedRelease.Manifests(text.toString()),
          log,
          warnings,
          place,
          host.recorded());
    } catch (SlipwayException e) {
      return new RenderedRelease(
          release,
          new RenderedRelease.Failed(named(e, state, release)),
          log,
          warnings,
          place,
          host.recorded());
    }
  }

  private TemplateSettings settings(DesiredState state, PreparedRelease prepared, String folder) {
    return folder.isEmpty()
        ? prepared.settings()
        : prepared
            .settings()
            .withOutputFolder(Path.of(Paths.resolve(state.directory(), folder)), folder, false)
            .withWritten(setup.written());
  }

  /// Everything that `helm template` would be told about a release.
  ///
  /// @throws SlipwayException if its chart or values cannot be had
  public PreparedRelease prepare(DesiredState state, Release release, TemplateFlags flags) {
    return prepare(
        state,
        release,
        flags,
        ReleasePreparation.templateArguments(state, flags),
        flags.includeCrds(),
        _ -> {});
  }

  /// Everything that `helm upgrade --install` would be told about a release: what is to be rendered
  /// for its cluster, with [PreparedRelease#render].
  ///
  /// @param flags values, post-renderer and the like of the command line; its `args` do not count
  /// @param sync the rest of the command line
  /// @param log receives what helmfile would write to its log
  /// @throws SlipwayException if its chart or values cannot be had
  public PreparedRelease prepareForSync(
      DesiredState state,
      Release release,
      TemplateFlags flags,
      SyncFlags sync,
      Consumer<LogLine> log) {
    return prepare(
        state,
        release,
        flags,
        ExecutionSettingsFinder.arguments(state, sync),
        !sync.skipCrds(),
        log);
  }

  private PreparedRelease prepare(
      DesiredState state,
      Release release,
      TemplateFlags flags,
      HelmArguments extra,
      boolean crds,
      Consumer<LogLine> log) {
    RecordingHost host = new RecordingHost(state.host());
    return new ReleasePreparation(state, release, flags, setup, extra, parsed, host, log)
        .prepare(
            setup
                .charts()
                .load(state, release, ReleasePreparation.version(state, flags), flags.skipDeps()),
            crds);
  }

  /// The values files of a release in order, those of the command line at the end.
  ///
  /// @param log receives what helmfile would write to its log
  /// @throws SlipwayException if one cannot be had
  public List<ValuesLayer> layers(
      DesiredState state, Release release, TemplateFlags flags, List<LogLine> log) {
    return preparation(state, release, flags, new RecordingHost(state.host()), log).layers();
  }

  /// What a release's values are read from, without rendering the release.
  ///
  /// @throws SlipwayException if a values file cannot be had
  public HostRecord valueReads(DesiredState state, Release release, TemplateFlags flags) {
    RecordingHost host = new RecordingHost(state.host());
    preparation(state, release, flags, host, new ArrayList<>()).layers();
    return host.recorded();
  }

  private ReleasePreparation preparation(
      DesiredState state,
      Release release,
      TemplateFlags flags,
      RecordingHost host,
      List<LogLine> log) {
    return new ReleasePreparation(
        state,
        release,
        flags,
        setup,
        ReleasePreparation.templateArguments(state, flags),
        parsed,
        host,
        log::add);
  }

  /// The error of a chart's template or value names the release too.
  private static SlipwayException named(
      SlipwayException error, DesiredState state, Release release) {
    if (error.diagnostic().message().startsWith("release \"")) {
      return error;
    }
    HelmfileException named =
        HelmfileException.prefixed("release \"" + release.name() + "\": ", error);
    Diagnostic diagnostic = named.diagnostic();
    SourceLocation place = release.location().orElseGet(() -> SourceLocation.of(state.file()));
    if (diagnostic.location() == null) {
      return new HelmfileException(diagnostic.at(place, null), error);
    }
    List<String> notes = new ArrayList<>(diagnostic.notes());
    notes.add("in release " + release.name() + " of " + place);
    return new HelmfileException(diagnostic.withNotes(notes), error);
  }
}
