package dev.slipway.pipeline.fleet;

import dev.slipway.core.GoStrings;
import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.release.RenderedRelease;
import dev.slipway.helmfile.select.NeedsFlags;
import dev.slipway.helmfile.select.ReleaseSelection;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.PipelineException;
import dev.slipway.pipeline.cache.CacheFolder;
import dev.slipway.pipeline.cache.Digest;
import dev.slipway.pipeline.cache.Input;
import dev.slipway.pipeline.cache.Inputs;
import dev.slipway.pipeline.cache.Surroundings;
import dev.slipway.pipeline.settings.Settings;
import dev.slipway.pipeline.settings.SettingsFile;
import dev.slipway.pipeline.settings.Target;
import dev.slipway.pipeline.settings.Targets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All releases of all helmfiles on all clusters that `slipway.yaml` lists. A failure of one hides
/// no other. What an earlier run made from the same files is used again.
///
/// ```java
/// Fleet fleet = Fleet.open(setup);
/// fleet.render(Narrowing.ALL, result -> write(result));
/// fleet.end();
/// ```
public final class Fleet {
  private final FleetSetup setup;
  private final Settings settings;
  private final List<Target> targets;
  private final Crew crew;
  private final Watch watch = new Watch();
  private final View view;
  private final @Nullable CacheFolder cache;
  private final Surroundings surroundings;
  private final String setupKey;

  private Fleet(FleetSetup setup, Settings settings) {
    FleetSetup watched = watched(setup, watch);
    this.setup = watched;
    this.settings = settings;
    this.targets = Targets.of(settings, setup.host(), setup.root().toString());
    this.crew = new Crew(setup.flags().concurrency());
    this.view = View.ofDisk(watched, settings, watch.real());
    this.cache = setup.cache();
    Map<String, String> variables = TargetHost.variables(settings, setup.host().variables());
    this.surroundings = cache == null ? Surroundings.of(variables) : cache.surroundings(variables);
    this.setupKey = key(setup, settings);
  }

  /// The fleet of the folder of a `slipway.yaml`.
  ///
  /// @throws PipelineException if there is none, or something in it is wrong
  public static Fleet open(FleetSetup setup) {
    return new Fleet(setup, settings(setup));
  }

  static Settings settings(FleetSetup setup) {
    String path = setup.root().resolve(Settings.FILE).toString();
    try {
      return SettingsFile.read(Settings.FILE, setup.host().read(path));
    } catch (IOException e) {
      throw new PipelineException(
          PipelineErrorCode.READ, "cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private static FleetSetup watched(FleetSetup setup, Watch watch) {
    var secrets = watch.secrets(setup.secrets());
    return new FleetSetup(
        setup.root(),
        setup.host(),
        setup.options().withSecretFiles(secrets.files()).withSecretReferences(secrets.references()),
        setup.flags(),
        setup.origins(),
        secrets,
        watch.namespaces(setup.namespace()),
        setup.cache());
  }

  private static String key(FleetSetup setup, Settings settings) {
    var options = setup.options();
    return Digest.of(
        setup.root().toString(),
        String.valueOf(settings.helmfile()),
        settings.paths().toString(),
        settings.fixtures().toString(),
        settings.charts().toString(),
        settings.variables().toString(),
        options.stateValuesFiles().toString(),
        options.stateValuesSet().toString(),
        options.stateValuesSetString().toString(),
        options.namespace(),
        options.kubeContext(),
        options.chart(),
        options.helmBinary(),
        String.valueOf(options.rules()),
        setup.origins().folders().toString(),
        setup.namespace().apply("", ""),
        setup.flags().toString());
  }

  /// What slipway.yaml says.
  public Settings settings() {
    return settings;
  }

  /// The setup, with secrets watched.
  FleetSetup setup() {
    return setup;
  }

  Crew crew() {
    return crew;
  }

  Watch watch() {
    return watch;
  }

  /// The working tree.
  View view() {
    return view;
  }

  /// The helmfiles, environments and clusters that are meant.
  ///
  /// @throws PipelineException if nothing is
  public List<Target> targets(Narrowing narrowing) {
    List<Target> meant = targets.stream().filter(narrowing::accepts).toList();
    if (meant.isEmpty()) {
      throw PipelineException.of(
          PipelineErrorCode.NOTHING_SELECTED,
          targets.isEmpty()
              ? "slipway.yaml means no helmfile"
              : "no helmfile is meant by "
                  + String.join(", ", narrowing.environments())
                  + (narrowing.paths().isEmpty() ? "" : " in " + narrowing.paths()),
          targets.isEmpty()
              ? "Look at helmfiles: in slipway.yaml; its patterns match no file."
              : "Clusters are "
                  + String.join(
                      ", ", settings.clusters().stream().map(cluster -> cluster.name()).toList())
                  + ".");
    }
    return meant;
  }

  /// Loads targets, or takes what an earlier run knew of them.
  ///
  /// @param states whether their states are needed
  List<LoadedTarget> load(List<Target> meant, boolean states) {
    return crew.each(meant, "load", target -> load(target, states));
  }

  private LoadedTarget load(Target target, boolean states) {
    if (!states && cache != null) {
      Kept kept = Kept.read(cache, target, setupKey);
      if (kept != null && kept.inputs().isSame(surroundings)) {
        return LoadedTarget.known(target, kept);
      }
    }
    return loadAnew(target, view);
  }

  /// Loads a target in some state of the files.
  LoadedTarget loadAnew(Target target, View from) {
    watch.begin();
    try {
      View.Loaded loaded = from.load(target);
      Inputs inputs = inputs(target, loaded, from);
      List<FleetRelease> releases = new ArrayList<>();
      List<LoadedTarget.Source> sources = new ArrayList<>();
      for (int i = 0; i < loaded.states().size(); i++) {
        DesiredState state = loaded.states().get(i);
        // helmfile refuses two releases of one name, and needs that go in circles.
        ReleaseSelection.of(state, List.of()).ordered(NeedsFlags.SKIP);
        for (Release release : loaded.releases().get(i)) {
          releases.add(FleetRelease.of(target, state, release));
          sources.add(new LoadedTarget.Source(state, release));
        }
      }
      return new LoadedTarget(target, releases, sources, null, inputs, null);
    } catch (SlipwayException e) {
      return LoadedTarget.failed(target, e);
    }
  }

  private @Nullable Inputs inputs(Target target, View.Loaded loaded, View from) {
    if (watch.noticed() || loaded.record().processes()) {
      return null;
    }
    Set<Input> inputs = new TreeSet<>();
    inputs.add(new Input(Input.Kind.FILE, setup.root() + "/" + target.file()));
    from.host(target).addInputs(loaded.record(), inputs);
    return Inputs.now(inputs, surroundings);
  }

  /// The releases, whether they are deployed or not.
  public FleetListing list(Narrowing narrowing) {
    List<FleetRelease> releases = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (LoadedTarget loaded : load(targets(narrowing), false)) {
      keep(loaded, null);
      if (loaded.error() != null) {
        failures.add(new Failure(loaded.target(), null, loaded.error()));
      }
      loaded.releases().stream().filter(narrowing::accepts).forEach(releases::add);
    }
    return new FleetListing(releases, failures);
  }

  /// The desired states of all targets, for `build`.
  ///
  /// @param sink takes each target's states, in order
  /// @return what went wrong
  public List<Failure> states(Narrowing narrowing, StateSink sink) {
    List<Failure> failures = new ArrayList<>();
    for (LoadedTarget loaded : load(targets(narrowing), true)) {
      if (loaded.error() != null) {
        failures.add(new Failure(loaded.target(), null, loaded.error()));
      } else {
        Set<DesiredState> states = new LinkedHashSet<>();
        loaded.sources().forEach(source -> states.add(source.state()));
        states.forEach(state -> sink.take(loaded.target(), state));
      }
    }
    return failures;
  }

  /// What all targets want, ready to be rendered.
  ///
  /// @param failures receives what went wrong
  public List<FleetPart> parts(Narrowing narrowing, List<Failure> failures) {
    List<FleetPart> parts = new ArrayList<>();
    for (LoadedTarget loaded : load(targets(narrowing), true)) {
      if (loaded.error() != null) {
        failures.add(new Failure(loaded.target(), null, loaded.error()));
      } else {
        Set<DesiredState> states = new LinkedHashSet<>();
        loaded.sources().forEach(source -> states.add(source.state()));
        parts.add(
            new FleetPart(loaded.target(), List.copyOf(states), view.renderer(loaded.target())));
      }
    }
    return parts;
  }

  /// Takes desired states.
  @FunctionalInterface
  public interface StateSink {
    /// Takes one.
    void take(Target target, DesiredState state);
  }

  private record Job(int target, LoadedTarget loaded, int release, String file) {}

  /// Renders all deployed releases.
  ///
  /// @param sink takes each result as soon as it is there, from several threads
  public FleetRendering render(Narrowing narrowing, Consumer<FleetRendering.Result> sink) {
    List<LoadedTarget> known = load(targets(narrowing), false);
    List<LoadedTarget> loaded =
        crew.each(known, "load", target -> needsStates(target, narrowing) ? again(target) : target);
    List<Job> jobs = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    Map<String, String> files = files(loaded);
    for (int t = 0; t < loaded.size(); t++) {
      LoadedTarget target = loaded.get(t);
      if (target.error() != null) {
        failures.add(new Failure(target.target(), null, target.error()));
      }
      for (int i = 0; i < target.releases().size(); i++) {
        FleetRelease release = target.releases().get(i);
        if (release.isDeployed() && narrowing.accepts(release)) {
          jobs.add(new Job(t, target, i, files.getOrDefault(release.identity(), "")));
        }
      }
    }
    AtomicInteger fromCache = new AtomicInteger();
    List<Done> done = crew.each(jobs, "render", job -> run(job, fromCache, sink));
    List<FleetRendering.Result> results = new ArrayList<>();
    for (Done one : done) {
      results.add(one.result);
      if (one.failure != null) {
        failures.add(one.failure);
      }
    }
    keepRendered(loaded, jobs, done);
    return new FleetRendering(results, failures, fromCache.get());
  }

  private static Map<String, String> files(List<LoadedTarget> loaded) {
    List<FleetRelease> releases = new ArrayList<>();
    for (LoadedTarget target : loaded) {
      target.releases().stream().filter(FleetRelease::isDeployed).forEach(releases::add);
    }
    return ManifestNames.of(releases);
  }

  private LoadedTarget again(LoadedTarget known) {
    LoadedTarget loaded = loadAnew(known.target(), view);
    // What is still right of the earlier run stays.
    return known.kept() == null
            || loaded.error() != null
            || !loaded.releases().equals(known.releases())
        ? loaded
        : new LoadedTarget(
            loaded.target(),
            loaded.releases(),
            loaded.sources(),
            known.kept(),
            loaded.inputs(),
            null);
  }

  private boolean needsStates(LoadedTarget target, Narrowing narrowing) {
    if (target.kept() == null) {
      return false;
    }
    for (int i = 0; i < target.releases().size(); i++) {
      FleetRelease release = target.releases().get(i);
      if (release.isDeployed() && narrowing.accepts(release) && fresh(target, i) == null) {
        return true;
      }
    }
    return false;
  }

  private record Done(
      FleetRendering.Result result, @Nullable Failure failure, Kept.@Nullable Rendered kept) {}

  /// What an earlier run made of a release, if that is still right and there.
  private Kept.@Nullable Rendered fresh(LoadedTarget target, int release) {
    Kept.Rendered rendered = target.rendered(release);
    return rendered != null
            && !rendered.manifests().isEmpty()
            && cache != null
            && rendered.inputs().isSame(surroundings)
            && cache.has(blob(rendered.manifests()))
        ? rendered
        : null;
  }

  private static String blob(String digest) {
    return "manifests " + digest;
  }

  private Done run(Job job, AtomicInteger fromCache, Consumer<FleetRendering.Result> sink) {
    FleetRelease release = job.loaded.releases().get(job.release);
    String file = job.file;
    Kept.Rendered fresh = fresh(job.loaded, job.release);
    Done done;
    if (fresh != null) {
      fromCache.incrementAndGet();
      Manifests manifests =
          new Manifests(fresh.manifests(), true, () -> stored(fresh, job.loaded, release));
      done = new Done(new FleetRendering.Result(release, file, manifests, List.of()), null, fresh);
    } else {
      done = renderAnew(job.loaded, job.release, file, view);
    }
    sink.accept(done.result);
    return done;
  }

  /// The manifests from the cache, or rendered once more if they were deleted meanwhile.
  private String stored(Kept.Rendered rendered, LoadedTarget target, FleetRelease release) {
    byte[] bytes = cache == null ? null : cache.get(blob(rendered.manifests()));
    if (bytes != null) {
      return GoStrings.fromBytes(bytes);
    }
    LoadedTarget loaded = loadAnew(target.target(), view);
    int index = loaded.releases().indexOf(release);
    if (index < 0) {
      throw new PipelineException(
          PipelineErrorCode.READ, release.label() + " changed while it was read", null);
    }
    Done done = renderAnew(loaded, index, "", view);
    if (done.failure != null) {
      throw done.failure.error();
    }
    return done.result.rendered().orElseThrow().text();
  }

  private Done renderAnew(LoadedTarget target, int index, String file, View from) {
    LoadedTarget.Source source = target.sources().get(index);
    FleetRelease release = target.releases().get(index);
    watch.begin();
    RenderedRelease rendered = from.render(target.target(), source.state(), source.release());
    List<String> warnings = new ArrayList<>();
    rendered.warnings().forEach(warning -> warnings.add(warning.message()));
    return switch (rendered.outcome()) {
      case RenderedRelease.Failed(SlipwayException error) ->
          new Done(
              new FleetRendering.Result(release, file, null, warnings),
              new Failure(target.target(), release.name(), error),
              null);
      case RenderedRelease.Manifests(String text) -> {
        byte[] bytes = GoStrings.toBytes(text);
        String digest = Digest.of(bytes);
        Kept.Rendered kept = null;
        Inputs inputs = renderedInputs(target, source, rendered, from);
        if (inputs != null && cache != null) {
          kept = new Kept.Rendered(inputs, digest);
          if (!cache.has(blob(digest))) {
            cache.put(blob(digest), bytes);
          }
        }
        Manifests manifests = new Manifests(digest, false, () -> text);
        yield new Done(new FleetRendering.Result(release, file, manifests, warnings), null, kept);
      }
    };
  }

  /// What a release was rendered from; null when it must not be kept, or cannot be told.
  private @Nullable Inputs renderedInputs(
      LoadedTarget target, LoadedTarget.Source source, RenderedRelease rendered, View from) {
    String chart = rendered.chartFolder();
    if (target.inputs() == null
        || chart == null
        || watch.noticed()
        || !source.release().secrets().isEmpty()
        || source.release().postRenderer().isPresent()) {
      return null;
    }
    Set<Input> inputs = new TreeSet<>();
    boolean all =
        from.addInputs(target.target(), source.state(), source.release(), rendered.reads(), inputs);
    inputs.add(new Input(Input.Kind.TREE, chart));
    watch.files().forEach(file -> inputs.add(new Input(Input.Kind.FILE, file)));
    return all ? Inputs.now(inputs, surroundings) : null;
  }

  /// A target that tells of each of its deployed releases what it is made from, as far as that can
  /// be told without rendering.
  LoadedTarget withInputs(LoadedTarget known) {
    if (known.error() != null || known.inputs() == null) {
      return known;
    }
    List<Kept.@Nullable Rendered> rendered = new ArrayList<>();
    LoadedTarget loaded = known;
    for (int i = 0; i < known.releases().size(); i++) {
      Kept.Rendered one = known.rendered(i);
      if (known.releases().get(i).isDeployed()
          && (one == null || !one.inputs().isSame(surroundings))) {
        if (loaded.sources().isEmpty()) {
          loaded = again(known);
        }
        one = loaded.error() == null ? unrendered(loaded, i, surroundings) : null;
      }
      rendered.add(one);
    }
    Inputs inputs = loaded.inputs();
    if (inputs == null) {
      return loaded;
    }
    keep(loaded, rendered);
    return new LoadedTarget(
        loaded.target(),
        loaded.releases(),
        loaded.sources(),
        new Kept(inputs, loaded.releases(), rendered),
        inputs,
        null);
  }

  private Kept.@Nullable Rendered unrendered(LoadedTarget target, int index, Surroundings around) {
    LoadedTarget.Source source = target.sources().get(index);
    try {
      Inputs inputs = view.inputs(target.target(), source.state(), source.release(), around);
      return inputs == null ? null : new Kept.Rendered(inputs, "");
    } catch (SlipwayException e) {
      // What cannot be told is affected; rendering says why.
      return null;
    }
  }

  /// Renders one release in some state of the files, for a comparison.
  String renderOnce(LoadedTarget target, int index, View from) {
    LoadedTarget.Source source = target.sources().get(index);
    watch.begin();
    return from.render(target.target(), source.state(), source.release()).manifests();
  }

  private void keepRendered(List<LoadedTarget> loaded, List<Job> jobs, List<Done> done) {
    int at = 0;
    for (int t = 0; t < loaded.size(); t++) {
      LoadedTarget target = loaded.get(t);
      List<Kept.@Nullable Rendered> rendered = new ArrayList<>();
      for (int i = 0; i < target.releases().size(); i++) {
        rendered.add(target.rendered(i));
      }
      while (at < jobs.size() && jobs.get(at).target == t) {
        rendered.set(jobs.get(at).release, done.get(at).kept);
        at++;
      }
      keep(target, rendered);
    }
  }

  private void keep(LoadedTarget target, @Nullable List<Kept.@Nullable Rendered> rendered) {
    Inputs inputs = target.inputs();
    if (cache == null || surroundings.isMoving() || inputs == null || target.error() != null) {
      return;
    }
    List<Kept.@Nullable Rendered> all = rendered;
    if (all == null) {
      if (target.kept() != null) {
        return;
      }
      all = new ArrayList<>();
      for (int i = 0; i < target.releases().size(); i++) {
        all.add(null);
      }
    }
    if (target.kept() == null || !target.kept().rendered().equals(all)) {
      new Kept(inputs, target.releases(), all).write(cache, target.target(), setupKey);
    }
  }

  /// Ends the run: what it found out is kept for the next.
  public void end() {
    if (cache != null) {
      cache.end();
    }
  }
}
