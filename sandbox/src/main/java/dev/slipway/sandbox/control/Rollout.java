package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A Deployment with its ReplicaSets at one moment.
///
/// @param deployment the Deployment
/// @param newest the ReplicaSet of its present template, if there is one yet
/// @param old all others, the oldest first
record Rollout(KubeObject deployment, @Nullable KubeObject newest, List<KubeObject> old) {
  static final String HASH = "pod-template-hash";
  static final String REVISION = "deployment.kubernetes.io/revision";
  static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
  static final String MOST = "deployment.kubernetes.io/max-replicas";

  private static final Comparator<KubeObject> OLDEST_FIRST =
      Comparator.<KubeObject, String>comparing(set -> set.text("metadata", "creationTimestamp"))
          .thenComparing(KubeObject::name);

  /// What the mirror knows of a Deployment.
  static Rollout of(KubeObject deployment, Mirror mirror) {
    List<KubeObject> sets = new ArrayList<>(mirror.owned(deployment.uid(), Kinds.REPLICA_SET));
    sets.sort(OLDEST_FIRST);
    KubeObject newest = null;
    Map<String, @Nullable Object> template = deployment.map("spec", "template");
    for (KubeObject set : sets) {
      if (newest == null && sameTemplate(set.map("spec", "template"), template)) {
        newest = set;
      }
    }
    sets.remove(newest);
    return new Rollout(deployment, newest, sets);
  }

  /// Whether templates are the same but for the label with the hash.
  static boolean sameTemplate(
      Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
    return Objects.equals(one.get("spec"), other.get("spec")) && plain(one).equals(plain(other));
  }

  private static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> template) {
    Map<String, @Nullable Object> metadata = Tree.asMap(template.get("metadata"));
    Map<String, @Nullable Object> labels = Tree.without(Tree.asMap(metadata.get("labels")), HASH);
    return Tree.with(Tree.without(metadata, "creationTimestamp"), "labels", labels);
  }

  /// All ReplicaSets, the oldest first.
  List<KubeObject> all() {
    List<KubeObject> all = new ArrayList<>(old);
    if (newest != null) {
      all.add(newest);
    }
    return all;
  }

  /// Those that want pods.
  List<KubeObject> active() {
    List<KubeObject> active = all();
    active.removeIf(set -> wanted(set) == 0);
    return active;
  }

  int replicas() {
    return (int) deployment.number(1, "spec", "replicas");
  }

  boolean isRecreate() {
    return deployment.text("spec", "strategy", "type").equals("Recreate");
  }

  /// How many pods there may be above the wanted number.
  int maxSurge() {
    return isRecreate()
        ? 0
        : Tree.share(
            deployment.get("spec", "strategy", "rollingUpdate", "maxSurge"), replicas(), true, 1);
  }

  /// How many of the wanted pods may be missing.
  int maxUnavailable() {
    if (isRecreate()) {
      return 0;
    }
    int most =
        Tree.share(
            deployment.get("spec", "strategy", "rollingUpdate", "maxUnavailable"),
            replicas(),
            false,
            0);
    return Math.min(most == 0 && maxSurge() == 0 ? 1 : most, replicas());
  }

  static int wanted(KubeObject set) {
    return (int) set.number(1, "spec", "replicas");
  }

  static int wanted(List<KubeObject> sets) {
    return sets.stream().mapToInt(Rollout::wanted).sum();
  }

  static long counted(List<KubeObject> sets, String field) {
    return sets.stream().mapToLong(set -> set.number(0, "status", field)).sum();
  }

  /// How many pods the newest ReplicaSet may want now.
  ///
  /// @param has how many it wants so far
  int nextOfNewest(int has) {
    if (isRecreate()) {
      return replicas();
    }
    int total = wanted(old) + has;
    int most = replicas() + maxSurge();
    return total >= most ? has : has + Math.min(most - total, replicas() - has);
  }

  long revision(KubeObject object) {
    String revision = object.annotations().getOrDefault(REVISION, "0");
    return revision.chars().allMatch(Character::isDigit) ? Long.parseLong(revision) : 0;
  }

  /// Whether all wanted pods are of the present template and available.
  boolean isComplete(Map<String, @Nullable Object> status) {
    return Tree.number(status.get("updatedReplicas"), 0) == replicas()
        && Tree.number(status.get("replicas"), 0) == replicas()
        && Tree.number(status.get("availableReplicas"), 0) == replicas();
  }
}
