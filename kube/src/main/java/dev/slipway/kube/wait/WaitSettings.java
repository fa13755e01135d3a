package dev.slipway.kube.wait;

import dev.slipway.kube.client.Timing;
import java.time.Duration;

/// How to wait.
///
/// @param timeout how long at most
/// @param mode by which rules objects are ready
/// @param jobs whether Jobs have to end; else it is enough that they run
/// @param failEarly whether the wait ends as soon as an object will most likely not become ready
/// @param logLines how many lines of each container's log belong to the evidence
/// @param timing time
public record WaitSettings(
    Duration timeout, Mode mode, boolean jobs, boolean failEarly, int logLines, Timing timing) {
  /// By which rules objects are ready.
  public enum Mode {
    /// As Helm 4's watcher: [dev.slipway.kube.status.Readiness].
    WATCHER,
    /// As Helm 3: [dev.slipway.kube.status.LegacyReadiness].
    LEGACY,
    /// As hooks: Jobs and Pods have to succeed, all else is ready at once.
    RUN
  }

  /// Waits as Helm 4 does, and fails early.
  public static WaitSettings of(Duration timeout) {
    return new WaitSettings(timeout, Mode.WATCHER, false, true, 20, Timing.SYSTEM);
  }

  /// A copy with other rules.
  public WaitSettings with(Mode other) {
    return new WaitSettings(timeout, other, jobs, failEarly, logLines, timing);
  }

  /// A copy in which Jobs have to end.
  public WaitSettings withJobs(boolean otherJobs) {
    return new WaitSettings(timeout, mode, otherJobs, failEarly, logLines, timing);
  }

  /// A copy that fails early, or waits to the end of its time.
  public WaitSettings failingEarly(boolean early) {
    return new WaitSettings(timeout, mode, jobs, early, logLines, timing);
  }

  /// A copy with other time.
  public WaitSettings with(Timing other) {
    return new WaitSettings(timeout, mode, jobs, failEarly, logLines, other);
  }
}
