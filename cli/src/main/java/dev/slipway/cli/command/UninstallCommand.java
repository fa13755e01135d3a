package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.kube.DeleteOptions.Propagation;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.apply.ReleaseOutcome;
import dev.slipway.release.apply.UninstallOptions;
import dev.slipway.release.plan.Planner;
import dev.slipway.release.plan.ReleasePlan;
import java.util.List;

/// `slipway uninstall RELEASE`: removes a release from its cluster.
final class UninstallCommand implements Command {
  private static final Option<Boolean> KEEP_HISTORY =
      Option.flag("keep-history", "keep its records, so that it can be brought back")
          .in(Option.Section.APPLY);

  private static final Option<Boolean> NO_HOOKS =
      Option.flag("no-hooks", "do not run the chart's hooks").in(Option.Section.APPLY);

  private static final Option<Boolean> IGNORE_MISSING =
      Option.flag("ignore-not-found", "succeed when there is no such release")
          .in(Option.Section.APPLY);

  @Override
  public Usage usage() {
    return Usage.of("Remove a release: its objects, and its history unless that is kept.")
        .withArguments("RELEASE…", 1, Integer.MAX_VALUE, new Suggestions.None())
        .withExample("slipway uninstall web -n web", "all of it")
        .withExample("slipway uninstall web -n web --dry-run", "what would go")
        .withExample("slipway uninstall web -n web --keep-history --wait", "it can be rolled back")
        .withOptions(
            List.of(
                ReleaseFlags.DRY_RUN,
                KEEP_HISTORY,
                NO_HOOKS,
                IGNORE_MISSING,
                RolloutFlags.WAIT,
                RolloutFlags.TIMEOUT,
                RolloutFlags.CASCADE,
                RolloutFlags.DESCRIPTION,
                RolloutFlags.TAKE_OVER,
                RolloutFlags.WAIT_LOCK))
        .withOptions(ClusterOptions.ALL);
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    boolean done = true;
    for (String release : invocation.arguments()) {
      try (ReleaseRun run = new ReleaseRun(invocation, session, release)) {
        if (invocation.get(IGNORE_MISSING)
            && run.store().history(run.name()).revisions().isEmpty()) {
          continue;
        }
        run.history();
        done &=
            ReleaseFlags.isDry(invocation)
                ? PlanPrinter.shown(planned(run, invocation), invocation, session)
                : uninstalled(run, invocation, session);
      }
    }
    return done;
  }

  private static ReleasePlan planned(ReleaseRun run, Invocation invocation) {
    return new Planner(run.cluster(), run.store())
        .uninstall(run.name(), ReleaseSettings.DEFAULTS, RolloutFlags.plan(invocation));
  }

  private static boolean uninstalled(ReleaseRun run, Invocation invocation, Session session) {
    UninstallOptions how =
        new UninstallOptions(
            invocation.get(KEEP_HISTORY),
            invocation.get(RolloutFlags.WAIT),
            !invocation.get(NO_HOOKS),
            cascade(invocation),
            ReleaseRun.timeout(invocation),
            invocation.get(RolloutFlags.DESCRIPTION));
    ReleaseOutcome outcome =
        run.watched(
            "removing",
            (options, progress) -> run.engine().uninstall(run.name(), how, options, progress));
    if (outcome.succeeded()) {
      session.console().println("release \"" + run.name().name() + "\" uninstalled");
    }
    return outcome.succeeded();
  }

  private static Propagation cascade(Invocation invocation) {
    return switch (invocation.get(RolloutFlags.CASCADE)) {
      case "foreground" -> Propagation.FOREGROUND;
      case "orphan" -> Propagation.ORPHAN;
      default -> Propagation.BACKGROUND;
    };
  }
}
