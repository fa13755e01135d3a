package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A pod on its node: its containers and what is common to them. Used by the controllers' thread
/// alone.
final class PodRun {
  final List<ContainerRun> init = new ArrayList<>();
  final List<ContainerRun> main = new ArrayList<>();
  final Behaviour behaviour;
  final String restartPolicy;
  String ip = "";
  boolean mounted;
  int mountFailures;
  long mountAgainAt;
  boolean killing;

  private PodRun(KubeObject pod) {
    behaviour = Behaviour.of(pod);
    String policy = pod.text("spec", "restartPolicy");
    restartPolicy = policy.isEmpty() ? "Always" : policy;
    List<Map<String, @Nullable Object>> first = pod.maps("spec", "initContainers");
    String idle = first.isEmpty() ? "ContainerCreating" : "PodInitializing";
    for (Map<String, @Nullable Object> spec : first) {
      init.add(new ContainerRun(spec, true, idle));
    }
    for (Map<String, @Nullable Object> spec : pod.maps("spec", "containers")) {
      main.add(new ContainerRun(spec, false, idle));
    }
  }

  /// The run of a pod, continued where its status says that it was: after a restart of the sandbox.
  static PodRun of(KubeObject pod) {
    PodRun run = new PodRun(pod);
    run.ip = pod.text("status", "podIP");
    resume(run.init, pod.maps("status", "initContainerStatuses"));
    resume(run.main, pod.maps("status", "containerStatuses"));
    run.mounted = run.all().stream().anyMatch(container -> container.step != ContainerRun.Step.NEW);
    return run;
  }

  private static void resume(
      List<ContainerRun> runs, List<Map<String, @Nullable Object>> statuses) {
    for (ContainerRun run : runs) {
      for (Map<String, @Nullable Object> status : statuses) {
        if (run.name().equals(status.get("name"))) {
          resume(run, status);
        }
      }
    }
  }

  private static void resume(ContainerRun run, Map<String, @Nullable Object> status) {
    Map<String, @Nullable Object> state = Tree.asMap(status.get("state"));
    run.restarts = (int) Tree.number(status.get("restartCount"), 0);
    Map<String, @Nullable Object> running = Tree.asMap(state.get("running"));
    Map<String, @Nullable Object> ended = Tree.asMap(state.get("terminated"));
    if (!running.isEmpty()) {
      run.step = ContainerRun.Step.RUNNING;
      run.startedAt = Tree.text(running.get("startedAt"));
      run.readyAt = Boolean.TRUE.equals(status.get("ready")) ? 0 : Long.MAX_VALUE;
      run.due = Long.MAX_VALUE;
    } else if (!ended.isEmpty()) {
      run.step = ContainerRun.Step.ENDED;
      run.startedAt = Tree.text(ended.get("startedAt"));
      run.finishedAt = Tree.text(ended.get("finishedAt"));
      run.exitCode = (int) Tree.number(ended.get("exitCode"), 0);
      run.due = Long.MAX_VALUE;
    }
  }

  List<ContainerRun> all() {
    List<ContainerRun> all = new ArrayList<>(init);
    all.addAll(main);
    return all;
  }

  /// Whether all init containers have done their part.
  boolean isInitialized(long now) {
    return init.stream().allMatch(container -> container.isPassed(now));
  }

  /// The containers that may move on now: init containers one after the other, then the rest.
  List<ContainerRun> movable(long now) {
    List<ContainerRun> movable = new ArrayList<>();
    for (ContainerRun container : init) {
      movable.add(container);
      if (!container.isPassed(now)) {
        return movable;
      }
    }
    movable.addAll(main);
    return movable;
  }

  boolean isReady(long now) {
    return isInitialized(now) && main.stream().allMatch(container -> container.isReady(now));
  }

  /// The phase as `getPhase` of the kubelet has it.
  String phase() {
    if (init.stream()
        .anyMatch(c -> !c.isSidecar() && c.step == ContainerRun.Step.ENDED && c.exitCode != 0)) {
      return "Failed";
    }
    boolean started = false;
    boolean ended = true;
    boolean failed = false;
    for (ContainerRun container : main) {
      boolean isEnded = container.step == ContainerRun.Step.ENDED;
      started |=
          isEnded
              || container.isRunning()
              || container.restarts > 0
              || container.step == ContainerRun.Step.CRASH_BACK_OFF;
      ended &= isEnded;
      failed |= isEnded && container.exitCode != 0;
    }
    return ended ? failed ? "Failed" : "Succeeded" : started ? "Running" : "Pending";
  }
}
