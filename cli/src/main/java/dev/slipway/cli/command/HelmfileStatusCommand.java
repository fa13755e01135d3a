package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.release.SyncFlags;
import dev.slipway.helmfile.release.TemplateFlags;
import dev.slipway.helmfile.state.Release;
import dev.slipway.pipeline.rollout.Member;
import dev.slipway.pipeline.rollout.Part;
import dev.slipway.pipeline.rollout.Purpose;
import dev.slipway.pipeline.rollout.Rollout;
import dev.slipway.pipeline.rollout.RolloutOptions;
import dev.slipway.release.apply.ReleaseHealth;
import dev.slipway.release.diff.Drift;
import dev.slipway.release.plan.PlanOptions;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// `slipway status` without a release: those of a helmfile.
final class HelmfileStatusCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of(
            "Show the releases of a helmfile, whether each of their objects is ready now, and which"
                + " fields differ from what was written.")
        .withExample("slipway -e staging status", "all of them")
        .withExample("slipway status -l name=web --output json", "one of them, for scripts")
        .withOptions(HelmfileOptions.GLOBAL)
        .withOptions(List.of(HelmfileOptions.CONCURRENCY, HelmfileOptions.ARGS))
        .withOptions(List.of(DriftText.NO_DRIFT, OutputFormat.OPTION));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    HelmfileRun run = new HelmfileRun(invocation, session, "status");
    HelmfileParts parts = new HelmfileParts(invocation, run);
    boolean[] done = {true};
    try (MachineClusters clusters = new MachineClusters(session)) {
      Rollout rollout = new Rollout(clusters, options(), Clock.system(ZoneId.systemDefault()));
      List<Object> entries = new ArrayList<>();
      run.around(states -> {
        List<Part> found = parts.installed(states);
        for (Part part : found) {
          for (Release release : part.releases()) {
            try {
              Member member = rollout.member(part, release);
              ReleaseHealth health = clusters.engine(member.cluster()).status(member.name(), 0);
              Drift drift = invocation.get(DriftText.NO_DRIFT) ? null : rollout.drift(member);
              if (OutputFormat.isWanted(invocation)) {
                entries.add(HealthText.entry(health, drift));
              } else {
                HealthText.print(health, drift, session.console(), true);
                session.console().println("");
              }
            } catch (SlipwayException e) {
              session.errors().error(e.diagnostic().prefixed(release.name() + ": "));
              session.errors().trace(e);
              done[0] = false;
            }
          }
        }
        return !found.isEmpty();
      });
      if (OutputFormat.isWanted(invocation)) {
        session.console().print(OutputFormat.text(invocation, entries));
      }
    }
    return done[0];
  }

  /// Options of runs that plan nothing.
  static RolloutOptions options() {
    return new RolloutOptions(
        Purpose.APPLY, PlanOptions.DEFAULTS, TemplateFlags.NONE, SyncFlags.NONE, false, null, 0);
  }
}
