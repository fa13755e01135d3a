package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.terminal.Style;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.release.LogLine;
import dev.slipway.helmfile.release.TemplateFlags;
import dev.slipway.helmfile.state.LoadOptions;
import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.PipelineException;
import dev.slipway.pipeline.cache.CacheFolder;
import dev.slipway.pipeline.fleet.Failure;
import dev.slipway.pipeline.fleet.Fleet;
import dev.slipway.pipeline.fleet.FleetSetup;
import dev.slipway.pipeline.fleet.Narrowing;
import dev.slipway.pipeline.settings.Cluster;
import dev.slipway.pipeline.settings.DefinitionFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What all commands on the fleet do alike: open it, narrow it down, report failures at the end.
final class FleetRun {
  private static final long MOST_BYTES = 1L << 30;

  private final Invocation invocation;
  private final Session session;
  private final HelmfileHosting hosting;
  private final Path root;
  private final Fleet fleet;

  FleetRun(Invocation invocation, Session session) {
    this.invocation = invocation;
    this.session = session;
    this.hosting = new HelmfileHosting(invocation, session, RepositoryDefaults.none());
    this.root =
        FleetFolder.around(session.environment())
            .orElseThrow(() ->
                PipelineException.of(
                    PipelineErrorCode.SETTINGS,
                    "there is no slipway.yaml here or in a folder above",
                    "It lists the clusters and where their helmfiles are: see docs/slipway-yaml.md."
                        + " One helmfile.yaml for one cluster needs a single line in it: clusters:"
                        + " [{name: CONTEXT, environment: default}]"));
    this.fleet = Fleet.open(setup());
  }

  private FleetSetup setup() {
    return new FleetSetup(
        root,
        hosting.host(),
        options(),
        TemplateFlags.NONE
            .withSkipDeps(invocation.get(HelmfileOptions.SKIP_DEPS))
            .withConcurrency(invocation.get(HelmfileOptions.CONCURRENCY)),
        hosting.origins(),
        hosting.secrets(),
        hosting::namespace,
        cache());
  }

  private LoadOptions options() {
    return LoadOptions.defaults()
        .withStateValuesFiles(invocation.get(HelmfileOptions.STATE_FILE))
        .withStateValuesSet(invocation.get(HelmfileOptions.STATE_SET))
        .withStateValuesSetString(invocation.get(HelmfileOptions.STATE_SET_STRING))
        .withNamespace(invocation.get(HelmfileOptions.NAMESPACE))
        .withKubeContext(invocation.get(HelmfileOptions.KUBE_CONTEXT))
        .withChart(invocation.get(HelmfileOptions.CHART_OPTION))
        .withHelmBinary(invocation.get(HelmfileOptions.HELM_BINARY))
        .withRules(hosting.rules())
        .withSecretFiles(hosting.secrets().files())
        .withSecretReferences(hosting.secrets().references());
  }

  private @Nullable CacheFolder cache() {
    if (invocation.get(FleetOptions.NO_CACHE)) {
      return null;
    }
    Environment environment = session.environment();
    Optional<Path> base =
        environment
            .variable("XDG_CACHE_HOME")
            .map(Path::of)
            .or(() -> environment.variable("HOME").map(home -> Path.of(home, ".cache")));
    String build = ProgramBuild.identity();
    return base.isEmpty() || build.isEmpty()
        ? null
        : CacheFolder.in(base.get().resolve("slipway/fleet"), build, MOST_BYTES);
  }

  /// The fleet.
  Fleet fleet() {
    return fleet;
  }

  /// Its root folder.
  Path root() {
    return root;
  }

  /// The files with definitions of custom resources that slipway.yaml names for a cluster.
  List<Path> definitions(Cluster cluster) {
    return DefinitionFiles.of(fleet.settings(), hosting.host(), root.toString(), cluster.name())
        .stream()
        .map(root::resolve)
        .toList();
  }

  /// Shows a line of a helmfile's log, if such lines are wanted.
  void log(LogLine line) {
    if (HelmfileRun.isShown(line, invocation)) {
      session.console().note(line.text());
    }
  }

  /// Says that values were hidden, if some were.
  void tellHidden() {
    hosting.tellHidden();
  }

  /// Hides the values of secrets, unless they are to be shown.
  UnaryOperator<String> hiding() {
    return hosting.hiding();
  }

  /// What the flags and arguments say; in a folder below the root, that folder.
  Narrowing narrowing() {
    List<String> paths = new ArrayList<>();
    for (String argument : invocation.arguments()) {
      Path path = session.environment().resolve(argument).toAbsolutePath().normalize();
      paths.add(
          path.startsWith(root) && java.nio.file.Files.exists(path)
              ? root.relativize(path).toString()
              : argument);
    }
    Path here = session.environment().resolve("").toAbsolutePath().normalize();
    if (paths.isEmpty() && !here.equals(root)) {
      paths.add(root.relativize(here).toString());
    }
    List<String> environments = new ArrayList<>();
    for (String environment : invocation.get(FleetOptions.ENVIRONMENTS)) {
      environments.addAll(List.of(environment.split(",", -1)));
    }
    return new Narrowing(environments, invocation.get(HelmfileOptions.SELECTOR), paths);
  }

  /// Ends the run: reports what failed.
  ///
  /// @return whether nothing did
  boolean end(List<Failure> failures) {
    fleet.end();
    for (Failure failure : failures) {
      report(failure);
    }
    if (!failures.isEmpty()) {
      session
          .console()
          .message(session.console().styled(Style.ERROR, count(failures.size()) + " failed"));
    }
    return failures.isEmpty();
  }

  private static String count(int failures) {
    return failures == 1 ? "1 helmfile or release" : failures + " helmfiles or releases";
  }

  private void report(Failure failure) {
    Diagnostic d = failure.error().diagnostic();
    SourceLocation at = d.location();
    if (at != null && at.name().startsWith(root + "/")) {
      String name = at.name().substring(root.toString().length() + 1);
      at = new SourceLocation(name, at.line(), at.column());
    }
    session
        .errors()
        .error(
            new Diagnostic(
                d.code(),
                d.severity(),
                failure.label() + ": " + d.message(),
                at,
                d.snippet(),
                d.notes(),
                d.hint()));
    session.errors().trace(failure.error());
  }
}
