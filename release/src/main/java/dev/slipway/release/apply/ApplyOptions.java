package dev.slipway.release.apply;

import dev.slipway.release.plan.ConflictChoice;
import java.time.Duration;

/// How a plan is carried out, apart from what the release's own settings say.
///
/// @param waitLock how long to wait in line when someone else is at work on the release; zero for
///   not at all
/// @param strangerPatience how old a pending record must be that was left without a lock (by Helm,
///   or where locks are forbidden) before it counts as left behind by a killed process
/// @param conflicts what becomes of fields that others own
/// @param parallel how many objects of one kind are written at once
/// @param tryAnyway whether a plan is begun though it will fail
/// @param cancellation how the user stops it
public record ApplyOptions(
    Duration waitLock,
    Duration strangerPatience,
    ConflictChoice conflicts,
    int parallel,
    boolean tryAnyway,
    Cancellation cancellation) {
  /// No waiting in line, no fields taken from others.
  public static ApplyOptions defaults() {
    return new ApplyOptions(
        Duration.ZERO, Duration.ofMinutes(10), ConflictChoice.STOP, 16, false, new Cancellation());
  }

  /// A copy that waits in line for so long.
  public ApplyOptions waitingInLine(Duration atMost) {
    return new ApplyOptions(atMost, strangerPatience, conflicts, parallel, tryAnyway, cancellation);
  }

  /// A copy with another patience with pending records that have no lock.
  public ApplyOptions withStrangerPatience(Duration patience) {
    return new ApplyOptions(waitLock, patience, conflicts, parallel, tryAnyway, cancellation);
  }

  /// A copy with other choices about fields that others own.
  public ApplyOptions withConflicts(ConflictChoice choice) {
    return new ApplyOptions(waitLock, strangerPatience, choice, parallel, tryAnyway, cancellation);
  }

  /// A copy that is stopped by that.
  public ApplyOptions stoppedBy(Cancellation newCancellation) {
    return new ApplyOptions(
        waitLock, strangerPatience, conflicts, parallel, tryAnyway, newCancellation);
  }

  /// A copy that begins plans which will fail.
  public ApplyOptions tryingAnyway(boolean begins) {
    return new ApplyOptions(waitLock, strangerPatience, conflicts, parallel, begins, cancellation);
  }
}
