package dev.slipway.sandbox.table;

import dev.slipway.object.KubeObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a pod's row says, after `printPod` of Kubernetes.
final class PodCells {
  private final KubeObject pod;
  private String reason;
  private int ready;
  private int total;
  private long restarts;
  private String lastRestart = "";

  private PodCells(KubeObject pod) {
    this.pod = pod;
    String given = pod.text("status", "reason");
    this.reason = given.isEmpty() ? pod.text("status", "phase") : given;
  }

  static PodCells of(KubeObject pod) {
    PodCells cells = new PodCells(pod);
    cells.read();
    return cells;
  }

  /// How many containers are ready, of how many.
  String ready() {
    return ready + "/" + total;
  }

  /// The state in one word.
  String status() {
    return reason;
  }

  /// How often containers were restarted, and when last.
  String restarts(Instant now) {
    return restarts == 0 || lastRestart.isEmpty()
        ? Long.toString(restarts)
        : restarts + " (" + Ages.since(lastRestart, now) + " ago)";
  }

  private void read() {
    total = pod.maps("spec", "containers").size();
    if (pod.maps("status", "conditions").stream()
        .anyMatch(condition ->
            "PodScheduled".equals(condition.get("type"))
                && "SchedulingGated".equals(condition.get("reason")))) {
      reason = "SchedulingGated";
    }
    Set<String> sidecars = new HashSet<>();
    for (Map<String, @Nullable Object> container : pod.maps("spec", "initContainers")) {
      if ("Always".equals(container.get("restartPolicy"))) {
        sidecars.add(KubeObject.of(container).text("name"));
        total++;
      }
    }
    long sidecarRestarts = 0;
    boolean initializing = false;
    int at = 0;
    for (Map<String, @Nullable Object> status : pod.maps("status", "initContainerStatuses")) {
      KubeObject container = KubeObject.of(status);
      count(container);
      boolean sidecar = sidecars.contains(container.text("name"));
      if (sidecar) {
        sidecarRestarts += container.number(0, "restartCount");
      }
      String starting = starting(container, sidecar, at++);
      if (!starting.isEmpty()) {
        reason = starting;
        initializing = true;
        break;
      }
    }
    if (!initializing || isTrue("Initialized")) {
      restarts = sidecarRestarts;
      containers();
    }
    if (pod.get("metadata", "deletionTimestamp") != null) {
      if (pod.text("status", "reason").equals("NodeLost")) {
        reason = "Unknown";
      } else if (!Set.of("Succeeded", "Failed").contains(pod.text("status", "phase"))) {
        reason = "Terminating";
      }
    }
  }

  private void count(KubeObject container) {
    restarts += container.number(0, "restartCount");
    String finished = container.text("lastState", "terminated", "finishedAt");
    if (finished.compareTo(lastRestart) > 0) {
      lastRestart = finished;
    }
  }

  /// What an init container is at; empty if it is done.
  private String starting(KubeObject container, boolean sidecar, int at) {
    Object terminated = container.get("state", "terminated");
    if (terminated != null && container.number(0, "state", "terminated", "exitCode") == 0) {
      return "";
    }
    if (sidecar && container.flag("started")) {
      ready += container.flag("ready") ? 1 : 0;
      return "";
    }
    if (terminated != null) {
      return "Init:" + ended(container);
    }
    String waiting = container.text("state", "waiting", "reason");
    return waiting.isEmpty() || waiting.equals("PodInitializing")
        ? "Init:" + at + "/" + pod.maps("spec", "initContainers").size()
        : "Init:" + waiting;
  }

  private static String ended(KubeObject container) {
    String why = container.text("state", "terminated", "reason");
    if (!why.isEmpty()) {
      return why;
    }
    long signal = container.number(0, "state", "terminated", "signal");
    return signal != 0
        ? "Signal:" + signal
        : "ExitCode:" + container.number(0, "state", "terminated", "exitCode");
  }

  private void containers() {
    boolean running = false;
    String error = "";
    List<Map<String, @Nullable Object>> statuses = pod.maps("status", "containerStatuses");
    for (Map<String, @Nullable Object> status : statuses.reversed()) {
      KubeObject container = KubeObject.of(status);
      count(container);
      String waiting = container.text("state", "waiting", "reason");
      if (!waiting.isEmpty()) {
        reason = waiting;
      } else if (container.get("state", "terminated") != null) {
        reason = ended(container);
        if (container.number(0, "state", "terminated", "exitCode") != 0) {
          error = reason;
        }
      } else if (container.flag("ready") && container.get("state", "running") != null) {
        running = true;
        ready++;
      }
    }
    if (reason.equals("Completed")) {
      if (running && isTrue("Ready")) {
        reason = "Running";
      } else if (!error.isEmpty()) {
        reason = error;
      } else if (running) {
        reason = "NotReady";
      }
    }
  }

  private boolean isTrue(String type) {
    return pod.maps("status", "conditions").stream()
        .anyMatch(condition ->
            type.equals(condition.get("type")) && "True".equals(condition.get("status")));
  }
}
