package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.object.quantity.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gives each pod a node with room for it, and says why where there is none.
final class Scheduler implements Controller {
  private static final String SOURCE = "default-scheduler";
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final Set<ObjectKey> waiting = new LinkedHashSet<>();

  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    if (object.type().equals(Kinds.POD)) {
      boolean bound = !object.text("spec", "nodeName").isEmpty();
      if (!gone && !bound) {
        queue.add(object.key());
        return;
      }
      waiting.remove(object.key());
      if (!gone && !PodState.isFinished(object)) {
        return;
      }
    }
    // There may be room now for those that wait.
    waiting.forEach(queue::add);
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    KubeObject pod = control.mirror().get(key);
    if (pod == null
        || !pod.text("spec", "nodeName").isEmpty()
        || PodState.isDeleting(pod)
        || !pod.list("spec", "schedulingGates").isEmpty()) {
      waiting.remove(key);
      return;
    }
    Map<String, Integer> reasons = new TreeMap<>();
    String problem = claimProblem(pod, control);
    KubeObject best = problem.isEmpty() ? choose(pod, control, reasons) : null;
    if (best != null) {
      waiting.remove(key);
      control.bind(key, best.name());
      KubeObject bound = control.mirror().get(key);
      control.normal(
          bound == null ? pod : bound,
          SOURCE,
          "Scheduled",
          "Successfully assigned " + key.namespace() + "/" + key.name() + " to " + best.name());
      return;
    }
    waiting.add(key);
    refuse(pod, problem, reasons, control);
    control.again(key, RETRY);
  }

  private static void refuse(
      KubeObject pod, String problem, Map<String, Integer> reasons, Control control)
      throws Refused {
    int nodes = control.mirror().all(Kinds.NODE).size();
    List<String> parts = new ArrayList<>();
    reasons.forEach((reason, count) -> parts.add(count + " " + reason));
    String message;
    if (!problem.isEmpty()) {
      message = "0/" + nodes + " nodes are available: " + problem + ".";
    } else if (nodes == 0) {
      message = "no nodes available to schedule pods";
    } else {
      message =
          "0/"
              + nodes
              + " nodes are available: "
              + String.join(", ", parts)
              + ". no new claims to deallocate, preemption: 0/"
              + nodes
              + " nodes are available: "
              + nodes
              + preemption(reasons);
    }
    Map<String, @Nullable Object> condition =
        Conditions.of(pod, "PodScheduled", false, "Unschedulable", message, control.clock());
    Map<String, @Nullable Object> status = new LinkedHashMap<>(pod.map("status"));
    status.put("phase", "Pending");
    status.put("conditions", Conditions.with(pod.list("status", "conditions"), condition));
    KubeObject told = control.updateStatus(pod, status);
    control.warning(told, SOURCE, "FailedScheduling", message);
  }

  /// Why it would not help to evict other pods.
  private static String preemption(Map<String, Integer> reasons) {
    boolean full =
        reasons.keySet().stream()
            .anyMatch(why -> why.startsWith("Insufficient") || why.equals("Too many pods"));
    return full
        ? " No preemption victims found for incoming pod."
        : " Preemption is not helpful for scheduling.";
  }

  /// What is wrong with the claims that the pod mounts; empty if nothing is.
  private static String claimProblem(KubeObject pod, Control control) {
    for (Map<String, @Nullable Object> volume : pod.maps("spec", "volumes")) {
      Map<String, @Nullable Object> source = Tree.asMap(volume.get("persistentVolumeClaim"));
      if (!source.isEmpty()) {
        String name = Tree.text(source.get("claimName"));
        KubeObject claim = control.mirror().get(Kinds.CLAIM, pod.namespace(), name);
        if (claim == null) {
          return "persistentvolumeclaim \"" + name + "\" not found";
        }
        if (!claim.text("status", "phase").equals("Bound")) {
          return "pod has unbound immediate PersistentVolumeClaims";
        }
      }
    }
    return "";
  }

  private static @Nullable KubeObject choose(
      KubeObject pod, Control control, Map<String, Integer> reasons) {
    Map<String, Quantity> wanted = Requests.of(pod);
    KubeObject best = null;
    int fewest = Integer.MAX_VALUE;
    for (KubeObject node : control.mirror().all(Kinds.NODE)) {
      NodePods there = control.mirror().podsOn(node.name());
      List<String> why = refusals(pod, node, wanted, there, control.mirror());
      why.forEach(reason -> reasons.merge(reason, 1, Integer::sum));
      if (why.isEmpty() && there.active() < fewest) {
        best = node;
        fewest = there.active();
      }
    }
    return best;
  }

  /// Why a node cannot have a pod, in the words of kube-scheduler; empty if it can.
  private static List<String> refusals(
      KubeObject pod,
      KubeObject node,
      Map<String, Quantity> wanted,
      NodePods there,
      Mirror mirror) {
    if (node.flag("spec", "unschedulable") && !toleratesCordon(pod)) {
      return List.of("node(s) were unschedulable");
    }
    Map<String, @Nullable Object> taint = Affinity.untolerated(pod, node);
    if (taint != null) {
      String value = Tree.text(taint.get("value"));
      return List.of("node(s) had untolerated taint {" + taint.get("key") + ": " + value + "}");
    }
    if (!PodState.isReady(node)) {
      return List.of("node(s) were not ready");
    }
    if (Objects.equals(node.map("metadata", "annotations").get(Behaviour.ROOM), "any")) {
      return List.of();
    }
    if (!Affinity.allowsNode(pod, node)) {
      return List.of("node(s) didn't match Pod's node affinity/selector");
    }
    List<String> missing = missing(node, wanted, there);
    if (!missing.isEmpty()) {
      return missing;
    }
    if (!Affinity.allowsPods(pod, node, mirror, true)) {
      return List.of("node(s) didn't match pod anti-affinity rules");
    }
    return Affinity.allowsPods(pod, node, mirror, false)
        ? List.of()
        : List.of("node(s) didn't match pod affinity rules");
  }

  private static boolean toleratesCordon(KubeObject pod) {
    Map<String, @Nullable Object> taint =
        Tree.map("key", "node.kubernetes.io/unschedulable", "effect", "NoSchedule");
    return pod.maps("spec", "tolerations").stream().anyMatch(t -> Affinity.tolerates(t, taint));
  }

  private static List<String> missing(
      KubeObject node, Map<String, Quantity> wanted, NodePods there) {
    Map<String, Quantity> used = there.requests();
    Map<String, Quantity> room = Requests.amounts(node.map("status", "allocatable"));
    List<String> missing = new ArrayList<>();
    wanted.forEach((name, amount) -> {
      Quantity needed = used.getOrDefault(name, Quantity.ZERO).plus(amount);
      if (amount.sign() > 0 && needed.compareTo(room.getOrDefault(name, Quantity.ZERO)) > 0) {
        missing.add(name.equals("pods") ? "Too many pods" : "Insufficient " + name);
      }
    });
    return missing;
  }
}
