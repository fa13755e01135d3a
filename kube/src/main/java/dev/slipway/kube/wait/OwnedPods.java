package dev.slipway.kube.wait;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pods of the namespaces that are looked at, and which workload each belongs to.
final class OwnedPods {
  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String HASH = "pod-template-hash";

  private final KubeClient client;
  private final Map<ObjectKey, KubeObject> pods = new LinkedHashMap<>();
  private final Map<SetAt, String> revisions = new HashMap<>();

  /// A ReplicaSet, asked for when its deployment was at a revision.
  private record SetAt(ObjectKey set, String revision) {}

  OwnedPods(KubeClient client) {
    this.client = client;
  }

  /// All pods of a namespace, as they are now.
  void replace(String namespace, List<KubeObject> now) {
    pods.keySet().removeIf(key -> key.namespace().equals(namespace));
    now.forEach(this::put);
  }

  void put(KubeObject pod) {
    pods.put(pod.key(), pod);
  }

  void remove(KubeObject pod) {
    pods.remove(pod.key());
  }

  /// The pods of a workload, those of its old versions too.
  List<KubeObject> of(KubeObject workload) {
    List<KubeObject> found = new ArrayList<>();
    for (KubeObject pod : pods.values()) {
      if (pod.namespace().equals(workload.namespace()) && isOwned(pod, workload)) {
        found.add(pod);
      }
    }
    return found;
  }

  private static boolean isOwned(KubeObject pod, KubeObject workload) {
    KubeObject owner = owner(pod);
    if (!workload.kind().equals("Deployment")) {
      return !workload.uid().isEmpty() && workload.uid().equals(owner.text("uid"));
    }
    // Deployments name their ReplicaSets by themselves and the hash of the template.
    String hash = pod.labels().getOrDefault(HASH, "");
    return owner.kind().equals("ReplicaSet")
        && !hash.isEmpty()
        && owner.text("name").equals(workload.name() + "-" + hash);
  }

  private static KubeObject owner(KubeObject pod) {
    for (Map<String, @Nullable Object> reference : pod.maps("metadata", "ownerReferences")) {
      if (Boolean.TRUE.equals(reference.get("controller"))) {
        return KubeObject.of(reference);
      }
    }
    return KubeObject.of(Map.of());
  }

  /// Whether a pod is of the workload's newest version. Those of older ones are on their way out:
  /// what is wrong with them says nothing about the change.
  boolean isNewest(KubeObject pod, KubeObject workload) {
    if (workload.number(0, "status", "observedGeneration")
        < workload.number(0, "metadata", "generation")) {
      return false;
    }
    return switch (workload.kind()) {
      case "Deployment" -> {
        String revision = workload.annotations().getOrDefault(REVISION, "");
        yield revision.isEmpty() || revisionOf(owner(pod), workload).equals(revision);
      }
      case "StatefulSet" -> {
        String revision = workload.text("status", "updateRevision");
        yield revision.isEmpty()
            || revision.equals(pod.labels().getOrDefault("controller-revision-hash", revision));
      }
      case "DaemonSet" -> {
        String generation =
            workload.annotations().getOrDefault("deprecated.daemonset.template.generation", "");
        yield generation.isEmpty()
            || generation.equals(pod.labels().getOrDefault("pod-template-generation", generation));
      }
      default -> true;
    };
  }

  /// The revision of the ReplicaSet; that of the deployment where it may not be read.
  private String revisionOf(KubeObject owner, KubeObject deployment) {
    String wanted = deployment.annotations().getOrDefault(REVISION, "");
    ObjectKey key =
        new ObjectKey(
            GroupVersionKind.of("apps/v1", "ReplicaSet"),
            deployment.namespace(),
            owner.text("name"));
    SetAt at = new SetAt(key, wanted);
    String known = revisions.get(at);
    if (known == null) {
      known = ask(key, wanted);
      revisions.put(at, known);
    }
    return known;
  }

  private String ask(ObjectKey key, String otherwise) {
    try {
      Optional<KubeObject> set = client.get(key);
      return set.map(found -> found.annotations().getOrDefault(REVISION, "")).orElse("");
    } catch (KubeException e) {
      if (e.is(KubeErrorCode.FORBIDDEN)) {
        return otherwise;
      }
      throw e;
    }
  }
}
