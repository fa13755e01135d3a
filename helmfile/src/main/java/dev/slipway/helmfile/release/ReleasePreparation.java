package dev.slipway.helmfile.release;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.EngineMode;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.render.PostRendererProgram;
import dev.slipway.chart.render.RenderRequest;
import dev.slipway.chart.render.TemplateSettings;
import dev.slipway.chart.values.ValueFileSource;
import dev.slipway.chart.values.ValueSettings;
import dev.slipway.chart.values.ValueTrees;
import dev.slipway.core.GoStrings;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.HelmDefaults;
import dev.slipway.helmfile.state.Release;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Works out what `helm template` would be told about one release (helmfile, `flagsForTemplate` in
/// pkg/state/state.go). Used once.
final class ReleasePreparation {
  private final DesiredState state;
  private final Release release;
  private final TemplateFlags flags;
  private final RenderSetup setup;
  private final ParsedValues parsed;
  private final HelmfileHost host;
  private final Consumer<LogLine> log;
  private final HelmArguments extra;
  private final HelmVersion version;

  ReleasePreparation(
      DesiredState state,
      Release release,
      TemplateFlags flags,
      RenderSetup setup,
      HelmArguments extra,
      ParsedValues parsed,
      HelmfileHost host,
      Consumer<LogLine> log) {
    this.state = state;
    this.release = release;
    this.flags = flags;
    this.setup = setup;
    this.parsed = parsed;
    this.host = host;
    this.log = log;
    this.extra = extra;
    this.version = version(state, flags);
  }

  /// The Helm that is followed.
  static HelmVersion version(DesiredState state, TemplateFlags flags) {
    HelmVersion wanted = flags.helmVersion();
    return wanted == null
        ? HelmBinaries.version(state.helmBinary(), state.rules().rules())
        : wanted;
  }

  /// What Helm is told besides by the helmfile and the command line of `template`.
  static HelmArguments templateArguments(DesiredState state, TemplateFlags flags) {
    List<String> all = new ArrayList<>(state.helmDefaults().templateArgs());
    all.addAll(state.helmDefaults().args());
    return HelmArguments.of(state.file(), flags.args(), all);
  }

  /// Everything about the release.
  ///
  /// @throws dev.slipway.core.SlipwayException if its chart or values cannot be had
  PreparedRelease prepare(ReleaseCharts.Loaded loaded, boolean crds) {
    List<ValuesLayer> own = ownLayers();
    List<ValuesLayer> told = toldLayers();
    List<ValuesLayer> layers = joinedLayers(own, told);
    ValueSettings assignments = assignments();
    Chart chart = loaded.chart();
    PlainFolder folder = loaded.folder();
    if (folder != null) {
      chart =
          folder
              .chart(state, release, own.stream().map(this::parsedLayer).toList())
              .withSubcharts(chart.subcharts());
      chart =
          chart.withMetadata(
              chart.metadata().withDependencies(loaded.chart().metadata().dependencies()));
    }
    RenderRequest request =
        RenderRequest.of(chart, values(layers, assignments), options())
            .withMode(new EngineMode(version, false, false, enableDns()))
            .withCluster(kubeVersion(), apiVersions())
            .withSkipSchemaValidation(skipSchemaValidation())
            .withOptions(setup.options());
    return new PreparedRelease(
        release,
        loaded.place(),
        layers,
        assignments,
        request,
        settings(),
        chartification(folder, own, told, crds));
  }

  /// What is done to the chart beforehand. chartify knows of the release's `set` but not of
  /// `setString` and `env`, and takes files of the command line for the first ones.
  private Chartification chartification(
      @Nullable PlainFolder folder, List<ValuesLayer> own, List<ValuesLayer> told, boolean crds) {
    Release known = release.with("setString", null).with("env", null);
    SetArguments stated = arguments(known);
    boolean needed = folder != null || isChanged();
    if (needed && !(release.setString().isEmpty() && release.env().isEmpty())) {
      log.accept(
          LogLine.warn(
              "setString and env of release "
                  + release.name()
                  + " do not count, since its chart is patched: helmfile leaves them out, too"));
    }
    ValueSettings assignments =
        new ValueSettings(
            List.of(),
            List.of(),
            joined(stated.set(), flags.set()),
            List.of(),
            stated.files(),
            List.of());
    String namespace = release.forceNamespace();
    if (namespace.isEmpty() && folder != null && !folder.isKustomization()) {
      namespace = release.namespace();
    }
    return new Chartification(
        state,
        release,
        host,
        needed ? values(joinedLayers(told, own), assignments) : Map.of(),
        crds,
        folder != null,
        namespace,
        patches("jsonPatches"),
        patches("strategicMergePatches"),
        patches("transformers"));
  }

  private boolean isChanged() {
    return !(release.forceNamespace().isEmpty()
        && release.jsonPatches().isEmpty()
        && release.strategicMergePatches().isEmpty()
        && release.transformers().isEmpty());
  }

  private List<ValuesLayer> patches(String key) {
    if (release.items(key).isEmpty()) {
      return List.of();
    }
    Release asValues =
        release
            .with("values", release.items(key))
            .with("secrets", null)
            .with("valuesPathPrefix", null);
    return new ReleaseLayers(state, asValues, host, SecretSources.none(), log).all();
  }

  /// The values files, those of the command line at the end.
  List<ValuesLayer> layers() {
    return joinedLayers(ownLayers(), toldLayers());
  }

  private static List<ValuesLayer> joinedLayers(List<ValuesLayer> some, List<ValuesLayer> more) {
    List<ValuesLayer> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private List<ValuesLayer> ownLayers() {
    return new ReleaseLayers(state, release, host, setup.secrets(), log).all();
  }

  private List<ValuesLayer> toldLayers() {
    List<ValuesLayer> layers = new ArrayList<>();
    for (String file : flags.values()) {
      layers.add(commandLineFile(host.workingDirectory(), file));
    }
    for (String file : extra.all("values")) {
      layers.add(commandLineFile(state.directory(), file));
    }
    return layers;
  }

  private Map<String, @Nullable Object> parsedLayer(ValuesLayer layer) {
    return parsed.of(layer, version);
  }

  private ValuesLayer commandLineFile(String folder, String file) {
    try {
      return new ValuesLayer(file, host.read(Paths.resolve(folder, file)), false);
    } catch (IOException e) {
      throw new HelmfileException(
          HelmfileErrorCode.MISSING_FILE,
          "open " + file + ": no such file or directory (a values file of the command line)",
          e);
    }
  }

  private SetArguments arguments(Release of) {
    return SetArguments.of(
        of,
        setup.secrets().in(state.directory()).references(),
        path -> Paths.resolve(state.directory(), path),
        host::variable);
  }

  private ValueSettings assignments() {
    SetArguments own = arguments(release);
    return new ValueSettings(
        List.of(),
        extra.all("set-json"),
        joined(joined(own.set(), flags.set()), extra.all("set")),
        joined(own.strings(), extra.all("set-string")),
        joined(own.files(), extra.all("set-file")),
        extra.all("set-literal"));
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private Map<String, @Nullable Object> values(
      List<ValuesLayer> layers, ValueSettings assignments) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    for (ValuesLayer layer : layers) {
      merged = ValueTrees.merge(merged, parsed.of(layer, version));
    }
    if (assignments.equals(ValueSettings.NONE)) {
      return merged;
    }
    ValueFileSource files =
        name -> GoStrings.toBytes(host.read(Paths.resolve(state.directory(), name)));
    return assignments.mergeOnto(ValueTrees.copy(merged), files, version);
  }

  private ReleaseOptions options() {
    String namespace = extra.last("namespace");
    if (namespace.isEmpty()) {
      namespace = release.namespace();
    }
    if (namespace.isEmpty()) {
      String context = extra.last("kube-context");
      namespace =
          setup
              .namespace()
              .apply(extra.last("kubeconfig"), context.isEmpty() ? release.kubeContext() : context);
    }
    return new ReleaseOptions(release.name(), namespace, 1, extra.flag("is-upgrade"));
  }

  private boolean enableDns() {
    return extra.flag("enable-dns") || release.enableDns().orElse(state.helmDefaults().enableDns());
  }

  private @Nullable KubeVersion kubeVersion() {
    String text = extra.last("kube-version");
    for (String candidate :
        List.of(flags.kubeVersion(), release.kubeVersion(), state.kubeVersion())) {
      text = text.isEmpty() ? candidate : text;
    }
    return text.isEmpty() ? null : KubeVersion.parse(text, version);
  }

  private List<String> apiVersions() {
    List<String> stated =
        release.apiVersions().isEmpty() ? state.apiVersions() : release.apiVersions();
    List<String> all = new ArrayList<>();
    for (String each : joined(stated, extra.all("api-versions"))) {
      all.addAll(List.of(each.split(",", -1)));
    }
    return all;
  }

  private boolean skipSchemaValidation() {
    return release.skipSchemaValidation().orElse(false)
        || flags.skipSchemaValidation()
        || extra.flag("skip-schema-validation")
        || state.helmDefaults().skipSchemaValidation().orElse(false);
  }

  private TemplateSettings settings() {
    return TemplateSettings.DEFAULTS
        .withIncludeCrds(flags.includeCrds() || extra.flag("include-crds"))
        .withoutHooks(
            flags.noHooks() || extra.flag("no-hooks"),
            flags.skipTests() || extra.flag("skip-tests"))
        .withShowOnly(joined(flags.showOnly(), extra.all("show-only")))
        .withPostRenderer(postRenderer());
  }

  private @Nullable PostRendererProgram postRenderer() {
    HelmDefaults defaults = state.helmDefaults();
    String program =
        nonEmpty(release.postRenderer())
            .or(() -> nonEmpty(Optional.of(flags.postRenderer())))
            .or(() -> nonEmpty(defaults.postRenderer()))
            .orElse("");
    if (program.isEmpty()) {
      return null;
    }
    List<String> arguments = release.postRendererArgs();
    if (arguments.isEmpty()) {
      arguments = flags.postRendererArgs();
    }
    if (arguments.isEmpty()) {
      arguments = renderedArguments(defaults.postRendererArgs());
    }
    String path =
        program.indexOf('/') >= 0
            ? setup.realPath().apply(Paths.resolve(state.directory(), program))
            : program;
    return new PostRendererProgram(path, arguments);
  }

  /// Since 1.x the arguments of `helmDefaults` are templates that see the release.
  private List<String> renderedArguments(List<String> written) {
    if (state.rules().rules() == HelmfileRules.V0) {
      return written;
    }
    return written.stream()
        .map(text -> state.templates().renderValues(release, state.file(), text))
        .toList();
  }

  private static Optional<String> nonEmpty(Optional<String> text) {
    return text.filter(found -> !found.isEmpty());
  }
}
