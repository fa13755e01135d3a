package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.helmfile.release.BuildText;
import dev.slipway.pipeline.fleet.Failure;
import java.util.List;

/// `slipway build` at the root of a fleet: every helmfile with its parts merged.
final class FleetBuildCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of(
            "Print all helmfiles of all clusters of slipway.yaml with their templates rendered and"
                + " their parts and bases merged. PATH is a folder or CLUSTER/SERVICE.")
        .withExample("slipway build", "everything")
        .withExample("slipway build -e staging helmfile.d/services", "a part")
        .withArguments("[PATH…]", 0, Integer.MAX_VALUE, new Suggestions.Folders())
        .withOptions(FleetOptions.all());
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    FleetRun run = new FleetRun(invocation, session);
    List<Failure> failures =
        run.fleet()
            .states(
                run.narrowing(),
                (target, state) -> {
                  session
                      .console()
                      .println(
                          "# "
                              + target.label()
                              + ": "
                              + target.file()
                              + ", environment "
                              + target.environment());
                  session.console().print(BuildText.of(state, state.releases()));
                });
    return run.end(failures);
  }
}
