package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.terminal.EndedException;
import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.state.Release;
import dev.slipway.pipeline.rollout.Member;
import dev.slipway.pipeline.rollout.Part;
import dev.slipway.pipeline.rollout.Rollout;
import dev.slipway.release.apply.ApplyOptions;
import dev.slipway.release.apply.Cancellation;
import dev.slipway.release.apply.TestOptions;
import dev.slipway.release.apply.TestReport;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `slipway test` without a release: the tests of all releases of a helmfile.
final class HelmfileTestCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Run the tests that the charts of a helmfile's releases bring.")
        .withExample("slipway -e staging test", "of all releases")
        .withExample("slipway test -l name=web --logs", "of one, and print what they wrote")
        .withOptions(HelmfileOptions.GLOBAL)
        .withOptions(
            List.of(
                ReleaseTestCommand.LOGS,
                RolloutFlags.TIMEOUT,
                HelmfileOptions.CONCURRENCY,
                HelmfileOptions.ARGS));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    HelmfileRun run = new HelmfileRun(invocation, session, "test");
    HelmfileParts parts = new HelmfileParts(invocation, run);
    TestOptions tests =
        new TestOptions(
            Set.of(),
            Set.of(),
            ReleaseRun.timeout(invocation),
            invocation.get(ReleaseTestCommand.LOGS));
    ReleaseProgressView view = new ReleaseProgressView(session);
    Cancellation cancellation = new Cancellation();
    boolean[] passed = {true};
    List<String> unbegun = new ArrayList<>();
    try (MachineClusters clusters = new MachineClusters(session);
        Interrupts interrupts = Interrupts.to(cancellation, view::tell)) {
      Rollout rollout =
          new Rollout(
              clusters, HelmfileStatusCommand.options(), Clock.system(ZoneId.systemDefault()));
      run.around(states -> {
        List<Part> found = parts.installed(states);
        for (Part part : found) {
          for (Release release : part.releases()) {
            if (cancellation.isStopped()) {
              unbegun.add(release.name());
              continue;
            }
            passed[0] &=
                tested(rollout.member(part, release), tests, clusters, cancellation, view, session);
          }
        }
        return !found.isEmpty();
      });
      if (cancellation.isStopped()) {
        if (!unbegun.isEmpty()) {
          session.console().message("Not tested: " + String.join(", ", unbegun) + ".");
        }
        throw new EndedException(interrupts.exitCode());
      }
    } finally {
      view.clear();
    }
    return passed[0];
  }

  private static boolean tested(
      Member member,
      TestOptions tests,
      MachineClusters clusters,
      Cancellation cancellation,
      ReleaseProgressView view,
      Session session) {
    String label = member.label();
    view.begins(label, "testing");
    try {
      TestReport report =
          clusters
              .engine(member.cluster())
              .test(
                  member.name(),
                  tests,
                  ApplyOptions.defaults().stoppedBy(cancellation),
                  ReleaseTestCommand.progress(label, view));
      view.ends(label);
      view.clear();
      return ReleaseTestCommand.print(report, session);
    } catch (SlipwayException e) {
      view.ends(label);
      view.failed(label, e.diagnostic(), null);
      session.errors().trace(e);
      return false;
    }
  }
}
