package dev.slipway.release.lock;

import dev.slipway.core.Diagnostic;
import java.time.Duration;

/// Hears what getting a lock takes, and lets it be stopped.
public interface LockListener {
  /// Someone else holds the lock, or gets it next; told at each look.
  ///
  /// @param others how many come after them and before this one
  /// @param left how long this one still waits in line
  void waiting(LockHolder holder, int others, Duration left);

  /// The holder was gone; the lock is ours.
  void takenOver(LockHolder gone);

  /// There will be no lock: the user may not have one.
  void unlocked(Diagnostic warning);

  /// Waits for the next look.
  ///
  /// @return whether the user wants to stop
  boolean pause(long millis) throws InterruptedException;
}
