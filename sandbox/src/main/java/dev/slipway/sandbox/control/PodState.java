package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What controllers ask of a pod.
final class PodState {
  /// Which pods go first when there are too many, as `controller.ActivePods` sorts them: those
  /// without a node, then those that are not ready, then the youngest.
  static final Comparator<KubeObject> FIRST_TO_GO =
      Comparator.<KubeObject>comparingInt(pod -> pod.text("spec", "nodeName").isEmpty() ? 0 : 1)
          .thenComparingInt(pod -> pod.text("status", "phase").equals("Pending") ? 0 : 1)
          .thenComparingInt(pod -> isReady(pod) ? 1 : 0)
          .thenComparingLong(PodState::deletionCost)
          .thenComparing(
              pod -> pod.text("metadata", "creationTimestamp"), Comparator.reverseOrder())
          .thenComparing(KubeObject::name, Comparator.reverseOrder());

  private PodState() {}

  /// Whether it neither ended nor is being deleted.
  static boolean isActive(KubeObject pod) {
    return !isDeleting(pod) && !isFinished(pod);
  }

  static boolean isDeleting(KubeObject object) {
    return object.get("metadata", "deletionTimestamp") != null;
  }

  static boolean isFinished(KubeObject pod) {
    String phase = pod.text("status", "phase");
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  static boolean isReady(KubeObject pod) {
    return "True".equals(condition(pod, "Ready").get("status"));
  }

  /// Whether it has been ready for so long.
  static boolean isAvailable(KubeObject pod, long minReadySeconds, SimClock clock) {
    return isReady(pod) && !availableIn(pod, minReadySeconds, clock).isPositive();
  }

  /// How long it takes until a ready pod is available.
  static Duration availableIn(KubeObject pod, long minReadySeconds, SimClock clock) {
    if (minReadySeconds == 0) {
      return Duration.ZERO;
    }
    String since = Tree.text(condition(pod, "Ready").get("lastTransitionTime"));
    return Duration.ofSeconds(minReadySeconds).minus(passed(since, clock));
  }

  /// How much simulated time has passed since a timestamp; a very long time for none.
  static Duration passed(String timestamp, SimClock clock) {
    try {
      return clock.since(Instant.parse(timestamp));
    } catch (DateTimeParseException _) {
      return Duration.ofDays(365);
    }
  }

  /// A condition of an object's status; empty if it has none of that type.
  static Map<String, @Nullable Object> condition(KubeObject object, String type) {
    for (Map<String, @Nullable Object> condition : object.maps("status", "conditions")) {
      if (type.equals(condition.get("type"))) {
        return condition;
      }
    }
    return Map.of();
  }

  private static long deletionCost(KubeObject pod) {
    String cost = pod.annotations().get("controller.kubernetes.io/pod-deletion-cost");
    try {
      return cost == null ? 0 : Long.parseLong(cost);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
