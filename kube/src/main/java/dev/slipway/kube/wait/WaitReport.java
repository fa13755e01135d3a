package dev.slipway.kube.wait;

import dev.slipway.kube.status.ObjectStatus;
import dev.slipway.object.ObjectKey;
import java.time.Duration;
import java.util.List;

/// How a wait ended.
///
/// @param outcome how
/// @param took how long it took
/// @param objects all objects as they were at the end, in the order in which they were given
/// @param evidence what is known of those that are not ready
public record WaitReport(
    Outcome outcome, Duration took, List<ObjectEnd> objects, List<Evidence> evidence) {
  public WaitReport {
    objects = List.copyOf(objects);
    evidence = List.copyOf(evidence);
  }

  /// How a wait ends.
  public enum Outcome {
    /// All objects are as they should be.
    DONE,
    /// One of them will most likely never be.
    FAILED,
    /// The time is over.
    TIMEOUT,
    /// Someone stopped it.
    INTERRUPTED
  }

  /// An object at the end.
  ///
  /// @param key which
  /// @param status how far it came
  /// @param text the same in a few words
  public record ObjectEnd(ObjectKey key, ObjectStatus status, String text) {}

  /// Whether all objects are as they should be.
  public boolean isDone() {
    return outcome == Outcome.DONE;
  }

  /// Those that are not as they should be.
  public List<ObjectEnd> open() {
    return objects.stream().filter(object -> !object.status().isCurrent()).toList();
  }
}
