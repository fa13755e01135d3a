package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.object.select.LabelSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps as many pods as a ReplicaSet, or a ReplicationController, wants.
final class ReplicaSets implements Controller {
  private final GroupVersionKind kind;
  private final String source;

  private ReplicaSets(GroupVersionKind kind, String source) {
    this.kind = kind;
    this.source = source;
  }

  static ReplicaSets ofReplicaSets() {
    return new ReplicaSets(Kinds.REPLICA_SET, "replicaset-controller");
  }

  static ReplicaSets ofReplicationControllers() {
    return new ReplicaSets(Kinds.REPLICATION_CONTROLLER, "replication-controller");
  }

  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    Owners.changed(kind, object, queue);
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    KubeObject set = control.mirror().get(key);
    if (set == null) {
      return;
    }
    LabelSelector selector = selector(set);
    adopt(set, selector, control);
    List<KubeObject> pods = active(set, control);
    String failure = "";
    if (!PodState.isDeleting(set)) {
      try {
        scale(set, pods, control);
      } catch (Refused refused) {
        failure = refused.text();
        control.again(key, Duration.ofSeconds(15));
      }
      pods = active(set, control);
    }
    writeStatus(set, pods, failure, control);
  }

  private LabelSelector selector(KubeObject set) {
    return kind.equals(Kinds.REPLICA_SET)
        ? LabelSelector.of(set.map("spec", "selector"))
        : LabelSelector.labels(set.texts("spec", "selector"));
  }

  private static List<KubeObject> active(KubeObject set, Control control) {
    List<KubeObject> pods = new ArrayList<>();
    for (KubeObject pod : control.mirror().owned(set.uid(), Kinds.POD)) {
      if (PodState.isActive(pod)) {
        pods.add(pod);
      }
    }
    return pods;
  }

  /// Takes over pods that nobody owns and that fit.
  private void adopt(KubeObject set, LabelSelector selector, Control control) throws Refused {
    if (selector.isEmpty() || PodState.isDeleting(set)) {
      return;
    }
    for (KubeObject pod : control.mirror().orphans(Kinds.POD, set.namespace())) {
      if (PodState.isActive(pod) && selector.matches(pod.labels())) {
        List<@Nullable Object> owners = new ArrayList<>(pod.list("metadata", "ownerReferences"));
        owners.add(PodTemplate.reference(set));
        control.update(Draft.from(pod).set(owners, "metadata", "ownerReferences").object());
      }
    }
  }

  private void scale(KubeObject set, List<KubeObject> pods, Control control) throws Refused {
    long wanted = set.number(1, "spec", "replicas");
    for (long missing = wanted - pods.size(); missing > 0; missing--) {
      try {
        KubeObject pod =
            control.create(
                PodTemplate.pod(set, set.map("spec", "template"), set.name() + "-").object());
        control.normal(set, source, "SuccessfulCreate", "Created pod: " + pod.name());
      } catch (Refused refused) {
        control.warning(set, source, "FailedCreate", "Error creating: " + refused.text());
        throw refused;
      }
    }
    if (pods.size() > wanted) {
      pods.sort(PodState.FIRST_TO_GO);
      for (KubeObject pod : pods.subList(0, (int) (pods.size() - wanted))) {
        control.delete(pod);
        control.normal(set, source, "SuccessfulDelete", "Deleted pod: " + pod.name());
      }
    }
  }

  private void writeStatus(KubeObject set, List<KubeObject> pods, String failure, Control control)
      throws Refused {
    long minReady = set.number(0, "spec", "minReadySeconds");
    Map<String, String> templateLabels = set.texts("spec", "template", "metadata", "labels");
    long labelled = 0;
    long ready = 0;
    long available = 0;
    for (KubeObject pod : pods) {
      labelled += pod.labels().entrySet().containsAll(templateLabels.entrySet()) ? 1 : 0;
      if (PodState.isReady(pod)) {
        ready++;
        Duration wait = PodState.availableIn(pod, minReady, control.clock());
        if (wait.isPositive()) {
          control.again(set.key(), wait.plusMillis(1));
        } else {
          available++;
        }
      }
    }
    List<@Nullable Object> conditions =
        failure.isEmpty()
            ? List.of()
            : List.of(
                Conditions.of(
                    set, "ReplicaFailure", true, "FailedCreate", failure, control.clock()));
    Map<String, @Nullable Object> status =
        Tree.map(
            "replicas",
            (long) pods.size(),
            "fullyLabeledReplicas",
            positive(labelled),
            "readyReplicas",
            positive(ready),
            "availableReplicas",
            positive(available),
            "observedGeneration",
            set.number(0, "metadata", "generation"),
            "conditions",
            conditions.isEmpty() ? null : conditions);
    control.updateStatus(set, status);
  }

  /// Counters are left out at zero.
  private static @Nullable Long positive(long count) {
    return count > 0 ? count : null;
  }
}
