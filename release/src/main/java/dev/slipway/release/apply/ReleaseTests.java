package dev.slipway.release.apply;

import dev.slipway.kube.DeleteOptions.Propagation;
import dev.slipway.release.apply.HookRunner.HookFailure;
import dev.slipway.release.apply.HookRunner.Ran;
import dev.slipway.release.plan.ConflictChoice;
import dev.slipway.release.store.HookRun;
import dev.slipway.release.store.StoredRelease;
import java.util.ArrayList;
import java.util.List;

/// Runs the tests of a release: its hooks of the event `test`.
final class ReleaseTests {
  private static final String EVENT = "test";

  private final Run run;
  private final Ledger ledger;
  private final TestOptions options;

  ReleaseTests(Run run, StoredRelease release, TestOptions options) {
    this.run = run;
    this.ledger = new Ledger(run, release);
    this.options = options;
  }

  /// @param report gets what each test said
  void run(List<TestReport.Test> report) {
    ObjectWriter writer =
        new ObjectWriter(
            run, false, false, options.timeout(), Propagation.BACKGROUND, ConflictChoice.STOP);
    HookRunner hooks = new HookRunner(run, ledger, writer, options.timeout());
    List<Ran> ran = new ArrayList<>();
    HookFailure failure = null;
    try {
      hooks.run(EVENT, hook -> options.wants(hook.name()), options.logs(), ran);
    } catch (HookFailure e) {
      failure = e;
    }
    if (!ran.isEmpty()) {
      ledger.save();
    }
    for (Ran test : ran) {
      HookRun last = ledger.hooks().get(test.index()).lastRun();
      boolean failed = failure != null && last.phase() == HookRun.Phase.FAILED;
      report.add(
          new TestReport.Test(
              test.object().key(),
              last,
              failed && failure != null ? failure.getMessage() : null,
              test.logs()));
    }
  }
}
