package dev.slipway.pipeline.fleet;

import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.HostRecord;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.release.HelmfileLock;
import dev.slipway.helmfile.release.PreparedRelease;
import dev.slipway.helmfile.release.ReleaseRenderer;
import dev.slipway.helmfile.release.RenderSetup;
import dev.slipway.helmfile.release.RenderedRelease;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.HelmfileLoader;
import dev.slipway.helmfile.state.LoadOptions;
import dev.slipway.helmfile.state.Release;
import dev.slipway.pipeline.cache.Input;
import dev.slipway.pipeline.cache.Inputs;
import dev.slipway.pipeline.cache.Surroundings;
import dev.slipway.pipeline.settings.Settings;
import dev.slipway.pipeline.settings.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The repository in one state of its files: loads targets and renders their releases. What targets
/// have in common is loaded once. Safe for use by several threads.
final class View {
  private record Kind(
      TargetHost host,
      LoadRecord record,
      HelmfileLoader loader,
      RenderSetup rendering,
      ReleaseRenderer renderer) {}

  private final FleetSetup setup;
  private final Settings settings;
  private final HelmfileHost files;
  private final Map<String, Path> folders;
  private final boolean isDisk;
  private final RenderOptions options;
  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

  /// @param files the files in that state
  /// @param isDisk whether those are the files of the disk; otherwise charts are read through them
  ///   too
  /// @param options clock and randomness
  View(
      FleetSetup setup,
      Settings settings,
      HelmfileHost files,
      boolean isDisk,
      RenderOptions options) {
    this.options = options;
    this.setup = setup;
    this.settings = settings;
    this.files = files;
    this.folders = folders(setup, settings);
    this.isDisk = isDisk;
  }

  /// The working tree.
  static View ofDisk(FleetSetup setup, Settings settings, RenderOptions options) {
    return new View(setup, settings, setup.host(), true, options);
  }

  /// The folders of chart repositories: those of slipway.yaml before those of the command.
  private static Map<String, Path> folders(FleetSetup setup, Settings settings) {
    Map<String, Path> folders = new LinkedHashMap<>(setup.origins().folders());
    settings.charts().forEach((name, folder) -> folders.put(name, setup.root().resolve(folder)));
    return folders;
  }

  private Kind kind(Target target) {
    return kinds.computeIfAbsent(
        TargetHost.kind(settings, target),
        _ -> {
          TargetHost host = TargetHost.of(settings, target, files, setup.root().toString());
          LoadRecord record = new LoadRecord(host);
          RenderSetup rendering = setup.rendering(folders, host, isDisk, options);
          return new Kind(
              host, record, new HelmfileLoader(record), rendering, new ReleaseRenderer(rendering));
        });
  }

  /// The files as the target sees them.
  TargetHost host(Target target) {
    return kind(target).host;
  }

  /// The desired states of a target, and what they were read from.
  ///
  /// @param states none if the helmfile is not meant for the environment
  /// @param releases those of each state, with the versions that its lock says
  record Loaded(List<DesiredState> states, List<List<Release>> releases, HostRecord record) {}

  /// The desired states of a target.
  ///
  /// @throws dev.slipway.core.SlipwayException if it cannot be loaded
  Loaded load(Target target) {
    LoadOptions loading =
        setup
            .options()
            .withFile(setup.root() + "/" + target.file())
            .withEnvironment(target.environment());
    if (loading.rules() == null) {
      loading = loading.withRules(settings.helmfile());
    }
    Kind kind = kind(target);
    kind.record.begin();
    List<DesiredState> states = List.of();
    List<List<Release>> releases = new ArrayList<>();
    try {
      states = kind.loader.load(loading);
      for (DesiredState state : states) {
        releases.add(HelmfileLock.resolved(state, state.releases()));
      }
    } catch (HelmfileException e) {
      if (target.stated() || e.code() != HelmfileErrorCode.UNDEFINED_ENVIRONMENT) {
        kind.record.end();
        throw e;
      }
    }
    return new Loaded(states, releases, kind.record.end());
  }

  /// What renders the releases of a target.
  ReleaseRenderer renderer(Target target) {
    return kind(target).renderer;
  }

  /// Renders a release in this thread; a failure is in the result.
  RenderedRelease render(Target target, DesiredState state, Release release) {
    return kind(target).renderer.render(state, release, setup.flags());
  }

  /// Everything that Helm would be told about a release.
  ///
  /// @throws dev.slipway.core.SlipwayException if its chart or values cannot be had
  PreparedRelease prepare(Target target, DesiredState state, Release release) {
    return kind(target).renderer.prepare(state, release, setup.flags());
  }

  /// Adds what a release's values and patches were read from.
  ///
  /// @return whether that is all: false when programs were run
  boolean addInputs(
      Target target, DesiredState state, Release release, HostRecord record, Set<Input> inputs) {
    TargetHost host = host(target);
    host.addInputs(record, inputs);
    if (!release.dependencies().isEmpty() || isNoChart(state, release)) {
      // Other charts, or what a kustomization names, are not among what is recorded.
      return false;
    }
    boolean templates =
        record.files().stream().anyMatch(file -> file.endsWith(".gotmpl"))
            || !release.jsonPatches().isEmpty()
            || !release.strategicMergePatches().isEmpty()
            || !release.transformers().isEmpty();
    if (templates) {
      // What the templates read is in the record of the whole helmfile.
      host.addInputs(state.recorded(), inputs);
    }
    return !record.processes() && !(templates && state.recorded().processes());
  }

  /// Whether the release's chart is a folder of manifests or a kustomization.
  private static boolean isNoChart(DesiredState state, Release release) {
    String place = Paths.resolve(state.directory(), release.chart());
    return state.host().isDirectory(place) && !state.host().isFile(place + "/Chart.yaml");
  }

  /// What a release is made from beyond its helmfile: its values files and its chart.
  ///
  /// @throws dev.slipway.core.SlipwayException if one cannot be had
  @Nullable Inputs inputs(
      Target target, DesiredState state, Release release, Surroundings surroundings) {
    Kind kind = kind(target);
    HostRecord record = kind.renderer.valueReads(state, release, setup.flags());
    Set<Input> inputs = new TreeSet<>();
    if (!addInputs(target, state, release, record, inputs)) {
      return null;
    }
    Path chart = kind.rendering.charts().locate(state, release);
    inputs.add(new Input(Input.Kind.TREE, chart.toString()));
    return Inputs.now(inputs, surroundings);
  }
}
