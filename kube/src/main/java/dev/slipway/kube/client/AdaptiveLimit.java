package dev.slipway.kube.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many requests may run at once on one cluster. It follows the cluster: each answer that came
/// in good time while all places were taken lets a little more in (at the start a whole place, then
/// one place for each round); a cluster that says it has too much, or fails, halves it; answers
/// that take much longer than they used to take a seventh away. Requests that began before the last
/// step down do not count, as they ran under the old limit.
///
/// Safe for use by several threads at once; all clients of one cluster share one.
final class AdaptiveLimit {
  /// What became of a request.
  enum Signal {
    /// It was answered.
    ANSWERED,
    /// The cluster has too much to do, failed, or did not answer.
    OVERLOADED,
    /// It says nothing about the cluster's pace.
    UNRELATED
  }

  /// How long requests of one sort take, in nanoseconds; 0 when nothing is known.
  private static final class Pace {
    private double usual;
    private double recent;
  }

  private static final double START = 8;
  private static final long SLACK_NANOS = 50_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition free = lock.newCondition();
  private final int most;
  private final Timing timing;
  private final Map<Work, Pace> paces = new EnumMap<>(Work.class);
  private double limit;
  private int running;
  private boolean rising = true;
  private long lastStepDown;

  AdaptiveLimit(int most, Timing timing) {
    this.most = Math.max(1, most);
    this.timing = timing;
    this.limit = Math.min(START, this.most);
    this.lastStepDown = timing.nanos();
  }

  /// Waits for a place.
  ///
  /// @return when it was got, to be given to [#release]
  long acquire() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (running >= (int) limit) {
        free.await();
      }
      running++;
      return timing.nanos();
    } finally {
      lock.unlock();
    }
  }

  /// Gives the place back.
  ///
  /// @param since what [#acquire] gave
  void release(long since, Work work, Signal signal) {
    lock.lock();
    try {
      boolean full = running >= (int) limit;
      running--;
      if (since - lastStepDown >= 0) {
        switch (signal) {
          case ANSWERED -> answered(work, (double) (timing.nanos() - since), full);
          case OVERLOADED -> stepDown(0.5);
          case UNRELATED -> {}
        }
      }
      free.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The limit now.
  int limit() {
    lock.lock();
    try {
      return (int) limit;
    } finally {
      lock.unlock();
    }
  }

  private void answered(Work work, double nanos, boolean full) {
    Pace pace = paces.computeIfAbsent(work, key -> new Pace());
    pace.recent = pace.recent == 0 ? nanos : 0.8 * pace.recent + 0.2 * nanos;
    pace.usual = pace.usual == 0 ? nanos : Math.min(pace.recent, pace.usual * 1.002);
    if (pace.recent > 3 * pace.usual + SLACK_NANOS) {
      stepDown(0.85);
    } else if (full) {
      limit = Math.min(most, limit + (rising ? 1 : 1 / limit));
    }
  }

  private void stepDown(double factor) {
    limit = Math.max(1, limit * factor);
    rising = false;
    lastStepDown = timing.nanos();
    paces.values().forEach(pace -> pace.recent = 0);
  }
}
