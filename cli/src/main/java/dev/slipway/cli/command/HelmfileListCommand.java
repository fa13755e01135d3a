package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.release.HelmfileLock;
import dev.slipway.helmfile.release.ReleaseList;
import dev.slipway.helmfile.state.Release;
import java.util.List;

/// `slipway list`: the releases of a helmfile.
final class HelmfileListCommand implements Command {
  private static final Option<String> OUTPUT =
      Option.text("output", "FORMAT", "'json' for JSON instead of a table")
          .in(Option.Section.OUTPUT);

  @Override
  public Command forArguments(List<String> arguments, Environment environment) {
    if (ReleasesCommand.isMeant(arguments)) {
      return new ReleasesCommand();
    }
    return FleetFolder.isMeant(arguments, environment) ? new FleetListCommand() : this;
  }

  @Override
  public Usage usage() {
    return Usage.of("List the releases of a helmfile as 'helmfile list' does.")
        .withExample("slipway -e staging list", "as a table")
        .withExample("slipway list -l tier=web --output json", "some of them, for scripts")
        .withOptions(HelmfileOptions.GLOBAL)
        .withOptions(List.of(OUTPUT))
        .withOptions(
            List.of(
                HelmOptions.ignoredFlag("keep-temp-dir"), HelmOptions.ignoredFlag("skip-charts")));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    HelmfileRun run = new HelmfileRun(invocation, session, "list");
    ReleaseList list = new ReleaseList();
    run.forEach(state -> {
      List<Release> releases = run.selection(state).filtered();
      // Before 1.x, what is listed is what stands in the helmfile.
      boolean old = state.rules().rules() == HelmfileRules.V0;
      list.add(state, old ? releases : HelmfileLock.resolved(state, releases));
      return !releases.isEmpty();
    });
    session.console().print(invocation.get(OUTPUT).equals("json") ? list.json() : list.table());
    return true;
  }
}
