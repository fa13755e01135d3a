package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.apply.ReleaseEvent.Recovered;
import dev.slipway.release.lock.LockHolder;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.StoredRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings revisions to an end that a killed process left under way.
///
/// A record that Slipway made under a lock, while that lock is ours now, was left behind for
/// certain. One that was made without a lock may be Helm's, which may be at work still: nobody can
/// tell but by its age. Objects need no care here: those of the killed revision stand in its
/// record, and what the next plan does not want of them is deleted then.
final class Recovery {
  private final Run run;
  private final @Nullable LockHolder gone;
  private final long deadline;

  /// @param gone who held the lock before and is gone; null when it was free
  Recovery(Run run, @Nullable LockHolder gone) {
    this.run = run;
    this.gone = gone;
    this.deadline = System.nanoTime() + run.options().waitLock().toNanos();
  }

  /// @param removing whether the release is to go: a removal that was begun is gone on with,
  ///   whoever began it, as Helm does
  /// @return the history as it is now
  /// @throws ReleaseException of code PENDING if someone else may be at work still
  ReleaseHistory recover(boolean removing) {
    while (true) {
      ReleaseHistory history = run.store().history(run.name());
      Optional<StoredRelease> last = newestReadable(history);
      if (last.isEmpty() || !isUnderWay(last.get().status())) {
        return history;
      }
      StoredRelease record = last.get();
      if (removing && record.status() == ReleaseStatus.UNINSTALLING) {
        return history;
      }
      if (isLeftBehind(record)) {
        markFailed(record);
      } else {
        waitForStranger(record);
      }
    }
  }

  /// Helm passes over records that it cannot read.
  private static Optional<StoredRelease> newestReadable(ReleaseHistory history) {
    for (StoredRelease revision : history.revisions().reversed()) {
      if (revision.problem().isEmpty()) {
        return Optional.of(revision);
      }
    }
    return Optional.empty();
  }

  static boolean isUnderWay(ReleaseStatus status) {
    return status.isPending() || status == ReleaseStatus.UNINSTALLING;
  }

  private boolean isLeftBehind(StoredRelease record) {
    if (run.isLocked() && (gone != null || record.isMadeUnderLock())) {
      return true;
    }
    return !leftOf(record).isPositive();
  }

  private Duration leftOf(StoredRelease record) {
    Instant since = since(record);
    return run.options().strangerPatience().minus(Duration.between(since, run.now()));
  }

  private static Instant since(StoredRelease record) {
    return record.deleted().or(record::lastDeployed).orElse(Instant.EPOCH);
  }

  private void markFailed(StoredRelease record) {
    ReleaseStatus was = record.status();
    String by = gone == null ? record.operator() : gone.toString();
    String message =
        "left "
            + was.text()
            + " by "
            + (by.isEmpty() ? "a process that is gone" : by + ", which is gone")
            + "; marked as failed, the next revision goes on from there";
    run.update(record.withStatus(ReleaseStatus.FAILED, "interrupted: " + message));
    run.tell(new Recovered(run.name(), record.revision(), was, message));
  }

  private void waitForStranger(StoredRelease record) {
    Duration left = leftOf(record);
    Instant since = since(record);
    if (System.nanoTime() >= deadline) {
      throw new ReleaseException(
          Diagnostic.error(
                  ReleaseErrorCode.PENDING,
                  "release "
                      + run.name()
                      + " is "
                      + record.status().text()
                      + " since "
                      + since
                      + ", without a lock: helm may be at work on it")
              .withHint(
                  "if it is not, run this again in "
                      + left.toSeconds()
                      + " s, or let it wait so long with --wait-lock: then the revision counts as"
                      + " left behind; --take-over does not wait"));
    }
    try {
      if (run.cancellation().pause(1000)) {
        throw run.stopped();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw run.stopped();
    }
  }
}
