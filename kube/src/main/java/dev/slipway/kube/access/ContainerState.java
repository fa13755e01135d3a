package dev.slipway.kube.access;

import dev.slipway.object.KubeObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far a container of a pod is.
///
/// @param run which run of it there is a log of, counted from 0; negative before the first
/// @param isRunning whether that run goes on
record ContainerState(int run, boolean isRunning) {
  private static final ContainerState NONE = new ContainerState(-1, false);

  static ContainerState of(KubeObject pod, String container) {
    for (String list : new String[] {"containerStatuses", "initContainerStatuses"}) {
      for (Map<String, @Nullable Object> each : pod.maps("status", list)) {
        if (container.equals(each.get("name"))) {
          return of(KubeObject.of(each));
        }
      }
    }
    return NONE;
  }

  private static ContainerState of(KubeObject status) {
    boolean running = !status.map("state", "running").isEmpty();
    boolean ended =
        !status.map("state", "terminated").isEmpty()
            || !status.map("lastState", "terminated").isEmpty();
    return running || ended
        ? new ContainerState((int) status.number(0, "restartCount"), running)
        : NONE;
  }

  /// Whether it ran before its present run.
  static boolean ranBefore(KubeObject pod, String container) {
    return of(pod, container).run > 0;
  }

  /// Whether all containers of a pod have ended for good.
  static boolean isFinished(KubeObject pod) {
    return switch (pod.text("status", "phase")) {
      case "Succeeded", "Failed" -> true;
      default -> false;
    };
  }
}
