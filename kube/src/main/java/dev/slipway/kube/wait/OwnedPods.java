package dev.slipway.kube.wait;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.status.FailureSign;
import dev.slipway.kube.status.Failures;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pods of the namespaces that are looked at, without their specs, and which workload each
/// belongs to.
final class OwnedPods {
  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String HASH = "pod-template-hash";

  private final KubeClient client;
  private final Map<ObjectKey, Known> pods = new LinkedHashMap<>();
  private final Map<String, Map<ObjectKey, Known>> byOwner = new HashMap<>();
  private final Map<SetAt, String> revisions = new HashMap<>();

  /// A ReplicaSet, asked for when its deployment was at a revision.
  private record SetAt(ObjectKey set, String revision) {}

  /// A pod with what is worked out of it once: hundreds of pods are looked at again and again.
  private static final class Known {
    private final KubeObject pod;
    private final List<String> owners;
    private @Nullable List<FailureSign> signs;

    Known(KubeObject pod) {
      this.pod = slim(pod);
      this.owners = owners(pod);
    }

    /// The pod without what nobody asks for here, which is nine tenths of it.
    private static KubeObject slim(KubeObject pod) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>(pod.tree());
      tree.remove("spec");
      Map<String, @Nullable Object> metadata = new LinkedHashMap<>(pod.map("metadata"));
      metadata.remove("managedFields");
      tree.put("metadata", metadata);
      return KubeObject.of(tree);
    }

    List<FailureSign> signs() {
      List<FailureSign> found = signs;
      if (found == null) {
        found = List.copyOf(Failures.ofPod(pod));
        signs = found;
      }
      return found;
    }
  }

  OwnedPods(KubeClient client) {
    this.client = client;
  }

  /// All pods of a namespace, as they are now.
  void replace(String namespace, List<KubeObject> now) {
    List<ObjectKey> before = new ArrayList<>();
    for (ObjectKey key : pods.keySet()) {
      if (key.namespace().equals(namespace)) {
        before.add(key);
      }
    }
    before.forEach(this::remove);
    now.forEach(this::put);
  }

  void put(KubeObject pod) {
    ObjectKey key = pod.key();
    Known next = new Known(pod);
    Known before = pods.put(key, next);
    if (before != null && !before.owners.equals(next.owners)) {
      forget(before, key);
    }
    for (String owner : next.owners) {
      byOwner.computeIfAbsent(owner, _ -> new LinkedHashMap<>()).put(key, next);
    }
  }

  void remove(KubeObject pod) {
    remove(pod.key());
  }

  private void remove(ObjectKey key) {
    Known before = pods.remove(key);
    if (before != null) {
      forget(before, key);
    }
  }

  private void forget(Known pod, ObjectKey key) {
    for (String owner : pod.owners) {
      Map<ObjectKey, Known> owned = byOwner.get(owner);
      if (owned != null && owned.remove(key) != null && owned.isEmpty()) {
        byOwner.remove(owner);
      }
    }
  }

  /// The pods of a workload, those of its old versions too.
  List<KubeObject> of(KubeObject workload) {
    List<KubeObject> found = new ArrayList<>();
    known(workload).forEach(known -> found.add(known.pod));
    return found;
  }

  private Collection<Known> known(KubeObject workload) {
    String owner =
        workload.kind().equals("Deployment")
            ? deployment(workload.namespace(), workload.name())
            : workload.uid();
    return owner.isEmpty() ? List.of() : byOwner.getOrDefault(owner, Map.of()).values();
  }

  /// The signs of failure in the pods of a workload's newest version, pod by pod; those without any
  /// are left out.
  List<List<FailureSign>> signs(KubeObject workload) {
    List<List<FailureSign>> found = new ArrayList<>();
    for (Known known : known(workload)) {
      List<FailureSign> signs = known.signs();
      if (!signs.isEmpty() && isNewest(known.pod, workload)) {
        found.add(signs);
      }
    }
    return found;
  }

  /// What a pod belongs to: its controller's uid, and the Deployment by name, since Deployments
  /// name their ReplicaSets by themselves and the hash of the template.
  private static List<String> owners(KubeObject pod) {
    KubeObject owner = owner(pod);
    List<String> owners = new ArrayList<>(2);
    String uid = owner.text("uid");
    if (!uid.isEmpty()) {
      owners.add(uid);
    }
    String end = "-" + pod.labels().getOrDefault(HASH, "");
    String set = owner.text("name");
    if (owner.kind().equals("ReplicaSet") && end.length() > 1 && set.endsWith(end)) {
      String name = set.substring(0, set.length() - end.length());
      owners.add(deployment(pod.namespace(), name));
    }
    return owners;
  }

  private static String deployment(String namespace, String name) {
    return "Deployment " + namespace + "/" + name;
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
