package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps one pod of each DaemonSet on each node that can have it (pkg/controller/daemon).
final class DaemonSets implements Controller {
  private static final String SOURCE = "daemonset-controller";

  /// What every pod of a DaemonSet tolerates.
  private static final List<Map<String, @Nullable Object>> TOLERATED =
      List.of(
          toleration("node.kubernetes.io/not-ready", "NoExecute"),
          toleration("node.kubernetes.io/unreachable", "NoExecute"),
          toleration("node.kubernetes.io/disk-pressure", "NoSchedule"),
          toleration("node.kubernetes.io/memory-pressure", "NoSchedule"),
          toleration("node.kubernetes.io/pid-pressure", "NoSchedule"),
          toleration("node.kubernetes.io/unschedulable", "NoSchedule"));

  private final Map<ObjectKey, Boolean> known = new HashMap<>();

  private static Map<String, @Nullable Object> toleration(String key, String effect) {
    return Tree.map("key", key, "operator", "Exists", "effect", effect);
  }

  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    if (object.type().equals(Kinds.NODE)) {
      known.keySet().forEach(queue::add);
      return;
    }
    if (object.type().equals(Kinds.DAEMON_SET)) {
      if (gone) {
        known.remove(object.key());
      } else {
        known.put(object.key(), true);
      }
    }
    Owners.changed(Kinds.DAEMON_SET, object, queue);
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    KubeObject set = control.mirror().get(key);
    if (set == null || PodState.isDeleting(set)) {
      return;
    }
    KubeObject revision = Revisions.current(set, List.of(), control);
    String hash = revision.labels().getOrDefault(Revisions.HASH, "");
    Map<String, List<KubeObject>> pods = byNode(set, control);
    List<KubeObject> nodes = control.mirror().all(Kinds.NODE);
    List<String> wanted = new ArrayList<>();
    for (KubeObject node : nodes) {
      if (isWanted(set, node)) {
        wanted.add(node.name());
      }
    }
    try {
      place(set, hash, wanted, pods, control);
      if (!set.text("spec", "updateStrategy", "type").equals("OnDelete")) {
        replaceOld(set, hash, wanted, byNode(set, control), control);
      }
    } finally {
      writeStatus(set, hash, wanted, byNode(set, control), control);
    }
  }

  private static Map<String, List<KubeObject>> byNode(KubeObject set, Control control) {
    Map<String, List<KubeObject>> pods = new LinkedHashMap<>();
    for (KubeObject pod : control.mirror().owned(set.uid(), Kinds.POD)) {
      pods.computeIfAbsent(nodeOf(pod), _ -> new ArrayList<>()).add(pod);
    }
    return pods;
  }

  /// The node that a pod is for, whether it is there yet or not.
  private static String nodeOf(KubeObject pod) {
    String node = pod.text("spec", "nodeName");
    if (!node.isEmpty()) {
      return node;
    }
    Object terms =
        pod.get(
            "spec",
            "affinity",
            "nodeAffinity",
            "requiredDuringSchedulingIgnoredDuringExecution",
            "nodeSelectorTerms");
    for (Map<String, @Nullable Object> term : Tree.maps(terms)) {
      for (Map<String, @Nullable Object> field : Tree.maps(term.get("matchFields"))) {
        if (field.get("values") instanceof List<?> values && !values.isEmpty()) {
          return String.valueOf(values.getFirst());
        }
      }
    }
    return "";
  }

  private static boolean isWanted(KubeObject set, KubeObject node) {
    KubeObject pod = draft(set, node.name(), "").object();
    return Affinity.allowsNode(pod, node) && Affinity.untolerated(pod, node) == null;
  }

  private static Draft draft(KubeObject set, String node, String hash) {
    Draft draft = PodTemplate.pod(set, set.map("spec", "template"), set.name() + "-");
    List<@Nullable Object> tolerations =
        new ArrayList<>(draft.object().list("spec", "tolerations"));
    tolerations.addAll(TOLERATED);
    Map<String, @Nullable Object> field =
        Tree.map("key", "metadata.name", "operator", "In", "values", List.of(node));
    Object terms =
        set.get(
            "spec",
            "template",
            "spec",
            "affinity",
            "nodeAffinity",
            "requiredDuringSchedulingIgnoredDuringExecution",
            "nodeSelectorTerms");
    List<@Nullable Object> here = new ArrayList<>();
    for (Map<String, @Nullable Object> term :
        terms == null ? List.of(Map.<String, @Nullable Object>of()) : Tree.maps(terms)) {
      here.add(Tree.with(term, "matchFields", List.of(field)));
    }
    return draft
        .set(hash, "metadata", "labels", Revisions.HASH)
        .set(
            Long.toString(set.number(1, "metadata", "generation")),
            "metadata",
            "labels",
            "pod-template-generation")
        .set(tolerations, "spec", "tolerations")
        .set(
            here,
            "spec",
            "affinity",
            "nodeAffinity",
            "requiredDuringSchedulingIgnoredDuringExecution",
            "nodeSelectorTerms");
  }

  /// Adds what is missing and removes what is too much or broken.
  private static void place(
      KubeObject set,
      String hash,
      List<String> wanted,
      Map<String, List<KubeObject>> pods,
      Control control)
      throws Refused {
    for (String node : wanted) {
      boolean has = false;
      for (KubeObject pod : pods.getOrDefault(node, List.of())) {
        if (PodState.isFinished(pod) && !PodState.isDeleting(pod)) {
          control.warning(
              set,
              SOURCE,
              "FailedDaemonPod",
              "Found failed daemon pod "
                  + pod.namespace()
                  + "/"
                  + pod.name()
                  + " on node "
                  + node
                  + ", will try to kill it");
          control.delete(pod);
        }
        has = true;
      }
      if (!has) {
        try {
          KubeObject pod = control.create(draft(set, node, hash).object());
          control.normal(set, SOURCE, "SuccessfulCreate", "Created pod: " + pod.name());
        } catch (Refused refused) {
          control.warning(set, SOURCE, "FailedCreate", "Error creating: " + refused.text());
          throw refused;
        }
      }
    }
    for (Map.Entry<String, List<KubeObject>> entry : pods.entrySet()) {
      if (!wanted.contains(entry.getKey())) {
        for (KubeObject pod : entry.getValue()) {
          delete(set, pod, control);
        }
      }
    }
  }

  private static void delete(KubeObject set, KubeObject pod, Control control) throws Refused {
    if (!PodState.isDeleting(pod)) {
      control.delete(pod);
      control.normal(set, SOURCE, "SuccessfulDelete", "Deleted pod: " + pod.name());
    }
  }

  /// Replaces pods of an older template, as many at a time as may be unavailable.
  private static void replaceOld(
      KubeObject set,
      String hash,
      List<String> wanted,
      Map<String, List<KubeObject>> pods,
      Control control)
      throws Refused {
    int most =
        Math.max(
            1,
            Tree.share(
                set.get("spec", "updateStrategy", "rollingUpdate", "maxUnavailable"),
                wanted.size(),
                true,
                1));
    List<KubeObject> old = new ArrayList<>();
    int unavailable = 0;
    for (String node : wanted) {
      KubeObject pod = active(pods.getOrDefault(node, List.of()));
      if (pod == null) {
        unavailable++;
      } else if (!isAvailable(set, pod, control)) {
        if (isNew(pod, hash)) {
          unavailable++;
        } else {
          // It does not work anyway, so nothing is lost.
          delete(set, pod, control);
          unavailable++;
        }
      } else if (!isNew(pod, hash)) {
        old.add(pod);
      }
    }
    for (KubeObject pod : old) {
      if (unavailable++ >= most) {
        return;
      }
      delete(set, pod, control);
    }
  }

  private static @Nullable KubeObject active(List<KubeObject> pods) {
    for (KubeObject pod : pods) {
      if (PodState.isActive(pod)) {
        return pod;
      }
    }
    return null;
  }

  private static boolean isNew(KubeObject pod, String hash) {
    return hash.equals(pod.labels().get(Revisions.HASH));
  }

  private static boolean isAvailable(KubeObject set, KubeObject pod, Control control) {
    return PodState.isAvailable(pod, set.number(0, "spec", "minReadySeconds"), control.clock());
  }

  private static void writeStatus(
      KubeObject known,
      String hash,
      List<String> wanted,
      Map<String, List<KubeObject>> pods,
      Control control)
      throws Refused {
    KubeObject set = control.mirror().get(known.key());
    if (set == null) {
      return;
    }
    long current = 0;
    long ready = 0;
    long available = 0;
    long updated = 0;
    long misplaced = 0;
    for (Map.Entry<String, List<KubeObject>> entry : pods.entrySet()) {
      KubeObject pod = active(entry.getValue());
      if (pod == null) {
        continue;
      }
      if (!wanted.contains(entry.getKey())) {
        misplaced++;
        continue;
      }
      current++;
      ready += PodState.isReady(pod) ? 1 : 0;
      available += isAvailable(set, pod, control) ? 1 : 0;
      updated += isNew(pod, hash) ? 1 : 0;
      if (PodState.isReady(pod) && !isAvailable(set, pod, control)) {
        long minReady = set.number(0, "spec", "minReadySeconds");
        control.again(
            set.key(), PodState.availableIn(pod, minReady, control.clock()).plusMillis(1));
      }
    }
    Map<String, @Nullable Object> status =
        Tree.map(
            "currentNumberScheduled",
            current,
            "numberMisscheduled",
            misplaced,
            "desiredNumberScheduled",
            (long) wanted.size(),
            "numberReady",
            ready,
            "observedGeneration",
            set.number(0, "metadata", "generation"),
            "updatedNumberScheduled",
            updated > 0 ? updated : null,
            "numberAvailable",
            available > 0 ? available : null,
            "numberUnavailable",
            wanted.size() > available ? wanted.size() - available : null);
    control.updateStatus(set, status);
  }
}
