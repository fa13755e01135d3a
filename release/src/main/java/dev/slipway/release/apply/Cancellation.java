package dev.slipway.release.apply;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How a user stops what is under way. The first [#stop] lets the running step come to its end;
/// then the release's record is marked as failed, with what was done. A second one stops at once,
/// also waiting for objects, and leaves the record as it is: the next run finds it and goes on from
/// there. Safe for use by several threads.
public final class Cancellation {
  private final CountDownLatch stopped;
  private final CountDownLatch aborted;

  public Cancellation() {
    this(new CountDownLatch(1), new CountDownLatch(1));
  }

  private Cancellation(CountDownLatch stopped, CountDownLatch aborted) {
    this.stopped = stopped;
    this.aborted = aborted;
  }

  /// The same for a step that must come to its end: only the wish to stop at once counts.
  Cancellation onlyAtOnce() {
    return new Cancellation(aborted, aborted);
  }

  /// Asks to stop; asked again, to stop at once.
  public synchronized void stop() {
    if (isStopped()) {
      aborted.countDown();
    }
    stopped.countDown();
  }

  /// Whether someone asked to stop.
  public boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /// Whether someone asked to stop at once.
  public boolean isAborted() {
    return aborted.getCount() == 0;
  }

  /// Waits until someone asks to stop, or for that long.
  ///
  /// @return whether someone asked
  boolean pause(long millis) throws InterruptedException {
    return stopped.await(millis, TimeUnit.MILLISECONDS);
  }

  /// Waits until someone asks to stop.
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /// Waits until someone asks to stop at once.
  void awaitAbort() throws InterruptedException {
    aborted.await();
  }
}
