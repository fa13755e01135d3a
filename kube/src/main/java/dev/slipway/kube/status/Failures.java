package dev.slipway.kube.status;

import dev.slipway.kube.status.ObjectStatus.State;
import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds signs of failure in objects long before a time limit ends.
public final class Failures {
  /// How often a container has to come down before its back-off counts as a crash loop: a start in
  /// the wrong order heals sooner.
  private static final long CRASHES = 3;

  private Failures() {}

  /// The signs in an object itself: a Deployment's conditions, a failed Job, a custom resource that
  /// says it is stalled.
  ///
  /// @param status what [Readiness] says of it
  public static List<FailureSign> ofObject(KubeObject object, ObjectStatus status) {
    List<FailureSign> signs = new ArrayList<>();
    if (Kind.is(object, "", "Pod")) {
      signs.addAll(ofPod(object));
      return signs;
    }
    for (Condition condition : Condition.of(object)) {
      FailureReason reason = reason(object, condition);
      if (reason != null) {
        signs.add(new FailureSign(reason, object.key(), "", text(condition)));
      }
    }
    if (signs.isEmpty() && status.state() == State.FAILED) {
      signs.add(new FailureSign(FailureReason.STALLED, object.key(), "", status.message()));
    }
    return signs;
  }

  private static @Nullable FailureReason reason(KubeObject object, Condition condition) {
    boolean apps = object.type().group().equals("apps");
    return switch (condition.type()) {
      case "Progressing" ->
          apps && condition.reason().equals("ProgressDeadlineExceeded")
              ? FailureReason.PROGRESS_DEADLINE
              : null;
      case "ReplicaFailure" -> apps && condition.isTrue() ? FailureReason.PODS_REFUSED : null;
      case "Failed" ->
          Kind.is(object, "batch", "Job") && condition.isTrue() ? FailureReason.JOB_FAILED : null;
      default -> null;
    };
  }

  private static String text(Condition condition) {
    return condition.message().isEmpty()
        ? condition.reason()
        : condition.reason() + ": " + condition.message();
  }

  /// The signs in a pod.
  public static List<FailureSign> ofPod(KubeObject pod) {
    List<FailureSign> signs = new ArrayList<>();
    if (!pod.text("metadata", "deletionTimestamp").isEmpty()) {
      return signs;
    }
    for (String list : List.of("initContainerStatuses", "containerStatuses")) {
      for (Map<String, @Nullable Object> status : pod.maps("status", list)) {
        FailureSign sign = container(pod, KubeObject.of(status));
        if (sign != null) {
          signs.add(sign);
        }
      }
    }
    if (pod.text("status", "phase").equals("Failed")) {
      signs.add(new FailureSign(FailureReason.POD_FAILED, pod.key(), "", failure(pod)));
    }
    for (Condition condition : Condition.of(pod)) {
      if (condition.type().equals("PodScheduled")
          && condition.isFalse()
          && condition.reason().equals("Unschedulable")) {
        signs.add(new FailureSign(FailureReason.UNSCHEDULABLE, pod.key(), "", condition.message()));
      }
    }
    return signs;
  }

  private static String failure(KubeObject pod) {
    String reason = pod.text("status", "reason");
    String message = pod.text("status", "message");
    if (!message.isEmpty()) {
      return reason.isEmpty() ? message : reason + ": " + message;
    }
    for (Map<String, @Nullable Object> status : pod.maps("status", "containerStatuses")) {
      KubeObject container = KubeObject.of(status);
      long code = container.number(0, "state", "terminated", "exitCode");
      if (code != 0) {
        return container.text("name") + " ended with exit code " + code;
      }
    }
    return reason;
  }

  private static @Nullable FailureSign container(KubeObject pod, KubeObject status) {
    KubeObject waiting = KubeObject.of(status.map("state", "waiting"));
    String name = status.text("name");
    String message = RuntimeWords.cause(waiting.text("message").strip());
    FailureReason reason =
        switch (waiting.text("reason")) {
          case "InvalidImageName", "ErrImageNeverPull" -> FailureReason.INVALID_IMAGE;
          case "ErrImagePull", "ImagePullBackOff", "ImageInspectError", "RegistryUnavailable" ->
              FailureReason.IMAGE_PULL;
          case "CreateContainerConfigError" -> FailureReason.CONTAINER_CONFIG;
          case "CreateContainerError", "RunContainerError", "PreCreateHookError" ->
              FailureReason.CONTAINER_START;
          case "CrashLoopBackOff" -> crash(status);
          default -> null;
        };
    if (reason == null) {
      return null;
    }
    boolean crashed =
        switch (reason) {
          case CRASHED, CRASH_LOOP, OUT_OF_MEMORY -> true;
          default -> false;
        };
    return new FailureSign(reason, pod.key(), name, crashed ? lastEnd(status) : message);
  }

  private static FailureReason crash(KubeObject status) {
    if (status.number(0, "restartCount") < CRASHES) {
      return FailureReason.CRASHED;
    }
    return status.text("lastState", "terminated", "reason").equals("OOMKilled")
        ? FailureReason.OUT_OF_MEMORY
        : FailureReason.CRASH_LOOP;
  }

  private static String lastEnd(KubeObject status) {
    KubeObject last = KubeObject.of(status.map("lastState", "terminated"));
    String message = last.text("message").strip();
    return "restarted "
        + status.number(0, "restartCount")
        + " times, last exit code "
        + last.number(0, "exitCode")
        + (message.isEmpty() ? "" : ": " + message);
  }

  /// The sign in the events of a workload that could not make its pods; the newest one counts.
  /// Newer success takes the sign away.
  ///
  /// @param events those that are about the workload
  public static List<FailureSign> ofEvents(KubeObject workload, List<KubeObject> events) {
    KubeObject newest = null;
    for (KubeObject event : events) {
      if (newest == null || time(event).compareTo(time(newest)) >= 0) {
        newest = event;
      }
    }
    return newest == null || !newest.text("reason").equals("FailedCreate")
        ? List.of()
        : List.of(
            new FailureSign(
                FailureReason.PODS_REFUSED, workload.key(), "", newest.text("message")));
  }

  /// When an event happened last, as a text that sorts by time.
  public static String time(KubeObject event) {
    for (String field : List.of("lastTimestamp", "eventTime")) {
      String time = event.text(field);
      if (!time.isEmpty()) {
        return time;
      }
    }
    return event.text("metadata", "creationTimestamp");
  }
}
