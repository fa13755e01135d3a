package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.apply.ReleaseOutcome;
import dev.slipway.release.plan.Planner;
import java.util.List;

/// `slipway rollback RELEASE [REVISION]`: brings back an earlier revision from its record.
final class RollbackCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of(
            "Bring back an earlier revision of a release, from what is recorded of it on the cluster:"
                + " no chart, no repository and no Git are needed. Without REVISION it is the last"
                + " good one before the newest.")
        .withArguments("RELEASE [REVISION]", 1, 2, new Suggestions.None())
        .withExample("slipway rollback web -n web", "to the one before")
        .withExample("slipway rollback web 3 -n web --dry-run", "what that would change")
        .withExample(
            "slipway rollback web 3 -n web --wait", "to another, and wait until it is ready")
        .withOptions(
            List.of(
                ReleaseFlags.DRY_RUN,
                RolloutFlags.WAIT,
                RolloutFlags.WAIT_FOR_JOBS,
                RolloutFlags.TIMEOUT,
                RolloutFlags.DESCRIPTION,
                RolloutFlags.TAKE_OVER,
                RolloutFlags.WAIT_LOCK,
                ReleaseFlags.NO_HOOKS,
                ReleaseFlags.FORCE,
                ReleaseFlags.FORCE_REPLACE,
                ReleaseFlags.CLEANUP,
                ReleaseFlags.RECREATE_PODS,
                ReleaseFlags.HISTORY_MAX))
        .withOptions(RolloutFlags.CONFLICTS)
        .withOptions(ClusterOptions.ALL)
        .withOptions(List.of(ReleaseFlags.SERVER_SIDE));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    List<String> arguments = invocation.arguments();
    int revision = arguments.size() < 2 ? 0 : number(arguments.get(1));
    try (ReleaseRun run = new ReleaseRun(invocation, session, arguments.getFirst())) {
      run.revision(revision);
      ReleaseSettings defaults = ReleaseSettings.DEFAULTS;
      ReleaseSettings settings =
          new ReleaseSettings(
              defaults.createNamespace(),
              invocation.get(RolloutFlags.WAIT),
              invocation.get(RolloutFlags.WAIT_FOR_JOBS),
              ReleaseRun.timeout(invocation),
              false,
              invocation.get(ReleaseFlags.CLEANUP),
              invocation.get(ReleaseFlags.FORCE) || invocation.get(ReleaseFlags.FORCE_REPLACE),
              invocation.get(ReleaseFlags.RECREATE_PODS),
              !invocation.get(ReleaseFlags.NO_HOOKS),
              defaults.crds(),
              false,
              invocation.get(ReleaseFlags.HISTORY_MAX),
              invocation.get(RolloutFlags.DESCRIPTION),
              defaults.labels());
      if (ReleaseFlags.isDry(invocation)) {
        Planner planner = new Planner(run.cluster(), run.store());
        return PlanPrinter.shown(
            planner.rollback(run.name(), revision, settings, RolloutFlags.plan(invocation)),
            invocation,
            session);
      }
      ReleaseOutcome outcome =
          run.watched(
              "rolling back",
              (options, progress) ->
                  run.engine().rollback(run.name(), revision, settings, options, progress));
      if (outcome.succeeded()) {
        session.console().println("Rollback was a success! Happy Helming!");
      }
      return outcome.succeeded();
    }
  }

  private static int number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new UsageException(
        "could not convert revision to a number: " + text, "'slipway history RELEASE' lists them");
  }
}
