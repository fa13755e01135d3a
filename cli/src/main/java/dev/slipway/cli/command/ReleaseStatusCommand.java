package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.release.apply.ReleaseHealth;
import dev.slipway.release.diff.Drift;
import dev.slipway.release.plan.Planner;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.StoredRelease;
import java.util.List;

/// `slipway status RELEASE`: a release's record, as `helm status` prints it, and the state of its
/// objects now.
final class ReleaseStatusCommand implements Command {
  private static final Option<Integer> REVISION =
      Option.count("revision", 0, "of that revision; of the newest without it");

  @Override
  public Command forArguments(List<String> arguments, Environment environment) {
    return ReleaseOrHelmfile.choose(
        arguments, environment, this, HelmfileStatusCommand::new, FleetStatusCommand::new);
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "Show a release, whether each of its objects is ready now, and which fields differ from"
                + " what the release wrote. Without RELEASE: the"
                + " releases of the helmfile here, or of the fleet.")
        .withArguments("RELEASE", 1, 1, new Suggestions.None())
        .withExample("slipway status web -n web", "one release")
        .withExample("slipway -e staging status", "those of the helmfile of this folder")
        .withExample("slipway status -e staging", "at the root of a fleet: those of a cluster")
        .withOptions(List.of(REVISION, DriftText.NO_DRIFT))
        .withOptions(ClusterOptions.ALL)
        .withOptions(List.of(OutputFormat.OPTION))
        .withOptions(
            List.of(
                HelmOptions.ignoredFlag("show-desc"), HelmOptions.ignoredFlag("show-resources")));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    try (ReleaseRun run = new ReleaseRun(invocation, session, invocation.arguments().getFirst())) {
      ReleaseHistory history = run.history();
      ReleaseHealth health = run.engine().status(run.name(), invocation.get(REVISION));
      boolean complete = isNewest(history, health, session);
      Drift drift =
          invocation.get(DriftText.NO_DRIFT) || !complete
              ? null
              : Drift.of(new Planner(run.cluster(), run.store()), run.name());
      if (OutputFormat.isWanted(invocation)) {
        session
            .console()
            .print(OutputFormat.text(invocation, HealthText.entryWithRecord(health, drift)));
      } else {
        HealthText.print(health, drift, session.console(), true);
      }
      return true;
    }
  }

  /// Says so when what is shown is not the newest revision, because the record of that one cannot
  /// be read.
  private static boolean isNewest(ReleaseHistory history, ReleaseHealth health, Session session) {
    StoredRelease last = history.revisions().getLast();
    boolean isUnread = last.problem().isPresent() && health.release().revision() < last.revision();
    if (isUnread) {
      int shown = health.release().revision();
      session
          .errors()
          .warning(
              last.problem()
                  .get()
                  .withNotes(List.of("what is shown is revision " + shown + ", the one before")));
    }
    return !isUnread;
  }
}
