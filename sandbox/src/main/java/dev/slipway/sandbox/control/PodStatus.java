package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes down what a pod's node knows of it, as the kubelet does.
final class PodStatus {
  private PodStatus() {}

  static Map<String, @Nullable Object> of(
      KubeObject pod, PodRun run, String hostIp, SimClock clock) {
    long now = clock.ticks();
    Map<String, @Nullable Object> status = new LinkedHashMap<>(pod.map("status"));
    String phase = run.phase();
    status.put("phase", phase);
    status.put("hostIP", hostIp);
    status.put("hostIPs", List.of(Tree.map("ip", hostIp)));
    status.putIfAbsent("startTime", clock.timestamp());
    if (!run.ip.isEmpty()) {
      status.put("podIP", run.ip);
      status.put("podIPs", List.of(Tree.map("ip", run.ip)));
    }
    status.put("conditions", conditions(pod, run, phase, clock));
    if (!run.init.isEmpty()) {
      status.put("initContainerStatuses", containers(run.init, now));
    }
    status.put("containerStatuses", containers(run.main, now));
    return status;
  }

  private static List<@Nullable Object> containers(List<ContainerRun> runs, long now) {
    List<@Nullable Object> statuses = new ArrayList<>();
    runs.forEach(run -> statuses.add(run.status(now)));
    return statuses;
  }

  private static List<@Nullable Object> conditions(
      KubeObject pod, PodRun run, String phase, SimClock clock) {
    long now = clock.ticks();
    boolean completed = phase.equals("Succeeded");
    boolean initialized = completed || run.isInitialized(now);
    boolean ready = run.isReady(now) && !phase.equals("Failed") && !completed;
    List<@Nullable Object> conditions = pod.list("status", "conditions");
    conditions = set(pod, conditions, "PodReadyToStartContainers", run.mounted, "", "", clock);
    conditions =
        set(
            pod,
            conditions,
            "Initialized",
            initialized,
            completed ? "PodCompleted" : initialized ? "" : "ContainersNotInitialized",
            initialized ? "" : names("containers with incomplete status: ", run.init, now),
            clock);
    String reason =
        ready
            ? ""
            : completed
                ? "PodCompleted"
                : phase.equals("Failed") ? "PodFailed" : "ContainersNotReady";
    String message =
        reason.equals("ContainersNotReady")
            ? names("containers with unready status: ", run.main, now)
            : "";
    conditions = set(pod, conditions, "Ready", ready, reason, message, clock);
    conditions = set(pod, conditions, "ContainersReady", ready, reason, message, clock);
    return set(pod, conditions, "PodScheduled", true, "", "", clock);
  }

  private static List<@Nullable Object> set(
      KubeObject pod,
      List<@Nullable Object> conditions,
      String type,
      boolean value,
      String reason,
      String message,
      SimClock clock) {
    return Conditions.with(conditions, Conditions.of(pod, type, value, reason, message, clock));
  }

  private static String names(String start, List<ContainerRun> runs, long now) {
    List<String> names = new ArrayList<>();
    for (ContainerRun run : runs) {
      if (!run.isReady(now)) {
        names.add(run.name());
      }
    }
    return start + "[" + String.join(" ", names) + "]";
  }
}
