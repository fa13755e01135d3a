package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.apply.ReleaseEvent.Step;
import dev.slipway.release.apply.ReleaseEvent.StepStarted;
import dev.slipway.release.apply.ReleaseHealth.ObjectHealth;
import dev.slipway.release.apply.ReleaseOutcome.Result;
import dev.slipway.release.apply.Rollout.Verdict;
import dev.slipway.release.apply.Run.EngineParts;
import dev.slipway.release.lock.HeldLock;
import dev.slipway.release.lock.LockPace;
import dev.slipway.release.lock.Operator;
import dev.slipway.release.lock.ReleaseLocks;
import dev.slipway.release.plan.PlanKind;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.release.store.StoredRelease;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Changes releases through a client of their cluster. Safe for use by several threads.
public final class ClusterReleaseEngine implements ReleaseEngine {
  private static final GroupVersionKind NAMESPACE = new GroupVersionKind("", "v1", "Namespace");

  private final EngineParts parts;
  private final ReleaseLocks locks;

  /// @param client the cluster
  /// @param operator who works on it, as others are told
  public ClusterReleaseEngine(KubeClient client, Clock clock, Operator operator) {
    this(client, clock, operator, new WatchedObjects(client, clock), LockPace.DEFAULT);
  }

  ClusterReleaseEngine(
      KubeClient client, Clock clock, Operator operator, ObjectWait waiting, LockPace pace) {
    this.parts = new EngineParts(client, new ReleaseStore(client, clock), waiting, clock, operator);
    this.locks = new ReleaseLocks(client, clock, operator, pace);
  }

  /// What is done under the lock.
  private interface LockedWork {
    ReleaseOutcome carryOut(Run run, ReleaseHistory history);
  }

  @Override
  public ReleaseOutcome apply(ReleasePlan plan, ApplyOptions options, ReleaseProgress progress) {
    return carryOut(plan, null, options, progress);
  }

  @Override
  public ReleaseOutcome apply(
      ReleasePlan plan,
      Supplier<Optional<ReleasePlan>> again,
      ApplyOptions options,
      ReleaseProgress progress) {
    return carryOut(plan, again, options, progress);
  }

  private ReleaseOutcome carryOut(
      ReleasePlan plan,
      @Nullable Supplier<Optional<ReleasePlan>> again,
      ApplyOptions options,
      ReleaseProgress progress) {
    PlanGate.check(plan, options);
    ReleaseSettings settings = plan.settings();
    if (plan.kind() == PlanKind.UNINSTALL) {
      UninstallOptions uninstall =
          new UninstallOptions(
              false,
              settings.waits(),
              settings.hooks(),
              UninstallOptions.DEFAULTS.cascade(),
              settings.timeout(),
              settings.description());
      return uninstall(plan.name(), uninstall, options, progress);
    }
    if (settings.createNamespace() && plan.kind() == PlanKind.INSTALL) {
      createNamespace(plan.name().namespace());
    }
    return locked(
        plan.name(),
        options,
        progress,
        (run, history) -> {
          Optional<ReleasePlan> current = PlanGate.current(run, plan, again, history);
          return current.isPresent()
              ? rollOut(run, history, current.get())
              : untouched(run, history.last().orElse(null));
        });
  }

  @Override
  public ReleaseOutcome settle(ReleaseName name, ApplyOptions options, ReleaseProgress progress) {
    return locked(
        name,
        options,
        progress,
        (run, history) -> {
          history.deployed().ifPresent(newest -> run.supersede(history, newest.revision()));
          return untouched(run, history.last().orElse(null));
        });
  }

  private ReleaseOutcome rollOut(Run run, ReleaseHistory history, ReleasePlan plan) {
    Rollout rollout = Rollout.begin(run, new Revisions(run, history).of(plan));
    Verdict verdict = rollout.carryOut();
    boolean goesBack =
        verdict.problem() != null
            && !verdict.isStopped()
            && !verdict.isOvertaken()
            && plan.settings().atomic()
            && plan.kind() != PlanKind.ROLLBACK;
    return goesBack ? goBack(run, plan, rollout, verdict) : rollout.outcome(verdict, Result.FAILED);
  }

  /// Back to the last good revision; to nothing when there never was one.
  private static ReleaseOutcome goBack(Run run, ReleasePlan plan, Rollout failed, Verdict verdict) {
    Diagnostic problem =
        verdict.problem() == null ? run.stopped().diagnostic() : verdict.problem().diagnostic();
    ReleaseHistory history = run.store().history(run.name());
    Optional<StoredRelease> target = history.readable().lastGood();
    int revision = target.map(StoredRelease::revision).orElse(0);
    run.goBack();
    run.tell(new ReleaseEvent.GoingBack(run.name(), revision, problem.message()));
    ReleaseOutcome failure = failed.outcome(verdict, Result.FAILED);
    try {
      run.begin(Step.ROLLBACK);
      if (target.isEmpty()) {
        UninstallOptions all =
            new UninstallOptions(
                false,
                true,
                plan.settings().hooks(),
                UninstallOptions.DEFAULTS.cascade(),
                plan.settings().timeout(),
                "");
        ReleaseOutcome removed = Removal.of(run, all, history).carryOut();
        return removed.succeeded()
            ? ended(run, failure, Result.REMOVED, null)
            : failedTwice(failure, removed.failure());
      }
      Rollout back =
          Rollout.begin(
              run,
              new Revisions(run, history).backTo(target.get(), onTheWayBack(plan)),
              // The way back must not end half-way: what others took meanwhile stays theirs.
              run.options().conflicts().goingOn());
      Verdict end = back.carryOut();
      if (end.problem() != null) {
        return failedTwice(failure, end.problem().diagnostic());
      }
      run.tell(new ReleaseEvent.WentBack(run.name(), revision));
      return ended(run, failure, Result.ROLLED_BACK, back.record());
    } catch (ReleaseException e) {
      return failedTwice(failure, e.diagnostic());
    }
  }

  private static ReleaseSettings onTheWayBack(ReleasePlan plan) {
    ReleaseSettings settings = plan.settings();
    return new ReleaseSettings(
        false,
        true,
        settings.waitForJobs(),
        settings.timeout(),
        false,
        false,
        settings.force(),
        false,
        settings.hooks(),
        false,
        settings.takeOwnership(),
        settings.historyMax(),
        "",
        Map.of());
  }

  private static ReleaseOutcome untouched(Run run, @Nullable StoredRelease record) {
    return new ReleaseOutcome(
        run.name(), Result.DONE, record, Map.of(), null, List.of(), Map.of(), run.warnings());
  }

  private static ReleaseOutcome ended(
      Run run, ReleaseOutcome failure, Result result, @Nullable StoredRelease record) {
    return new ReleaseOutcome(
        failure.name(),
        result,
        record,
        run.written(),
        failure.failure(),
        failure.evidence(),
        run.kept(),
        run.warnings());
  }

  private static ReleaseOutcome failedTwice(ReleaseOutcome failure, @Nullable Diagnostic second) {
    Diagnostic first = failure.failure();
    String message = second == null ? "" : second.message();
    Diagnostic both =
        first == null
            ? second
            : first.withNotes(
                List.of("an error occurred while rolling back the release: " + message));
    return new ReleaseOutcome(
        failure.name(),
        Result.FAILED,
        failure.release(),
        failure.written(),
        both,
        failure.evidence(),
        failure.kept(),
        failure.warnings());
  }

  @Override
  public ReleaseOutcome rollback(
      ReleaseName name,
      int revision,
      ReleaseSettings settings,
      ApplyOptions options,
      ReleaseProgress progress) {
    return locked(
        name,
        options,
        progress,
        (run, history) -> {
          if (history.revisions().isEmpty()) {
            throw notFound(name);
          }
          Revisions revisions = new Revisions(run, history);
          StoredRelease target =
              (revision == 0 ? goodBefore(history) : history.find(revision))
                  .orElseThrow(() -> revision == 0 ? noneBefore(name) : revisions.noSuch(revision));
          Rollout rollout = Rollout.begin(run, revisions.backTo(target, settings));
          return rollout.outcome(rollout.carryOut(), Result.FAILED);
        });
  }

  /// Where the newest revision failed, the last good one; else the good one before it.
  private static Optional<StoredRelease> goodBefore(ReleaseHistory history) {
    int last = history.revisions().getLast().revision();
    for (StoredRelease before : history.revisions().reversed()) {
      boolean good =
          before.status() == ReleaseStatus.DEPLOYED || before.status() == ReleaseStatus.SUPERSEDED;
      if (good && before.revision() < last && before.problem().isEmpty()) {
        return Optional.of(before);
      }
    }
    return Optional.empty();
  }

  @Override
  public ReleaseOutcome uninstall(
      ReleaseName name,
      UninstallOptions uninstall,
      ApplyOptions options,
      ReleaseProgress progress) {
    if (parts.store().history(name).readable().revisions().isEmpty()) {
      throw notFound(name);
    }
    return locked(
        name,
        true,
        options,
        progress,
        (run, history) -> {
          ReleaseHistory readable = history.readable();
          if (readable.revisions().isEmpty()) {
            throw notFound(name);
          }
          return Removal.of(run, uninstall, readable).carryOut();
        });
  }

  private static ReleaseException noneBefore(ReleaseName name) {
    return ReleaseException.of(
        ReleaseErrorCode.NOT_FOUND,
        "release " + name + " has no good revision before its newest one to go back to",
        "'slipway history " + name.name() + " -n " + name.namespace() + "' lists its revisions");
  }

  private static ReleaseException notFound(ReleaseName name) {
    return new ReleaseException(ReleaseErrorCode.NOT_FOUND, name + ": release: not found");
  }

  @Override
  public TestReport test(
      ReleaseName name, TestOptions tests, ApplyOptions options, ReleaseProgress progress) {
    List<TestReport.Test> report = new ArrayList<>();
    locked(
        name,
        options,
        progress,
        (run, history) -> {
          StoredRelease last = history.readable().last().orElseThrow(() -> notFound(name));
          new ReleaseTests(run, last, tests).run(report);
          return new ReleaseOutcome(
              name,
              Result.DONE,
              last,
              new LinkedHashMap<>(),
              null,
              List.of(),
              new LinkedHashMap<>(),
              List.of());
        });
    return new TestReport(report);
  }

  @Override
  public ReleaseHealth status(ReleaseName name, int revision) {
    ReleaseHistory all = parts.store().history(name);
    ReleaseHistory history = all.readable();
    StoredRelease record =
        (revision == 0 ? history.last() : history.find(revision))
            .orElseThrow(() ->
                (revision == 0 ? all.last() : all.find(revision))
                    .flatMap(StoredRelease::problem)
                    .map(ReleaseException::new)
                    .orElseGet(() -> notFound(name)));
    Placement placement = new Placement(parts.client().resources(), name.namespace());
    List<ObjectHealth> objects = parts.waiting().health(placement.read(record.manifest()));
    return new ReleaseHealth(record, objects, locks.holder(name).orElse(null));
  }

  @Override
  public ReleaseHistory history(ReleaseName name) {
    return parts.store().history(name);
  }

  private void createNamespace(String namespace) {
    ObjectKey key = new ObjectKey(NAMESPACE, "", namespace);
    if (parts.client().get(key).isPresent()) {
      return;
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", "Namespace");
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("name", namespace);
    Map<String, @Nullable Object> labels = new LinkedHashMap<>();
    labels.put("name", namespace);
    metadata.put("labels", labels);
    tree.put("metadata", metadata);
    try {
      parts.client().create(KubeObject.of(tree), ObjectWriter.WRITE);
    } catch (KubeException e) {
      if (e.diagnostic().code() != KubeErrorCode.CONFLICT) {
        throw e;
      }
    }
  }

  private ReleaseOutcome locked(
      ReleaseName name, ApplyOptions options, ReleaseProgress progress, LockedWork work) {
    return locked(name, false, options, progress, work);
  }

  private ReleaseOutcome locked(
      ReleaseName name,
      boolean removing,
      ApplyOptions options,
      ReleaseProgress progress,
      LockedWork work) {
    progress.happened(new StepStarted(name, Step.LOCK));
    LockStory story = new LockStory(name, options.cancellation(), progress);
    try (HeldLock lock = locks.acquire(name, options.waitLock(), story)) {
      Run run = new Run(parts, name, options, progress, lock);
      story.warnings().forEach(run::warn);
      ReleaseHistory history = new Recovery(run, story.gone()).recover(removing);
      ReleaseOutcome outcome = work.carryOut(run, history);
      if (outcome.release() == null) {
        lock.closeForGood();
      }
      return outcome;
    }
  }
}
