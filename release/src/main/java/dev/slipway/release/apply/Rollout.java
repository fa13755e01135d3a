package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.kube.DeleteOptions.Propagation;
import dev.slipway.kube.PatchType;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.apply.HookRunner.HookFailure;
import dev.slipway.release.apply.ObjectWait.End;
import dev.slipway.release.apply.ObjectWait.Goal;
import dev.slipway.release.apply.ReleaseEvent.ObjectState;
import dev.slipway.release.apply.ReleaseEvent.Step;
import dev.slipway.release.apply.ReleaseOutcome.Result;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.ConflictChoice;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.PlanKind;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.StoredRelease;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings one revision onto the cluster: the record first, then CRDs, hooks, objects, waiting,
/// hooks, and the record again. Whatever stops it, the record says what it was about. Not for use
/// twice.
final class Rollout {
  private static final int DESCRIPTION_LIMIT = 400;

  private final Run run;
  private final Work work;
  private final ObjectWriter writer;
  private final Ledger ledger;
  private final HookRunner hooks;

  /// What is brought onto the cluster.
  ///
  /// @param kind what for
  /// @param record the revision's record, pending
  /// @param done its description when all went well
  /// @param crds CRDs that come first
  /// @param changes what happens to the objects
  /// @param settings how
  /// @param lookFirst whether objects that nobody looked at may have been written client-side
  /// @param history the revisions before
  record Work(
      PlanKind kind,
      StoredRelease record,
      String done,
      List<ObjectChange> crds,
      List<ObjectChange> changes,
      ReleaseSettings settings,
      boolean lookFirst,
      ReleaseHistory history) {}

  private Rollout(Run run, Work work, StoredRelease stored, ConflictChoice conflicts) {
    this.run = run;
    this.work = work;
    ReleaseSettings settings = work.settings();
    this.writer =
        new ObjectWriter(
            run,
            settings.force(),
            work.lookFirst(),
            settings.timeout(),
            Propagation.BACKGROUND,
            conflicts);
    this.ledger = new Ledger(run, stored);
    this.hooks = new HookRunner(run, ledger, writer, settings.timeout());
  }

  /// Stores the record, and carries the work out.
  static Rollout begin(Run run, Work work) {
    return begin(run, work, run.options().conflicts());
  }

  /// The same, with other rules for fields that others own.
  static Rollout begin(Run run, Work work, ConflictChoice conflicts) {
    StoredRelease record = work.record().madeBy(run.operator().toString(), run.isLocked());
    StoredRelease stored = run.create(record);
    List<StoredRelease> all = new ArrayList<>(work.history().revisions());
    all.add(stored);
    int most = work.settings().historyMax();
    if (most > 0 && all.size() > most) {
      Set<Integer> needed = new Revisions(run, work.history()).needed(stored);
      run.store().prune(new ReleaseHistory(run.name(), all), most, needed);
    }
    return new Rollout(run, work, stored, conflicts);
  }

  /// How it went.
  ///
  /// @param problem why it failed; null when it did not
  /// @param evidence what was found out about that
  record Verdict(@Nullable SlipwayException problem, List<String> evidence) {
    boolean isStopped() {
      return problem != null && problem.diagnostic().code() == ReleaseErrorCode.INTERRUPTED;
    }

    /// Whether someone else has the last word: nothing is taken back then.
    boolean isOvertaken() {
      return problem != null && problem.diagnostic().code() == ReleaseErrorCode.OVERTAKEN;
    }
  }

  StoredRelease record() {
    return ledger.record();
  }

  /// @throws ReleaseException of code RIVAL if the lock or the record was lost: then nothing more
  ///   may be written
  Verdict carryOut() {
    List<String> evidence = new ArrayList<>();
    try {
      steps(evidence);
      finish();
      return new Verdict(null, List.of());
    } catch (HookFailure e) {
      evidence.addAll(e.evidence());
      return failed(e, evidence);
    } catch (SlipwayException e) {
      if (e.diagnostic().code() == ReleaseErrorCode.RIVAL) {
        throw e;
      }
      return failed(e, evidence);
    }
  }

  private void steps(List<String> evidence) {
    ReleaseSettings settings = work.settings();
    if (settings.crds() && !work.crds().isEmpty()) {
      run.begin(Step.CRDS);
      new CrdUpgrade(run, writer).run(work.crds());
    }
    hooks("pre-", Step.PRE_HOOKS);
    run.begin(Step.OBJECTS);
    new ObjectGroups(run, writer).write(work.changes());
    if (settings.recreatePods()) {
      restartPods();
    }
    if (settings.waits() || settings.atomic()) {
      run.begin(Step.WAIT);
      await(evidence);
    }
    hooks("post-", Step.POST_HOOKS);
  }

  private void hooks(String prefix, Step step) {
    String event =
        switch (work.kind()) {
          case INSTALL -> prefix + "install";
          case UPGRADE -> prefix + "upgrade";
          case ROLLBACK -> prefix + "rollback";
          case UNINSTALL -> prefix + "delete";
        };
    if (work.settings().hooks() && hooks.has(event)) {
      run.begin(step);
      hooks.run(event);
    }
  }

  private void await(List<String> evidence) {
    List<KubeObject> objects = new ArrayList<>();
    for (ObjectChange change : work.changes()) {
      KubeObject desired = change.desired();
      if (desired != null && !desired.name().isEmpty() && change.action() != Action.DELETE) {
        objects.add(desired);
      }
    }
    End end =
        run.waiting()
            .await(
                objects,
                work.settings().waitForJobs() ? Goal.READY_WITH_JOBS : Goal.READY,
                work.settings().timeout(),
                (key, ready, message) -> run.tell(new ObjectState(run.name(), key, ready, message)),
                run.cancellation());
    evidence.addAll(end.evidence());
    Diagnostic failure = end.failure();
    if (failure != null) {
      throw new ReleaseException(failure);
    }
  }

  /// As `kubectl rollout restart` does it. (Helm 2 deleted the pods, which left moments without
  /// any.)
  private void restartPods() {
    String now = run.now().toString();
    for (ObjectChange change : work.changes()) {
      boolean isWorkload =
          switch (change.key().type().kind()) {
            case "Deployment", "StatefulSet", "DaemonSet" -> true;
            default -> false;
          };
      boolean isNew = run.written().get(change.key()) == Action.CREATE;
      if (isWorkload && change.desired() != null && !change.restarts() && !isNew) {
        run.client()
            .patch(
                change.key(),
                PatchType.MERGE,
                restart(now),
                "",
                WriteOptions.as("kubectl-rollout"));
      }
    }
  }

  private static Map<String, Object> restart(String now) {
    return Map.of(
        "spec",
        Map.of(
            "template",
            Map.of(
                "metadata",
                Map.of("annotations", Map.of("kubectl.kubernetes.io/restartedAt", now)))));
  }

  /// Helm does not ask for the lock: what it brought meanwhile is newer, and stays what counts.
  ///
  /// The new revision counts first: a kill between the two leaves two deployed ones, of which both
  /// Helm and Slipway take the newer.
  private void finish() {
    run.checkNewest(ledger.record());
    ledger.status(ReleaseStatus.DEPLOYED, work.done());
    run.supersede(work.history(), ledger.record().revision());
  }

  private Verdict failed(SlipwayException problem, List<String> evidence) {
    Verdict verdict = new Verdict(problem, evidence);
    if (run.cancellation().isAborted()) {
      return verdict;
    }
    try {
      ledger.failed(description(problem), evidence);
      if (work.settings().cleanupOnFail() && !verdict.isStopped() && !verdict.isOvertaken()) {
        cleanUp();
      }
    } catch (SlipwayException e) {
      run.warn(e.diagnostic().prefixed("after the failure: "));
    }
    return verdict;
  }

  /// One line as Helm's; what was found out is kept beside it.
  private String description(SlipwayException problem) {
    StringBuilder text = new StringBuilder();
    switch (work.kind()) {
      case INSTALL -> text.append("Release");
      case UPGRADE -> text.append("Upgrade");
      case ROLLBACK -> text.append("Rollback");
      case UNINSTALL -> text.append("Uninstallation");
    }
    text.append(" \"").append(run.name().name()).append("\" failed: ");
    text.append(problem.diagnostic().message().replace('\n', ' '));
    if (problem.diagnostic().code() == ReleaseErrorCode.INTERRUPTED) {
      text.append(" after ").append(run.written().size()).append(" objects were written");
    }
    return text.length() <= DESCRIPTION_LIMIT
        ? text.toString()
        : text.substring(0, DESCRIPTION_LIMIT) + " …";
  }

  private void cleanUp() {
    List<ObjectKey> made = new ArrayList<>();
    run.written()
        .forEach((key, action) -> {
          if (action == Action.CREATE) {
            made.add(key);
          }
        });
    for (ObjectKey key : made.reversed()) {
      writer.write(ObjectChange.of(key, Action.DELETE));
    }
  }

  /// What is told of it.
  ReleaseOutcome outcome(Verdict verdict, Result otherwise) {
    SlipwayException problem = verdict.problem();
    Result result =
        problem == null ? Result.DONE : verdict.isStopped() ? Result.STOPPED : otherwise;
    return new ReleaseOutcome(
        run.name(),
        result,
        record(),
        new LinkedHashMap<>(run.written()),
        problem == null ? null : problem.diagnostic(),
        verdict.evidence(),
        run.kept(),
        run.warnings());
  }
}
