package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Keeps the pods of StatefulSets: one after the other in order (or all at once), each with its
/// claims; replaces them from the last to the partition (pkg/controller/statefulset).
final class StatefulSets implements Controller {
  private static final String SOURCE = "statefulset-controller";

  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    Owners.changed(Kinds.STATEFUL_SET, object, queue);
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    KubeObject set = control.mirror().get(key);
    if (set == null || PodState.isDeleting(set)) {
      return;
    }
    String before = set.text("status", "currentRevision");
    KubeObject update = Revisions.current(set, List.of(before), control);
    KubeObject current = update;
    for (KubeObject revision : Revisions.of(set, control)) {
      if (revision.name().equals(before)) {
        current = revision;
      }
    }
    try {
      move(set, current, update, control);
    } finally {
      writeStatus(set, current, update, control);
    }
  }

  private static long start(KubeObject set) {
    return set.number(0, "spec", "ordinals", "start");
  }

  /// The number at the end of a pod's name, or -1.
  private static long ordinal(KubeObject set, KubeObject pod) {
    String end = pod.name().substring(Math.min(pod.name().length(), set.name().length() + 1));
    return !end.isEmpty() && end.length() < 10 && end.chars().allMatch(Character::isDigit)
        ? Long.parseLong(end)
        : -1;
  }

  private static NavigableMap<Long, KubeObject> pods(KubeObject set, Control control) {
    NavigableMap<Long, KubeObject> pods = new TreeMap<>();
    for (KubeObject pod : control.mirror().owned(set.uid(), Kinds.POD)) {
      pods.put(ordinal(set, pod), pod);
    }
    return pods;
  }

  private static boolean isHealthy(KubeObject set, KubeObject pod, Control control) {
    return !PodState.isDeleting(pod)
        && PodState.isAvailable(pod, set.number(0, "spec", "minReadySeconds"), control.clock());
  }

  /// Makes one step, or all possible ones if the set manages its pods in parallel.
  private static void move(KubeObject set, KubeObject current, KubeObject update, Control control)
      throws Refused {
    boolean parallel = set.text("spec", "podManagementPolicy").equals("Parallel");
    long first = start(set);
    long end = first + set.number(1, "spec", "replicas");
    NavigableMap<Long, KubeObject> pods = pods(set, control);
    for (long i = first; i < end; i++) {
      KubeObject pod = pods.get(i);
      if (pod == null) {
        create(set, i, isOld(set, i) ? current : update, control);
        if (!parallel) {
          return;
        }
      } else if (PodState.isFinished(pod) && !PodState.isDeleting(pod)) {
        control.warning(
            set,
            SOURCE,
            "RecreatingFailedPod",
            "StatefulSet "
                + set.namespace()
                + "/"
                + set.name()
                + " is recreating failed Pod "
                + pod.name());
        control.delete(pod);
        return;
      } else if (!parallel && !isHealthy(set, pod, control)) {
        againWhenAvailable(set, pod, control);
        return;
      }
    }
    List<Long> surplus = new ArrayList<>(pods.descendingKeySet());
    surplus.removeIf(i -> i >= first && i < end);
    for (long i : surplus) {
      KubeObject pod = pods.get(i);
      if (pod != null && !PodState.isDeleting(pod)) {
        delete(set, pod, control);
      }
      if (!parallel) {
        return;
      }
    }
    if (!set.text("spec", "updateStrategy", "type").equals("OnDelete")) {
      replaceOld(set, pods, update, control);
    }
  }

  private static void againWhenAvailable(KubeObject set, KubeObject pod, Control control) {
    if (PodState.isReady(pod)) {
      control.again(
          set.key(),
          PodState.availableIn(pod, set.number(0, "spec", "minReadySeconds"), control.clock())
              .plusMillis(1));
    }
  }

  /// Whether the pod of a number is below the partition, which keeps the revision before.
  private static boolean isOld(KubeObject set, long ordinal) {
    return !set.text("status", "currentRevision").isEmpty()
        && ordinal
            < start(set) + set.number(0, "spec", "updateStrategy", "rollingUpdate", "partition");
  }

  private static void replaceOld(
      KubeObject set, NavigableMap<Long, KubeObject> pods, KubeObject update, Control control)
      throws Refused {
    String wanted = update.labels().getOrDefault(Revisions.HASH, "");
    int most =
        Math.max(
            1,
            Tree.share(
                set.get("spec", "updateStrategy", "rollingUpdate", "maxUnavailable"),
                (int) set.number(1, "spec", "replicas"),
                false,
                1));
    int down = 0;
    for (KubeObject pod : pods.descendingMap().values()) {
      if (isOld(set, ordinal(set, pod))) {
        return;
      }
      if (!hash(pod).equals(wanted) && !PodState.isDeleting(pod)) {
        delete(set, pod, control);
        down++;
      } else if (!isHealthy(set, pod, control)) {
        againWhenAvailable(set, pod, control);
        down++;
      }
      if (down >= most) {
        return;
      }
    }
  }

  /// The hash of the revision that a pod was made from: the label is the revision's name.
  private static String hash(KubeObject pod) {
    String revision = pod.labels().getOrDefault(Revisions.HASH, "");
    return revision.substring(revision.lastIndexOf('-') + 1);
  }

  private static void delete(KubeObject set, KubeObject pod, Control control) throws Refused {
    control.delete(pod);
    control.normal(
        set,
        SOURCE,
        "SuccessfulDelete",
        "delete Pod " + pod.name() + " in StatefulSet " + set.name() + " successful");
  }

  private static void create(KubeObject set, long ordinal, KubeObject revision, Control control)
      throws Refused {
    String name = set.name() + "-" + ordinal;
    List<@Nullable Object> volumes = new ArrayList<>();
    for (Map<String, @Nullable Object> template : set.maps("spec", "volumeClaimTemplates")) {
      volumes.add(claim(set, template, name, control));
    }
    Draft draft = PodTemplate.pod(set, Revisions.template(revision), name);
    for (Map<String, @Nullable Object> volume : draft.object().maps("spec", "volumes")) {
      if (volumes.stream()
          .noneMatch(
              claim -> Tree.text(Tree.asMap(claim).get("name")).equals(volume.get("name")))) {
        volumes.add(volume);
      }
    }
    String subdomain = set.text("spec", "serviceName");
    draft
        .set(revision.name(), "metadata", "labels", Revisions.HASH)
        .set(name, "metadata", "labels", "statefulset.kubernetes.io/pod-name")
        .set(Long.toString(ordinal), "metadata", "labels", "apps.kubernetes.io/pod-index")
        .set(name, "spec", "hostname")
        .set(subdomain.isEmpty() ? null : subdomain, "spec", "subdomain")
        .set(volumes.isEmpty() ? null : volumes, "spec", "volumes");
    try {
      control.create(draft.object());
      control.normal(
          set,
          SOURCE,
          "SuccessfulCreate",
          "create Pod " + name + " in StatefulSet " + set.name() + " successful");
    } catch (Refused refused) {
      control.warning(
          set,
          SOURCE,
          "FailedCreate",
          "create Pod "
              + name
              + " in StatefulSet "
              + set.name()
              + " failed error: "
              + refused.text());
      throw refused;
    }
  }

  /// Makes sure that the claim is there.
  ///
  /// @return the volume that mounts it
  private static Map<String, @Nullable Object> claim(
      KubeObject set, Map<String, @Nullable Object> template, String pod, Control control)
      throws Refused {
    Map<String, @Nullable Object> metadata = Tree.asMap(template.get("metadata"));
    String volume = Tree.text(metadata.get("name"));
    String name = volume + "-" + pod;
    if (control.mirror().get(Kinds.CLAIM, set.namespace(), name) == null) {
      Map<String, @Nullable Object> labels = new TreeMap<>(Tree.asMap(metadata.get("labels")));
      labels.putAll(set.map("spec", "selector", "matchLabels"));
      control.create(
          Draft.of(Kinds.CLAIM, set.namespace(), name)
              .set(labels, "metadata", "labels")
              .set(metadata.get("annotations"), "metadata", "annotations")
              .set(template.get("spec"), "spec")
              .object());
    }
    return Tree.map("name", volume, "persistentVolumeClaim", Tree.map("claimName", name));
  }

  private static void writeStatus(
      KubeObject known, KubeObject current, KubeObject update, Control control) throws Refused {
    KubeObject set = control.mirror().get(known.key());
    if (set == null) {
      return;
    }
    long ready = 0;
    long available = 0;
    long ofCurrent = 0;
    long ofUpdate = 0;
    NavigableMap<Long, KubeObject> pods = pods(set, control);
    for (KubeObject pod : pods.values()) {
      ready += PodState.isReady(pod) ? 1 : 0;
      available += isHealthy(set, pod, control) ? 1 : 0;
      String revision = pod.labels().getOrDefault(Revisions.HASH, "");
      boolean counts = !PodState.isDeleting(pod);
      ofCurrent += counts && revision.equals(current.name()) ? 1 : 0;
      ofUpdate += counts && revision.equals(update.name()) ? 1 : 0;
    }
    long wanted = set.number(1, "spec", "replicas");
    boolean done = ofUpdate == wanted && pods.size() == wanted && ready == wanted;
    Map<String, @Nullable Object> status =
        Tree.map(
            "observedGeneration",
            set.number(0, "metadata", "generation"),
            "replicas",
            (long) pods.size(),
            "readyReplicas",
            ready > 0 ? ready : null,
            "currentReplicas",
            done ? (Long) ofUpdate : ofCurrent > 0 ? (Long) ofCurrent : null,
            "updatedReplicas",
            ofUpdate > 0 ? ofUpdate : null,
            "availableReplicas",
            available,
            "currentRevision",
            done ? update.name() : current.name(),
            "updateRevision",
            update.name(),
            "collisionCount",
            0L);
    control.updateStatus(set, status);
  }
}
