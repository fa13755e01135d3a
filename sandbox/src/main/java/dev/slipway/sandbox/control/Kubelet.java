package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs the pods of all nodes, in simulated time: mounts, pulls, starts, restarts and ends. Nothing
/// is really run.
final class Kubelet implements Controller {
  static final String SOURCE = "kubelet";
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final int MOUNT_DOUBLINGS = 8;
  private static final Duration STOP = Duration.ofSeconds(1);

  private final Map<String, PodRun> runs = new HashMap<>();
  private final Set<String> images = new HashSet<>();
  private final Map<String, Set<ObjectKey>> unmounted = new HashMap<>();
  private final ContainerLogs logs;
  private int addresses;

  Kubelet(ContainerLogs logs) {
    this.logs = logs;
  }

  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    if (!object.type().equals(Kinds.POD)) {
      // It may be what pods of the namespace wait for.
      unmounted.getOrDefault(object.namespace(), Set.of()).forEach(queue::add);
    } else if (gone) {
      isMounted(object.key());
      runs.remove(object.uid());
      logs.forget(object.uid());
    } else if (!object.text("spec", "nodeName").isEmpty()) {
      queue.add(object.key());
    }
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    KubeObject pod = control.mirror().get(key);
    if (pod == null) {
      return;
    }
    PodRun run = runs.computeIfAbsent(pod.uid(), _ -> PodRun.of(pod));
    if (PodState.isDeleting(pod)) {
      stop(pod, run, control);
      return;
    }
    if (PodState.isFinished(pod)) {
      return;
    }
    advance(pod, run, control);
    control.updateStatus(pod, PodStatus.of(pod, run, hostIp(pod, control), control.clock()));
  }

  private static String hostIp(KubeObject pod, Control control) {
    KubeObject node = control.mirror().get(Kinds.NODE, "", pod.text("spec", "nodeName"));
    return node == null ? "" : Nodes.address(node);
  }

  private void stop(KubeObject pod, PodRun run, Control control) throws Refused {
    long now = control.clock().ticks();
    if (!run.killing) {
      run.killing = true;
      long grace = pod.number(30, "metadata", "deletionGracePeriodSeconds");
      boolean idle = run.main.stream().noneMatch(ContainerRun::isRunning);
      Duration wait =
          idle || grace == 0
              ? Duration.ZERO
              : STOP.compareTo(Duration.ofSeconds(grace)) < 0 ? STOP : Duration.ofSeconds(grace);
      for (ContainerRun container : run.all()) {
        container.due = now + wait.toNanos();
        if (container.isRunning()) {
          control.normal(pod, SOURCE, "Killing", "Stopping container " + container.name());
        }
      }
    }
    long due = run.all().stream().mapToLong(container -> container.due).max().orElse(now);
    if (due > now) {
      control.again(pod.key(), Duration.ofNanos(due - now));
      return;
    }
    run.all().forEach(container -> logs.end(pod.uid(), container.name()));
    control.delete(pod, 0);
  }

  /// Moves all containers on as far as the time has come.
  private void advance(KubeObject pod, PodRun run, Control control) {
    long now = control.clock().ticks();
    if (!run.mounted) {
      String missing = PodNeeds.missingVolume(pod, control);
      if (!missing.isEmpty()) {
        retryMount(pod, run, missing, control);
        return;
      }
      run.mounted = true;
      isMounted(pod.key());
      run.ip = nextAddress();
    }
    boolean moved = true;
    while (moved) {
      moved = false;
      for (ContainerRun container : run.movable(now)) {
        if (container.due <= now && container.step != ContainerRun.Step.ENDED) {
          ContainerRun.Step before = container.step;
          step(pod, run, container, control);
          moved |= container.step != before;
        }
      }
    }
    long next = Long.MAX_VALUE;
    for (ContainerRun container : run.movable(now)) {
      if (container.due > now) {
        next = Math.min(next, container.due);
      }
      if (container.readyAt > now) {
        next = Math.min(next, container.readyAt);
      }
    }
    if (next < Long.MAX_VALUE) {
      control.again(pod.key(), Duration.ofNanos(next - now));
    }
  }

  /// Tries again after a while, longer each time as the kubelet does, and whenever a ConfigMap or a
  /// Secret of the namespace is written.
  private void retryMount(KubeObject pod, PodRun run, String missing, Control control) {
    ObjectKey key = pod.key();
    long now = control.clock().ticks();
    unmounted.computeIfAbsent(key.namespace(), _ -> new LinkedHashSet<>()).add(key);
    if (now >= run.mountAgainAt) {
      control.warning(pod, SOURCE, "FailedMount", missing);
      Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(run.mountFailures, MOUNT_DOUBLINGS));
      run.mountFailures++;
      run.mountAgainAt = now + wait.toNanos();
    }
    control.again(key, Duration.ofNanos(run.mountAgainAt - now));
  }

  private void isMounted(ObjectKey pod) {
    Set<ObjectKey> waiting = unmounted.get(pod.namespace());
    if (waiting != null && waiting.remove(pod) && waiting.isEmpty()) {
      unmounted.remove(pod.namespace());
    }
  }

  private String nextAddress() {
    addresses = (addresses + 1) % (250 * 250);
    return "10.244." + (addresses / 250 + 1) + "." + (addresses % 250 + 2);
  }

  private void step(KubeObject pod, PodRun run, ContainerRun container, Control control) {
    ContainerLife life = new ContainerLife(pod, run, container, control, logs);
    switch (container.step) {
      case NEW, PULL_BACK_OFF -> life.pull(images);
      case PULLING -> life.pulled(images);
      case PULL_FAILED -> life.backOffPull();
      case CONFIG_ERROR, STARTING, CRASH_BACK_OFF -> life.start();
      case RUNNING -> life.end();
      case ENDED -> throw new IllegalStateException("an ended container moves no more");
    }
  }
}
