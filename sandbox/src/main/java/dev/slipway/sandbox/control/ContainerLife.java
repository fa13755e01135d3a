package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.control.ContainerRun.Step;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The steps of one container, with the events and the words of the kubelet.
///
/// @param pod its pod
/// @param run the pod's run
/// @param container the container
record ContainerLife(
    KubeObject pod, PodRun run, ContainerRun container, Control control, ContainerLogs logs) {
  private static final Duration PULL = Duration.ofSeconds(2);
  private static final Duration START = Duration.ofMillis(500);
  private static final Duration SHORTLY = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(5);

  /// Begins to pull the image, unless it is there already.
  void pull(Set<String> images) {
    String image = container.image();
    String node = pod.text("spec", "nodeName") + "/" + image;
    boolean isAlways = "Always".equals(container.spec.get("imagePullPolicy"));
    if ("Never".equals(container.spec.get("imagePullPolicy"))
        || (images.contains(node) && !isAlways && !run.behaviour.isMissing(image))) {
      normal("Pulled", "Container image \"" + image + "\" already present on machine");
      next(Step.STARTING, START);
      return;
    }
    normal("Pulling", "Pulling image \"" + image + "\"");
    next(Step.PULLING, images.contains(node) ? START : PULL);
  }

  /// Ends the pull, well or not.
  void pulled(Set<String> images) {
    String image = container.image();
    if (!run.behaviour.isMissing(image)) {
      images.add(pod.text("spec", "nodeName") + "/" + image);
      container.pullFailures = 0;
      container.message = "";
      normal("Pulled", "Successfully pulled image \"" + image + "\" in 2s (2s including waiting)");
      next(Step.STARTING, START);
      return;
    }
    container.message =
        "rpc error: code = NotFound desc = failed to pull and unpack image \""
            + image
            + "\": failed to resolve reference \""
            + image
            + "\": "
            + image
            + ": not found";
    warning("Failed", "Failed to pull image \"" + image + "\": " + container.message);
    warning("Failed", "Error: ErrImagePull");
    next(Step.PULL_FAILED, SHORTLY);
  }

  /// Waits for the next try, longer each time.
  void backOffPull() {
    String image = container.image();
    container.message =
        "Back-off pulling image \"" + image + "\": ErrImagePull: " + container.message;
    normal("BackOff", "Back-off pulling image \"" + image + "\"");
    warning("Failed", "Error: ImagePullBackOff");
    next(Step.PULL_BACK_OFF, backOff(container.pullFailures++));
  }

  /// Starts it, if all is there that its environment needs.
  void start() {
    String missing = PodNeeds.missingEnvironment(pod, container.spec, control);
    if (!missing.isEmpty()) {
      container.message = missing;
      warning("Failed", "Error: " + missing);
      next(Step.CONFIG_ERROR, RETRY);
      return;
    }
    boolean again = container.step == Step.CRASH_BACK_OFF;
    if (again) {
      container.restarts++;
      logs.restart(pod.uid(), container.name());
    }
    ContainerScript script = ContainerScript.of(container.spec);
    boolean endless =
        container.isSidecar() || (!container.isInit && run.restartPolicy.equals("Always"));
    Duration runs = run.behaviour.runsFor(script, endless);
    Duration ready = run.behaviour.readyAfter(container.spec);
    container.startedAt = control.clock().timestamp();
    container.message = "";
    normal("Created", "Created container: " + container.name());
    normal("Started", "Started container " + container.name());
    next(Step.RUNNING, runs);
    container.readyAt = ready == null ? Long.MAX_VALUE : control.clock().ticks() + ready.toNanos();
    if (ready == null) {
      warning("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503");
    }
    log("starting " + container.name() + " of image " + container.image());
    script.lines().forEach(this::log);
  }

  /// Ends it, and starts it again if the pod wants that.
  void end() {
    ContainerScript script = ContainerScript.of(container.spec);
    container.exitCode = run.behaviour.exitCode(script);
    container.finishedAt = control.clock().timestamp();
    container.readyAt = Long.MAX_VALUE;
    switch (container.exitCode) {
      case 0 -> log(container.name() + " is done");
      case 137 -> log(container.name() + " needs more memory");
      default ->
          log("fatal: " + container.name() + " cannot go on; exit code " + container.exitCode);
    }
    logs.end(pod.uid(), container.name());
    if (!isRestarted()) {
      next(Step.ENDED, null);
      return;
    }
    container.lastState = container.terminated();
    Duration wait = container.restarts == 0 ? SHORTLY : backOff(container.restarts - 1);
    String where = pod.name() + "_" + pod.namespace() + "(" + pod.uid() + ")";
    container.message =
        "back-off "
            + text(wait)
            + " restarting failed container="
            + container.name()
            + " pod="
            + where;
    warning(
        "BackOff", "Back-off restarting failed container " + container.name() + " in pod " + where);
    next(Step.CRASH_BACK_OFF, wait);
  }

  private boolean isRestarted() {
    if (container.isSidecar()) {
      return true;
    }
    if (container.isInit) {
      return container.exitCode != 0 && !run.restartPolicy.equals("Never");
    }
    return switch (run.restartPolicy) {
      case "Never" -> false;
      case "OnFailure" -> container.exitCode != 0;
      default -> true;
    };
  }

  private static Duration backOff(int before) {
    return Duration.ofSeconds(Math.min(300, 10L << Math.min(before, 5)));
  }

  private static String text(Duration wait) {
    long seconds = wait.toSeconds();
    return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
  }

  /// @param wait how long until the step after; null for ever
  private void next(Step step, @Nullable Duration wait) {
    container.step = step;
    container.due = wait == null ? Long.MAX_VALUE : control.clock().ticks() + wait.toNanos();
  }

  private void log(String line) {
    logs.write(pod.uid(), container.name(), control.clock().instant(), line);
  }

  private void normal(String reason, String message) {
    control.normal(pod, Kubelet.SOURCE, reason, message);
  }

  private void warning(String reason, String message) {
    control.warning(pod, Kubelet.SOURCE, reason, message);
  }
}
