package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.lock.LockHolder;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.DecidedConflict;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.release.store.ReleaseStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something that happens while a release is changed.
public sealed interface ReleaseEvent {
  /// The release that is changed.
  ReleaseName release();

  /// Someone else is at work on the release; waiting for them.
  ///
  /// @param holder who
  /// @param others how many come after them and before us
  /// @param left for how long we wait yet
  record LockWaiting(ReleaseName release, LockHolder holder, int others, Duration left)
      implements ReleaseEvent {}

  /// The lock was held by a process that is gone, and is ours now.
  record LockTakenOver(ReleaseName release, LockHolder gone) implements ReleaseEvent {}

  /// A revision that was left pending was brought to an end.
  ///
  /// @param revision its number
  /// @param was the state that it was left in
  /// @param message what was done
  record Recovered(ReleaseName release, int revision, ReleaseStatus was, String message)
      implements ReleaseEvent {}

  /// Someone else was quicker, and so it was planned anew under the lock.
  ///
  /// @param revision the revision that is there now; 0 when it is one that was recovered
  /// @param plan the new plan; null when nothing is to be done any more
  record PlannedAnew(ReleaseName release, int revision, @Nullable ReleasePlan plan)
      implements ReleaseEvent {}

  /// The next step begins.
  record StepStarted(ReleaseName release, Step step) implements ReleaseEvent {}

  /// A record was written.
  record RecordWritten(ReleaseName release, int revision, ReleaseStatus status)
      implements ReleaseEvent {}

  /// An object was written or deleted.
  record ObjectWritten(ReleaseName release, ObjectKey object, Action action)
      implements ReleaseEvent {}

  /// Waiting for an object brought news.
  ///
  /// @param ready whether there is nothing more to wait for
  /// @param message what it waits for, or what is wrong with it
  record ObjectState(ReleaseName release, ObjectKey object, boolean ready, String message)
      implements ReleaseEvent {}

  /// A field that someone else owns was taken, or left to them.
  record ConflictSettled(ReleaseName release, ObjectKey object, DecidedConflict conflict)
      implements ReleaseEvent {}

  /// A hook begins.
  record HookStarted(ReleaseName release, ObjectKey hook, String event) implements ReleaseEvent {}

  /// A hook ended.
  ///
  /// @param failure why it failed; null when it did not
  record HookEnded(ReleaseName release, ObjectKey hook, String event, @Nullable String failure)
      implements ReleaseEvent {}

  /// A line that a hook's or test's container wrote.
  record HookLog(ReleaseName release, ObjectKey hook, String pod, String container, String line)
      implements ReleaseEvent {}

  /// It failed, and goes back to an earlier revision; to none where the first installation failed.
  record GoingBack(ReleaseName release, int toRevision, String reason) implements ReleaseEvent {}

  /// It is back at an earlier revision.
  record WentBack(ReleaseName release, int toRevision) implements ReleaseEvent {}

  /// Something to know.
  record Warned(ReleaseName release, Diagnostic warning) implements ReleaseEvent {}

  /// What is done, in the order in which it is done.
  enum Step {
    /// Getting the lock.
    LOCK,
    /// The chart's CRDs.
    CRDS,
    /// The hooks before.
    PRE_HOOKS,
    /// The objects.
    OBJECTS,
    /// Waiting until they are ready, or gone.
    WAIT,
    /// The hooks after.
    POST_HOOKS,
    /// The way back.
    ROLLBACK
  }
}
