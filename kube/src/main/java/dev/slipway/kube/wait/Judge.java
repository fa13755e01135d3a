package dev.slipway.kube.wait;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.status.LegacyReadiness;
import dev.slipway.kube.status.ObjectStatus;
import dev.slipway.kube.status.Readiness;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says how far objects are, by the rules of the wait.
final class Judge {
  /// Kinds that have no status: once they are there they are as they should be.
  private static final Set<String> WITHOUT_STATUS =
      Set.of(
          "/ConfigMap",
          "/Secret",
          "/ServiceAccount",
          "/LimitRange",
          "rbac.authorization.k8s.io/Role",
          "rbac.authorization.k8s.io/RoleBinding",
          "rbac.authorization.k8s.io/ClusterRole",
          "rbac.authorization.k8s.io/ClusterRoleBinding",
          "networking.k8s.io/NetworkPolicy",
          "networking.k8s.io/IngressClass",
          "scheduling.k8s.io/PriorityClass",
          "storage.k8s.io/StorageClass",
          "admissionregistration.k8s.io/MutatingWebhookConfiguration",
          "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
          "batch/CronJob");

  private final KubeClient client;
  private final WaitSettings settings;
  private final Map<String, ObjectStatus> legacy = new HashMap<>();

  Judge(KubeClient client, WaitSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /// Whether objects of that kind need no look.
  boolean isReadyAtOnce(GroupVersionKind type) {
    String kind = type.group() + "/" + type.kind();
    return settings.mode() == WaitSettings.Mode.RUN
        ? !kind.equals("batch/Job") && !kind.equals("/Pod")
        : WITHOUT_STATUS.contains(kind);
  }

  /// How far an object is.
  ///
  /// @param pods its pods, as far as they are known
  ObjectStatus status(KubeObject object, List<KubeObject> pods) {
    boolean job =
        object.kind().equals("Job") && object.type().group().equals("batch") && settings.jobs();
    return switch (settings.mode()) {
      case RUN -> Readiness.ofRun(object);
      case WATCHER -> {
        if (object.kind().equals("Deployment") && object.flag("spec", "paused")) {
          yield new ObjectStatus(ObjectStatus.State.CURRENT, "", "Deployment is paused");
        }
        yield job
            ? Readiness.ofRun(object)
            : Readiness.of(object, Instant.ofEpochMilli(settings.timing().millis()));
      }
      case LEGACY -> legacy(object, pods);
    };
  }

  private ObjectStatus legacy(KubeObject object, List<KubeObject> pods) {
    if (!object.kind().equals("Deployment")) {
      return LegacyReadiness.of(object, pods, settings.jobs());
    }
    // The ReplicaSets change together with their deployment's status.
    return legacy.computeIfAbsent(
        object.uid() + "@" + object.resourceVersion(),
        key -> {
          List<String> labels = new ArrayList<>();
          object
              .texts("spec", "selector", "matchLabels")
              .forEach((name, value) -> labels.add(name + "=" + value));
          GroupVersionKind set = GroupVersionKind.of("apps/v1", "ReplicaSet");
          return LegacyReadiness.of(
              object,
              client
                  .list(set, object.namespace(), ListOptions.labelled(String.join(",", labels)))
                  .items(),
              settings.jobs());
        });
  }
}
