package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.helmfile.release.BuildText;
import dev.slipway.helmfile.release.ReleaseRenderer;
import dev.slipway.helmfile.state.Release;
import java.util.List;

/// `slipway build`: a helmfile with all its parts merged.
final class HelmfileBuildCommand implements Command {
  private static final Option<Boolean> EMBED_VALUES =
      Option.flag("embed-values", "put the content of values files into the output")
          .in(Option.Section.OUTPUT);

  @Override
  public Command forArguments(List<String> arguments, Environment environment) {
    return FleetFolder.isMeant(arguments, environment) ? new FleetBuildCommand() : this;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "Print a helmfile with its templates rendered and its parts and bases merged, as"
                + " 'helmfile build' does.")
        .withExample("slipway -e staging build", "what staging really says")
        .withExample("slipway -e staging build --embed-values", "with all values")
        .withOptions(HelmfileOptions.GLOBAL)
        .withOptions(List.of(EMBED_VALUES));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    HelmfileRun run = new HelmfileRun(invocation, session, "build");
    ReleaseRenderer renderer = new ReleaseRenderer(run.hosting().setup());
    run.forEach(state -> {
      List<Release> releases = run.selection(state).filtered();
      run.prepare(state, run.selection(state).selected());
      session
          .console()
          .print(
              invocation.get(EMBED_VALUES)
                  ? BuildText.withValues(state, releases, renderer)
                  : BuildText.of(state, releases));
      return !releases.isEmpty();
    });
    return true;
  }
}
