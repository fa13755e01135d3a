package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.object.select.LabelSelector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rolls Deployments out, step for step as kube-controller-manager does
/// (pkg/controller/deployment): at each look it makes the largest step that maxSurge and
/// maxUnavailable allow.
final class Deployments implements Controller {
  static final String SOURCE = "deployment-controller";

  /// Annotations of a Deployment that are not for its ReplicaSets.
  private static final Set<String> OWN =
      Set.of(
          "kubectl.kubernetes.io/last-applied-configuration",
          Rollout.REVISION,
          "deployment.kubernetes.io/revision-history",
          Rollout.DESIRED,
          Rollout.MOST,
          "deprecated.deployment.rollback.to");

  private final DeploymentStatus status = new DeploymentStatus();

  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    if (gone && object.type().equals(Kinds.DEPLOYMENT)) {
      status.forget(object.uid());
    }
    Owners.changed(Kinds.DEPLOYMENT, object, queue);
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    KubeObject deployment = control.mirror().get(key);
    if (deployment == null) {
      return;
    }
    if (!PodState.isDeleting(deployment)) {
      adopt(deployment, control);
      Rollout rollout = Rollout.of(deployment, control.mirror());
      if (deployment.flag("spec", "paused") || isScaling(rollout)) {
        scaleAll(rollout, control);
      } else if (rollout.isRecreate()) {
        recreate(rollout, control);
      } else {
        roll(rollout, control);
      }
      rollout = now(key, control, rollout);
      cleanUp(rollout, control);
    }
    status.write(now(key, control, Rollout.of(deployment, control.mirror())), control);
  }

  /// The same Deployment as the last writes left it.
  private static Rollout now(ObjectKey key, Control control, Rollout before) {
    KubeObject deployment = control.mirror().get(key);
    return Rollout.of(deployment == null ? before.deployment() : deployment, control.mirror());
  }

  private static void adopt(KubeObject deployment, Control control) throws Refused {
    LabelSelector selector = LabelSelector.of(deployment.map("spec", "selector"));
    for (KubeObject set : control.mirror().orphans(Kinds.REPLICA_SET, deployment.namespace())) {
      if (!PodState.isDeleting(set) && selector.matches(set.labels())) {
        List<@Nullable Object> owners = new ArrayList<>(set.list("metadata", "ownerReferences"));
        owners.add(PodTemplate.reference(deployment));
        control.update(Draft.from(set).set(owners, "metadata", "ownerReferences").object());
      }
    }
  }

  /// Whether the Deployment was scaled since its ReplicaSets were.
  private static boolean isScaling(Rollout rollout) {
    for (KubeObject set : rollout.active()) {
      String desired = set.annotations().get(Rollout.DESIRED);
      if (desired != null && !desired.equals(Integer.toString(rollout.replicas()))) {
        return true;
      }
    }
    return false;
  }

  private static void roll(Rollout before, Control control) throws Refused {
    Rollout rollout = withNewest(before, control);
    KubeObject newest = rollout.newest();
    if (newest == null) {
      return;
    }
    int has = Rollout.wanted(newest);
    int next = has > rollout.replicas() ? rollout.replicas() : rollout.nextOfNewest(has);
    KubeObject scaled = scale(rollout, newest, next, control);
    shrinkOld(new Rollout(rollout.deployment(), scaled, rollout.old()), control);
  }

  private static void recreate(Rollout before, Control control) throws Refused {
    boolean shrunk = false;
    for (KubeObject set : before.old()) {
      shrunk |= Rollout.wanted(set) > 0;
      scale(before, set, 0, control);
    }
    if (shrunk || hasPods(before.old(), control)) {
      return;
    }
    Rollout rollout = withNewest(before, control);
    KubeObject newest = rollout.newest();
    if (newest != null) {
      scale(rollout, newest, rollout.replicas(), control);
    }
  }

  private static boolean hasPods(List<KubeObject> sets, Control control) {
    for (KubeObject set : sets) {
      for (KubeObject pod : control.mirror().owned(set.uid(), Kinds.POD)) {
        if (!PodState.isFinished(pod)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Takes pods from old ReplicaSets: first those that do not work, then as many as there are more
  /// available ones than needed.
  private static void shrinkOld(Rollout rollout, Control control) throws Refused {
    KubeObject newest = rollout.newest();
    if (newest == null || Rollout.wanted(rollout.old()) == 0) {
      return;
    }
    int least = rollout.replicas() - rollout.maxUnavailable();
    int newestMissing =
        Rollout.wanted(newest) - (int) newest.number(0, "status", "availableReplicas");
    int mostDown = Rollout.wanted(rollout.all()) - least - newestMissing;
    if (mostDown <= 0) {
      return;
    }
    List<KubeObject> old = new ArrayList<>();
    int cleaned = 0;
    for (KubeObject set : rollout.old()) {
      int has = Rollout.wanted(set);
      int broken = has - (int) set.number(0, "status", "availableReplicas");
      int down = Math.max(0, Math.min(mostDown - cleaned, broken));
      old.add(scale(rollout, set, has - down, control));
      cleaned += down;
    }
    int spare = Math.min(available(old) + available(List.of(newest)) - least, mostDown - cleaned);
    for (KubeObject set : old) {
      int has = Rollout.wanted(set);
      int down = Math.max(0, Math.min(has, spare));
      scale(rollout, set, has - down, control);
      spare -= down;
    }
  }

  /// How many pods are available and stay so: a ReplicaSet may not have got smaller yet.
  private static int available(List<KubeObject> sets) {
    int available = 0;
    for (KubeObject set : sets) {
      int counted = (int) set.number(0, "status", "availableReplicas");
      available += Math.min(counted, Rollout.wanted(set));
    }
    return available;
  }

  /// Spreads a new number of pods over the ReplicaSets, in the shares they had.
  private static void scaleAll(Rollout rollout, Control control) throws Refused {
    List<KubeObject> active = rollout.active();
    if (active.size() <= 1) {
      KubeObject only = active.isEmpty() ? rollout.newest() : active.getFirst();
      if (only != null) {
        scale(rollout, only, rollout.replicas(), control);
      }
      return;
    }
    int total = Rollout.wanted(active);
    int most = rollout.replicas() > 0 ? rollout.replicas() + rollout.maxSurge() : 0;
    int change = most - total;
    int left = change;
    active.sort(Comparator.comparingInt(set -> -Rollout.wanted(set)));
    Map<KubeObject, Integer> sizes = new LinkedHashMap<>();
    for (KubeObject set : active) {
      int has = Rollout.wanted(set);
      int share = Math.round((float) has * change / total);
      share = change > 0 ? Math.min(share, left) : Math.max(share, left);
      sizes.put(set, has + share);
      left -= share;
    }
    sizes.merge(active.getFirst(), left, Integer::sum);
    for (Map.Entry<KubeObject, Integer> entry : sizes.entrySet()) {
      scale(rollout, entry.getKey(), Math.max(0, entry.getValue()), control);
    }
  }

  /// Has a ReplicaSet want so many pods, and notes for which size of the Deployment that is.
  private static KubeObject scale(Rollout rollout, KubeObject set, int next, Control control)
      throws Refused {
    int has = Rollout.wanted(set);
    Map<String, @Nullable Object> annotations = new LinkedHashMap<>(set.annotations());
    putSizes(annotations, rollout);
    if (has == next && annotations.equals(set.map("metadata", "annotations"))) {
      return set;
    }
    KubeObject scaled =
        control.update(
            Draft.from(set)
                .set((long) next, "spec", "replicas")
                .set(annotations, "metadata", "annotations")
                .object());
    if (has != next) {
      tellScaled(rollout.deployment(), set.name(), has, next, control);
    }
    return scaled;
  }

  private static void tellScaled(
      KubeObject deployment, String set, int has, int next, Control control) {
    control.normal(
        deployment,
        SOURCE,
        "ScalingReplicaSet",
        "Scaled "
            + (next > has ? "up" : "down")
            + " replica set "
            + set
            + " from "
            + has
            + " to "
            + next);
  }

  private static void putSizes(Map<String, @Nullable Object> annotations, Rollout rollout) {
    annotations.put(Rollout.DESIRED, Integer.toString(rollout.replicas()));
    annotations.put(Rollout.MOST, Integer.toString(rollout.replicas() + rollout.maxSurge()));
  }

  /// Makes sure that there is a ReplicaSet of the present template, with the highest revision.
  private static Rollout withNewest(Rollout rollout, Control control) throws Refused {
    long highest = rollout.old().stream().mapToLong(rollout::revision).max().orElse(0);
    KubeObject newest = rollout.newest();
    if (newest == null) {
      newest = create(rollout, highest + 1, control);
    } else {
      long revision = Math.max(rollout.revision(newest), highest + 1);
      Map<String, @Nullable Object> annotations = new LinkedHashMap<>(newest.annotations());
      inherit(rollout, revision, annotations);
      Draft draft =
          Draft.from(newest)
              .set(annotations, "metadata", "annotations")
              .set(rollout.deployment().get("spec", "minReadySeconds"), "spec", "minReadySeconds");
      if (!draft.object().equals(newest)) {
        newest = control.update(draft.object());
      }
    }
    KubeObject deployment = rollout.deployment();
    String revision = Long.toString(rollout.revision(newest));
    if (!revision.equals(deployment.annotations().get(Rollout.REVISION))) {
      deployment =
          control.annotate(
              Draft.from(deployment)
                  .set(revision, "metadata", "annotations", Rollout.REVISION)
                  .object());
    }
    return new Rollout(deployment, newest, rollout.old());
  }

  private static void inherit(
      Rollout rollout, long revision, Map<String, @Nullable Object> annotations) {
    rollout
        .deployment()
        .annotations()
        .forEach((name, value) -> {
          if (!OWN.contains(name)) {
            annotations.put(name, value);
          }
        });
    annotations.put(Rollout.REVISION, Long.toString(revision));
  }

  private static KubeObject create(Rollout rollout, long revision, Control control) throws Refused {
    KubeObject deployment = rollout.deployment();
    Map<String, @Nullable Object> template = deployment.map("spec", "template");
    long collisions = deployment.number(0, "status", "collisionCount");
    String hash = PodTemplate.hash(template, collisions);
    Map<String, @Nullable Object> metadata = Tree.asMap(template.get("metadata"));
    Map<String, @Nullable Object> labels =
        Tree.with(Tree.asMap(metadata.get("labels")), Rollout.HASH, hash);
    Map<String, @Nullable Object> annotations = new LinkedHashMap<>();
    inherit(rollout, revision, annotations);
    putSizes(annotations, rollout);
    int replicas = rollout.nextOfNewest(0);
    Draft draft =
        Draft.of(Kinds.REPLICA_SET, deployment.namespace(), deployment.name() + "-" + hash)
            .set(labels, "metadata", "labels")
            .set(annotations, "metadata", "annotations")
            .set(List.of(PodTemplate.reference(deployment)), "metadata", "ownerReferences")
            .set((long) replicas, "spec", "replicas")
            .set(deployment.get("spec", "minReadySeconds"), "spec", "minReadySeconds")
            .set(selector(deployment, hash), "spec", "selector")
            .set(
                Tree.with(template, "metadata", Tree.with(metadata, "labels", labels)),
                "spec",
                "template");
    KubeObject created;
    try {
      created = control.create(draft.object());
    } catch (Refused refused) {
      if (refused.isConflict()) {
        Map<String, @Nullable Object> status =
            Tree.with(deployment.map("status"), "collisionCount", collisions + 1);
        control.updateStatus(deployment, status);
      } else {
        control.warning(
            deployment,
            SOURCE,
            "ReplicaSetCreateError",
            "Failed to create new replica set \""
                + deployment.name()
                + "-"
                + hash
                + "\": "
                + refused.text());
      }
      throw refused;
    }
    if (replicas > 0) {
      tellScaled(deployment, created.name(), 0, replicas, control);
    }
    return created;
  }

  private static Map<String, @Nullable Object> selector(KubeObject deployment, String hash) {
    Map<String, @Nullable Object> selector = deployment.map("spec", "selector");
    return Tree.with(
        selector,
        "matchLabels",
        Tree.with(Tree.asMap(selector.get("matchLabels")), Rollout.HASH, hash));
  }

  /// Deletes the oldest ReplicaSets that are not needed for going back any more.
  private static void cleanUp(Rollout rollout, Control control) throws Refused {
    if (!rollout.isComplete(rollout.deployment().map("status"))) {
      return;
    }
    List<KubeObject> idle = new ArrayList<>(rollout.old());
    idle.removeIf(set ->
        Rollout.wanted(set) > 0
            || set.number(0, "status", "replicas") > 0
            || PodState.isDeleting(set));
    idle.sort(Comparator.comparingLong(rollout::revision));
    long kept = rollout.deployment().number(10, "spec", "revisionHistoryLimit");
    for (int i = 0; i < idle.size() - kept; i++) {
      control.delete(idle.get(i));
    }
  }
}
