package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.object.KubeObject;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.apply.ObjectWait.End;
import dev.slipway.release.apply.ObjectWait.Goal;
import dev.slipway.release.apply.ReleaseEvent.ObjectState;
import dev.slipway.release.apply.ReleaseEvent.Step;
import dev.slipway.release.apply.ReleaseOutcome.Result;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.ConflictChoice;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.StoredRelease;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a release off the cluster: what the newest revision brought, and what later or failed ones
/// left behind. A kill leaves the record as `uninstalling`; the next removal goes on from there.
/// Not for use twice.
final class Removal {
  private final Run run;
  private final UninstallOptions options;
  private final ReleaseHistory history;
  private final ObjectWriter writer;
  private Ledger ledger;

  private Removal(Run run, UninstallOptions options, ReleaseHistory history, StoredRelease last) {
    this.run = run;
    this.options = options;
    this.history = history;
    this.writer =
        new ObjectWriter(
            run, false, false, options.timeout(), options.cascade(), ConflictChoice.STOP);
    this.ledger = new Ledger(run, last);
  }

  /// @param history the revisions that there are, at least one
  static Removal of(Run run, UninstallOptions options, ReleaseHistory history) {
    return new Removal(run, options, history, history.revisions().getLast());
  }

  ReleaseOutcome carryOut() {
    StoredRelease last = ledger.record();
    if (last.status() == ReleaseStatus.UNINSTALLED) {
      if (options.keepHistory()) {
        throw new ReleaseException(
            ReleaseErrorCode.NOT_FOUND,
            "the release named \"" + run.name().name() + "\" is already deleted");
      }
      purge();
      return outcome(Result.DONE, null, List.of(), null);
    }
    StoredRelease going =
        run.update(
            last.withStatus(ReleaseStatus.UNINSTALLING, "Deletion in progress (or silently failed)")
                .withDeleted(run.now())
                .madeBy(run.operator().toString(), run.isLocked()));
    ledger = new Ledger(run, going);
    List<String> evidence = new ArrayList<>();
    try {
      steps(evidence);
    } catch (SlipwayException e) {
      return failed(e, evidence);
    }
    return finish();
  }

  private void steps(List<String> evidence) {
    HookRunner hooks = new HookRunner(run, ledger, writer, options.timeout());
    if (options.hooks() && hooks.has("pre-delete")) {
      run.begin(Step.PRE_HOOKS);
      hooks.run("pre-delete");
    }
    run.begin(Step.OBJECTS);
    List<ObjectChange> changes = changes();
    new ObjectGroups(run, writer).write(changes);
    if (options.waits()) {
      run.begin(Step.WAIT);
      await(changes, evidence);
    }
    if (options.hooks() && hooks.has("post-delete")) {
      run.begin(Step.POST_HOOKS);
      hooks.run("post-delete");
    }
  }

  private List<ObjectChange> changes() {
    Placement placement = new Placement(run.client().resources(), run.name().namespace());
    int deployed = history.current().map(StoredRelease::revision).orElse(0);
    List<StoredRelease> others = new ArrayList<>();
    for (StoredRelease revision : history.revisions()) {
      if (revision.revision() >= deployed) {
        others.add(revision);
      }
    }
    return new ManifestChanges(placement, run.name()).removal(ledger.record(), others);
  }

  private void await(List<ObjectChange> changes, List<String> evidence) {
    List<KubeObject> gone = new ArrayList<>();
    for (ObjectChange change : changes) {
      KubeObject previous = change.previous();
      if (previous != null && run.written().get(change.key()) == Action.DELETE) {
        gone.add(previous);
      }
    }
    End end =
        run.waiting()
            .await(
                gone,
                Goal.GONE,
                options.timeout(),
                (key, ready, message) -> run.tell(new ObjectState(run.name(), key, ready, message)),
                run.cancellation());
    evidence.addAll(end.evidence());
    Diagnostic failure = end.failure();
    if (failure != null) {
      throw new ReleaseException(failure);
    }
  }

  private ReleaseOutcome finish() {
    if (!options.keepHistory()) {
      purge();
      return outcome(Result.DONE, null, List.of(), null);
    }
    String description =
        options.description().isEmpty() ? "Uninstallation complete" : options.description();
    ledger.status(ReleaseStatus.UNINSTALLED, description);
    run.supersede(history, ledger.record().revision());
    return outcome(Result.DONE, null, List.of(), ledger.record());
  }

  /// The newest goes last: as long as one record is left, the release can be found.
  private void purge() {
    for (StoredRelease revision : run.store().history(run.name()).revisions()) {
      run.store().delete(revision);
    }
  }

  private ReleaseOutcome failed(SlipwayException problem, List<String> evidence) {
    boolean stopped = problem.diagnostic().code() == ReleaseErrorCode.INTERRUPTED;
    if (problem.diagnostic().code() == ReleaseErrorCode.RIVAL) {
      throw problem;
    }
    if (problem instanceof HookRunner.HookFailure hook) {
      evidence.addAll(hook.evidence());
    }
    if (!run.cancellation().isAborted()) {
      try {
        ledger.status(
            ReleaseStatus.FAILED,
            "Uninstallation of \"" + run.name().name() + "\" failed: " + problem.getMessage());
      } catch (SlipwayException e) {
        run.warn(e.diagnostic().prefixed("after the failure: "));
      }
    }
    return outcome(
        stopped ? Result.STOPPED : Result.FAILED, problem.diagnostic(), evidence, ledger.record());
  }

  private ReleaseOutcome outcome(
      Result result,
      @Nullable Diagnostic failure,
      List<String> evidence,
      @Nullable StoredRelease record) {
    return new ReleaseOutcome(
        run.name(), result, record, run.written(), failure, evidence, run.kept(), run.warnings());
  }
}
