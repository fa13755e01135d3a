package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.release.DagTable;
import dev.slipway.helmfile.state.Release;
import java.util.List;

/// `slipway show-dag`: which releases come after which.
final class HelmfileDagCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of(
            "Show the groups in which releases are worked on, and what each release needs, as"
                + " 'helmfile show-dag' does.")
        .withExample("slipway -e staging show-dag", "of the helmfile of this folder")
        .withOptions(HelmfileOptions.GLOBAL);
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    HelmfileRun run = new HelmfileRun(invocation, session, "show-dag");
    run.forEach(state -> {
      List<Release> releases = run.selection(state).filtered();
      run.prepare(state, releases);
      boolean old = state.rules().rules() == HelmfileRules.V0;
      session.console().print(DagTable.of(run.selection(state).groups(), old));
      return !releases.isEmpty();
    });
    return true;
  }
}
