package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.kube.KubeClient;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.apply.ReleaseEvent.RecordWritten;
import dev.slipway.release.apply.ReleaseEvent.Step;
import dev.slipway.release.apply.ReleaseEvent.StepStarted;
import dev.slipway.release.apply.ReleaseEvent.Warned;
import dev.slipway.release.lock.HeldLock;
import dev.slipway.release.lock.Operator;
import dev.slipway.release.plan.Action;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.release.store.StoredRelease;
import dev.slipway.release.store.Written;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One change of one release under its lock: what all steps of it share. Safe for use by the
/// threads that write its objects.
final class Run {
  private final EngineParts parts;
  private final ReleaseName name;
  private final ApplyOptions options;
  private final ReleaseProgress progress;
  private final HeldLock lock;
  private final Map<ObjectKey, Action> written = new LinkedHashMap<>();
  private final Map<ObjectKey, String> kept = new LinkedHashMap<>();
  private final List<Diagnostic> warnings = new ArrayList<>();
  private volatile Cancellation cancellation;

  Run(
      EngineParts parts,
      ReleaseName name,
      ApplyOptions options,
      ReleaseProgress progress,
      HeldLock lock) {
    this.parts = parts;
    this.name = name;
    this.options = options;
    this.progress = progress;
    this.lock = lock;
    this.cancellation = options.cancellation();
  }

  /// What an engine is made of.
  record EngineParts(
      KubeClient client, ReleaseStore store, ObjectWait waiting, Clock clock, Operator operator) {}

  KubeClient client() {
    return parts.client();
  }

  ReleaseStore store() {
    return parts.store();
  }

  ObjectWait waiting() {
    return parts.waiting();
  }

  Operator operator() {
    return parts.operator();
  }

  Instant now() {
    return parts.clock().instant();
  }

  ReleaseName name() {
    return name;
  }

  ApplyOptions options() {
    return options;
  }

  /// How the user stops the running step.
  Cancellation cancellation() {
    return cancellation;
  }

  /// From here on the run is on its way back after a failure. That is one step: a release that is
  /// half new and half old would be the worst of all ends.
  void goBack() {
    cancellation = options.cancellation().onlyAtOnce();
  }

  boolean isLocked() {
    return lock.isReal();
  }

  synchronized void tell(ReleaseEvent event) {
    progress.happened(event);
  }

  void warn(Diagnostic warning) {
    synchronized (this) {
      warnings.add(warning);
    }
    tell(new Warned(name, warning));
  }

  /// Begins a step, unless the lock was lost or the user wants to stop.
  void begin(Step step) {
    checkpoint();
    tell(new StepStarted(name, step));
  }

  /// Where it is safe to stop.
  ///
  /// @throws ReleaseException of code RIVAL or INTERRUPTED
  void checkpoint() {
    lock.check();
    if (cancellation.isStopped()) {
      throw stopped();
    }
  }

  ReleaseException stopped() {
    return new ReleaseException(ReleaseErrorCode.INTERRUPTED, "stopped by the user");
  }

  /// Stores a new record.
  StoredRelease create(StoredRelease record) {
    return noted(store().create(record));
  }

  /// Stores a record's new state.
  StoredRelease update(StoredRelease record) {
    return noted(store().update(record));
  }

  /// Makes sure that nobody brought a later revision while this one was under way.
  ///
  /// @throws ReleaseException of code OVERTAKEN if someone did
  void checkNewest(StoredRelease record) {
    int next = record.revision() + 1;
    if (store().exists(name, next)) {
      throw ReleaseException.of(
          ReleaseErrorCode.OVERTAKEN,
          "revision "
              + next
              + " was made by someone else while revision "
              + record.revision()
              + " was under way, without asking for the lock: some objects may be of the one and"
              + " some of the other",
          "see what they did with 'slipway history', then run this again: it finds what differs");
    }
  }

  /// Lets only one revision count as deployed.
  ///
  /// @param history as it was read under the lock; only where someone else wrote a record since, as
  ///   Helm may, it is read again
  void supersede(ReleaseHistory history, int newest) {
    try {
      supersedeIn(history, newest);
    } catch (ReleaseException e) {
      if (e.diagnostic().code() != ReleaseErrorCode.RIVAL) {
        throw e;
      }
      supersedeIn(store().history(name), newest);
    }
  }

  private void supersedeIn(ReleaseHistory history, int newest) {
    for (StoredRelease before : history.revisions()) {
      if (before.status() != ReleaseStatus.DEPLOYED || before.revision() == newest) {
        continue;
      }
      if (before.problem().isPresent()) {
        warn(before.problem().get());
      } else {
        update(before.withStatus(ReleaseStatus.SUPERSEDED));
      }
    }
  }

  private StoredRelease noted(Written stored) {
    StoredRelease record = stored.release();
    for (Diagnostic warning : stored.warnings()) {
      if (!warnings().contains(warning)) {
        warn(warning);
      }
    }
    tell(new RecordWritten(name, record.revision(), record.status()));
    return record;
  }

  synchronized void wrote(ObjectKey object, Action action) {
    written.put(object, action);
    progress.happened(new ReleaseEvent.ObjectWritten(name, object, action));
  }

  synchronized void left(ObjectKey object, String why) {
    kept.put(object, why);
  }

  synchronized Map<ObjectKey, Action> written() {
    return new LinkedHashMap<>(written);
  }

  synchronized Map<ObjectKey, String> kept() {
    return new LinkedHashMap<>(kept);
  }

  synchronized List<Diagnostic> warnings() {
    return List.copyOf(warnings);
  }
}
