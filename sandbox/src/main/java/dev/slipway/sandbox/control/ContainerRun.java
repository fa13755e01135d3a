package dev.slipway.sandbox.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where one container of a pod is in its life. Used by the controllers' thread alone.
final class ContainerRun {
  /// The steps of a container's life.
  enum Step {
    /// Nothing was done yet.
    NEW,
    /// Its image is being pulled.
    PULLING,
    /// Its image could not be pulled just now.
    PULL_FAILED,
    /// It waits until the image is tried again.
    PULL_BACK_OFF,
    /// Something that its environment needs is missing.
    CONFIG_ERROR,
    /// It is about to start.
    STARTING,
    /// It runs.
    RUNNING,
    /// It ended and will not start again.
    ENDED,
    /// It ended and waits for its next start.
    CRASH_BACK_OFF
  }

  final Map<String, @Nullable Object> spec;
  final boolean isInit;

  /// The reason of its waiting before anything was done.
  final String idle;

  Step step = Step.NEW;

  /// When the next step is due, in ticks; the largest number for never.
  long due;

  /// When it is ready, in ticks.
  long readyAt = Long.MAX_VALUE;

  int restarts;
  int pullFailures;
  int exitCode;
  String message = "";
  String startedAt = "";
  String finishedAt = "";
  @Nullable Map<String, @Nullable Object> lastState;

  ContainerRun(Map<String, @Nullable Object> spec, boolean isInit, String idle) {
    this.spec = spec;
    this.isInit = isInit;
    this.idle = idle;
  }

  String name() {
    return Tree.text(spec.get("name"));
  }

  String image() {
    return Tree.text(spec.get("image"));
  }

  /// Whether it is an init container that goes on beside the others.
  boolean isSidecar() {
    return isInit && "Always".equals(spec.get("restartPolicy"));
  }

  boolean isRunning() {
    return step == Step.RUNNING;
  }

  boolean isReady(long now) {
    return (isInit && !isSidecar())
        ? (step == Step.ENDED && exitCode == 0)
        : (isRunning() && readyAt <= now);
  }

  /// Whether what comes after it may go on.
  boolean isPassed(long now) {
    return isSidecar() ? isReady(now) : (step == Step.ENDED && exitCode == 0);
  }

  /// The end of the run, as `state.terminated` or `lastState.terminated` tells it.
  Map<String, @Nullable Object> terminated() {
    return Tree.map(
        "exitCode",
        (long) exitCode,
        "reason",
        exitCode == 0 ? "Completed" : exitCode == 137 ? "OOMKilled" : "Error",
        "startedAt",
        startedAt,
        "finishedAt",
        finishedAt,
        "containerID",
        id());
  }

  String id() {
    return "containerd://" + Integer.toHexString(spec.hashCode()) + "-" + restarts;
  }

  /// Its entry in the pod's status.
  Map<String, @Nullable Object> status(long now) {
    boolean exists = step == Step.RUNNING || step == Step.ENDED || step == Step.CRASH_BACK_OFF;
    return Tree.map(
        "name",
        name(),
        "image",
        image(),
        "imageID",
        exists
            ? "sandbox.slipway.dev/" + image() + "@" + Integer.toHexString(image().hashCode())
            : "",
        "containerID",
        exists ? id() : null,
        "restartCount",
        (long) restarts,
        "ready",
        isReady(now),
        "started",
        isRunning(),
        "state",
        state(),
        "lastState",
        lastState == null ? Map.of() : Tree.map("terminated", lastState));
  }

  private Map<String, @Nullable Object> state() {
    return switch (step) {
      case NEW, PULLING, STARTING ->
          pullFailures > 0 ? waiting("ImagePullBackOff", message) : waiting(idle, "");
      case PULL_FAILED -> waiting("ErrImagePull", message);
      case PULL_BACK_OFF -> waiting("ImagePullBackOff", message);
      case CONFIG_ERROR -> waiting("CreateContainerConfigError", message);
      case RUNNING -> Tree.map("running", Tree.map("startedAt", startedAt));
      case ENDED -> Tree.map("terminated", terminated());
      case CRASH_BACK_OFF -> waiting("CrashLoopBackOff", message);
    };
  }

  private static Map<String, @Nullable Object> waiting(String reason, String message) {
    return Tree.map(
        "waiting", Tree.map("reason", reason, "message", message.isEmpty() ? null : message));
  }
}
