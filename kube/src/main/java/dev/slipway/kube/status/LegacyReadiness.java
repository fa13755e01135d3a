package dev.slipway.kube.status;

import dev.slipway.kube.status.ObjectStatus.State;
import dev.slipway.object.KubeObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far objects are as Helm 3 judges them, and Helm 4 with `--wait=legacy`: by rules for a few
/// kinds that ask for less than kstatus does (a deployment may have some pods missing), and other
/// objects are ready at once. A paused deployment counts as ready.
public final class LegacyReadiness {
  private LegacyReadiness() {}

  /// How far an object is.
  ///
  /// @param related the ReplicaSets of a Deployment, the pods of a ReplicaSet or
  ///   ReplicationController; others may be among them
  /// @param jobs whether Jobs have to end
  public static ObjectStatus of(KubeObject object, Collection<KubeObject> related, boolean jobs) {
    return switch (object.type().group() + "/" + object.kind()) {
      case "/Pod" -> ready(isPodReady(object), "Pod is not ready");
      case "/PersistentVolumeClaim" ->
          ready(
              object.text("status", "phase").equals("Bound"), "PersistentVolumeClaim is not bound");
      case "/Service" -> service(object);
      case "/ReplicationController", "apps/ReplicaSet", "extensions/ReplicaSet" ->
          replicas(object, related);
      case "apps/Deployment", "extensions/Deployment" -> deployment(object, related);
      case "apps/StatefulSet" -> statefulSet(object);
      case "apps/DaemonSet", "extensions/DaemonSet" -> daemonSet(object);
      case "apiextensions.k8s.io/CustomResourceDefinition" -> definition(object);
      case "batch/Job" -> jobs ? job(object) : ready(true, "");
      default -> ready(true, "");
    };
  }

  private static ObjectStatus ready(boolean isReady, String why) {
    return isReady
        ? ObjectStatus.current("Resource is ready")
        : ObjectStatus.inProgress("NotReady", why);
  }

  private static boolean isPodReady(KubeObject pod) {
    return Condition.of(pod).stream()
        .anyMatch(condition -> condition.type().equals("Ready") && condition.isTrue());
  }

  private static boolean isSeen(KubeObject object) {
    return object.number(0, "status", "observedGeneration")
        == object.number(0, "metadata", "generation");
  }

  private static ObjectStatus service(KubeObject service) {
    String type = service.text("spec", "type");
    if (type.equals("ExternalName")) {
      return ready(true, "");
    }
    if (service.text("spec", "clusterIP").isEmpty()) {
      return ready(false, "Service does not have cluster IP address");
    }
    boolean reached =
        !type.equals("LoadBalancer")
            || !service.list("spec", "externalIPs").isEmpty()
            || !service.list("status", "loadBalancer", "ingress").isEmpty();
    return ready(reached, "Service does not have load balancer ingress IP address");
  }

  private static ObjectStatus replicas(KubeObject object, Collection<KubeObject> related) {
    if (!isSeen(object)) {
      return ready(false, object.kind() + " is not observed yet");
    }
    Map<String, String> selector =
        object.kind().equals("ReplicaSet")
            ? object.texts("spec", "selector", "matchLabels")
            : object.texts("spec", "selector");
    for (KubeObject pod : related) {
      if (Kind.is(pod, "", "Pod")
          && pod.labels().entrySet().containsAll(selector.entrySet())
          && !isPodReady(pod)) {
        return ready(false, "Pod " + pod.name() + " is not ready");
      }
    }
    return ready(true, "");
  }

  private static ObjectStatus deployment(KubeObject deployment, Collection<KubeObject> related) {
    if (deployment.flag("spec", "paused")) {
      return ready(true, "");
    }
    Optional<KubeObject> newest = newReplicaSet(deployment, related);
    if (newest.isEmpty()) {
      return ready(false, "Deployment has no new ReplicaSet yet");
    }
    if (!isSeen(newest.get()) || !isSeen(deployment)) {
      return ready(false, "Deployment is not observed yet");
    }
    long wanted = deployment.number(1, "spec", "replicas");
    long expected = wanted - maxUnavailable(deployment, wanted);
    long ready = newest.get().number(0, "status", "readyReplicas");
    return ready(
        ready >= expected,
        "Deployment is not ready. " + ready + " out of " + expected + " expected pods are ready");
  }

  /// The ReplicaSet that has the deployment's template, the oldest where there are several.
  static Optional<KubeObject> newReplicaSet(KubeObject deployment, Collection<KubeObject> related) {
    Object template = withoutHash(deployment.map("spec", "template"));
    List<KubeObject> matching = new ArrayList<>();
    for (KubeObject set : related) {
      if (set.kind().equals("ReplicaSet")
          && set.maps("metadata", "ownerReferences").stream()
              .anyMatch(owner -> deployment.uid().equals(owner.get("uid")))
          && withoutHash(set.map("spec", "template")).equals(template)) {
        matching.add(set);
      }
    }
    return matching.stream()
        .min(
            Comparator.comparing((KubeObject set) -> set.text("metadata", "creationTimestamp"))
                .thenComparing(KubeObject::name));
  }

  private static Object withoutHash(Map<String, @Nullable Object> template) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(template);
    if (copy.get("metadata") instanceof Map<?, ?> metadata
        && metadata.get("labels") instanceof Map<?, ?> labels) {
      Map<Object, @Nullable Object> others = new LinkedHashMap<>(labels);
      others.remove("pod-template-hash");
      Map<Object, @Nullable Object> rest = new LinkedHashMap<>(metadata);
      rest.put("labels", others);
      copy.put("metadata", rest);
    }
    return copy;
  }

  private static long maxUnavailable(KubeObject deployment, long wanted) {
    if (!deployment.text("spec", "strategy", "type").equals("RollingUpdate") || wanted == 0) {
      return 0;
    }
    long surge =
        share(deployment.get("spec", "strategy", "rollingUpdate", "maxSurge"), wanted, true);
    long unavailable =
        share(deployment.get("spec", "strategy", "rollingUpdate", "maxUnavailable"), wanted, false);
    if (surge == 0 && unavailable == 0) {
      return 1;
    }
    return Math.min(unavailable, wanted);
  }

  /// A number, or a share such as `25%` of `whole`.
  private static long share(@Nullable Object value, long whole, boolean up) {
    return switch (value) {
      case Number number -> number.longValue();
      case String text when text.endsWith("%") -> {
        BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
        BigDecimal part = percent.multiply(BigDecimal.valueOf(whole)).movePointLeft(2);
        yield part.setScale(0, up ? java.math.RoundingMode.CEILING : java.math.RoundingMode.FLOOR)
            .longValue();
      }
      case null, default -> 0;
    };
  }

  private static ObjectStatus statefulSet(KubeObject set) {
    if (!isSeen(set)) {
      return ready(false, "StatefulSet is not observed yet");
    }
    if (!set.text("spec", "updateStrategy", "type").equals("RollingUpdate")) {
      return ready(true, "");
    }
    long partition = set.number(0, "spec", "updateStrategy", "rollingUpdate", "partition");
    long wanted = set.number(1, "spec", "replicas");
    long updated = set.number(0, "status", "updatedReplicas");
    long ready = set.number(0, "status", "readyReplicas");
    if (updated < wanted - partition) {
      return ready(
          false,
          "StatefulSet is not ready. "
              + updated
              + " out of "
              + (wanted - partition)
              + " expected pods have been scheduled");
    }
    if (ready != wanted) {
      return ready(
          false,
          "StatefulSet is not ready. " + ready + " out of " + wanted + " expected pods are ready");
    }
    return ready(
        partition != 0
            || set.text("status", "currentRevision").equals(set.text("status", "updateRevision")),
        "StatefulSet is not ready. currentRevision does not yet match updateRevision");
  }

  private static ObjectStatus daemonSet(KubeObject set) {
    if (!isSeen(set)) {
      return ready(false, "DaemonSet is not observed yet");
    }
    if (!set.text("spec", "updateStrategy", "type").equals("RollingUpdate")) {
      return ready(true, "");
    }
    long wanted = set.number(0, "status", "desiredNumberScheduled");
    long updated = set.number(0, "status", "updatedNumberScheduled");
    if (updated != wanted) {
      return ready(
          false,
          "DaemonSet is not ready. "
              + updated
              + " out of "
              + wanted
              + " expected pods have been scheduled");
    }
    long expected =
        wanted
            - share(
                set.get("spec", "updateStrategy", "rollingUpdate", "maxUnavailable"), wanted, true);
    long ready = set.number(0, "status", "numberReady");
    return ready(
        ready >= expected,
        "DaemonSet is not ready. " + ready + " out of " + expected + " expected pods are ready");
  }

  private static ObjectStatus definition(KubeObject definition) {
    for (Condition condition : Condition.of(definition)) {
      // A conflict of names does not hold Helm up either.
      if ((condition.type().equals("Established") && condition.isTrue())
          || (condition.type().equals("NamesAccepted") && condition.isFalse())) {
        return ready(true, "");
      }
    }
    return ready(false, "CustomResourceDefinition is not established");
  }

  private static ObjectStatus job(KubeObject job) {
    if (job.number(0, "status", "failed") > job.number(6, "spec", "backoffLimit")) {
      return new ObjectStatus(
          State.FAILED, "JobFailed", "job is failed: " + job.namespace() + "/" + job.name());
    }
    Object completions = job.get("spec", "completions");
    return ready(
        !(completions instanceof Number number)
            || job.number(0, "status", "succeeded") >= number.longValue(),
        "Job is not completed");
  }
}
