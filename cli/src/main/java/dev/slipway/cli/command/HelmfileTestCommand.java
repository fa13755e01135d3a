package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.state.Release;
import dev.slipway.pipeline.rollout.Member;
import dev.slipway.pipeline.rollout.Part;
import dev.slipway.pipeline.rollout.Rollout;
import dev.slipway.release.apply.ApplyOptions;
import dev.slipway.release.apply.ReleaseProgress;
import dev.slipway.release.apply.TestOptions;
import java.time.Clock;
import java.time.ZoneId;
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
    boolean[] passed = {true};
    try (MachineClusters clusters = new MachineClusters(session)) {
      Rollout rollout =
          new Rollout(
              clusters, HelmfileStatusCommand.options(), Clock.system(ZoneId.systemDefault()));
      run.around(states -> {
        List<Part> found = parts.installed(states);
        for (Part part : found) {
          for (Release release : part.releases()) {
            run.info("Testing " + release.name());
            passed[0] &= tested(rollout.member(part, release), tests, clusters, session);
          }
        }
        return !found.isEmpty();
      });
    }
    return passed[0];
  }

  private static boolean tested(
      Member member, TestOptions tests, MachineClusters clusters, Session session) {
    try {
      return ReleaseTestCommand.print(
          clusters
              .engine(member.cluster())
              .test(member.name(), tests, ApplyOptions.defaults(), ReleaseProgress.SILENT),
          session);
    } catch (SlipwayException e) {
      session.errors().error(e.diagnostic().prefixed(member.label() + ": "));
      session.errors().trace(e);
      return false;
    }
  }
}
