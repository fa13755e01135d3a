package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.terminal.EndedException;
import dev.slipway.helmfile.release.HelmfileLock;
import dev.slipway.helmfile.release.ReleaseLint;
import dev.slipway.helmfile.release.ReleaseRenderer;
import dev.slipway.helmfile.release.TemplateFlags;
import dev.slipway.helmfile.select.ReleaseSelection;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import java.util.List;

/// `slipway lint` without a chart: lints the charts of a helmfile's releases with their values.
final class HelmfileLintCommand implements Command {
  private static final Option<Boolean> STRICT = Option.flag("strict", "fail on warnings too");

  @Override
  public Usage usage() {
    return Usage.of(
            "Examine the charts of a helmfile's releases, each with its values, as 'helmfile lint'"
                + " does.")
        .withExample("slipway -e staging lint", "all releases")
        .withExample("slipway lint -l name=web", "one of them")
        .withOptions(HelmfileOptions.GLOBAL)
        .withOptions(HelmfileOptions.NEEDS)
        .withOptions(
            List.of(
                HelmfileOptions.CONCURRENCY,
                ValueOptions.SET,
                HelmfileOptions.VALUES,
                HelmfileOptions.ARGS,
                STRICT,
                HelmfileOptions.SKIP_CLEANUP));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    HelmfileRun run = new HelmfileRun(invocation, session, "lint");
    ReleaseRenderer renderer = new ReleaseRenderer(run.hosting().setup());
    boolean[] failed = new boolean[1];
    run.forEach(state -> {
      ReleaseSelection selection = run.selection(state);
      run.prepare(state, selection.selectedWithNeeds(run.needs()));
      if (selection.selected().isEmpty()) {
        return false;
      }
      for (Release release :
          HelmfileLock.resolved(
              state, HelmfileRun.enforced(selection, selection.ordered(run.needs()), invocation))) {
        failed[0] |= !lint(invocation, session, run, state, release, renderer);
        run.cleanUp(state, release);
      }
      return true;
    });
    if (failed[0]) {
      throw new EndedException(1);
    }
    return true;
  }

  private static boolean lint(
      Invocation invocation,
      Session session,
      HelmfileRun run,
      DesiredState state,
      Release release,
      ReleaseRenderer renderer) {
    run.info(
        "Linting release=" + release.name() + ", chart=" + HelmfileTemplateCommand.chart(release));
    ReleaseLint.Report report =
        ReleaseLint.run(renderer, state, release, flags(invocation), invocation.get(STRICT));
    session.console().print(report.text());
    session.console().print("\n");
    return report.passed();
  }

  private static TemplateFlags flags(Invocation invocation) {
    return TemplateFlags.NONE
        .withValues(invocation.get(HelmfileOptions.VALUES))
        .withSet(invocation.get(ValueOptions.SET))
        .withArgs(List.of(invocation.get(HelmfileOptions.ARGS)))
        .withSkipDeps(invocation.get(HelmfileOptions.SKIP_DEPS));
  }
}
