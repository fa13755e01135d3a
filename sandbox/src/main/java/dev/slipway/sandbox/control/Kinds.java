package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import java.util.Set;

/// The kinds that controllers work on.
final class Kinds {
  static final GroupVersionKind POD = core("Pod");
  static final GroupVersionKind NODE = core("Node");
  static final GroupVersionKind EVENT = core("Event");
  static final GroupVersionKind SERVICE = core("Service");
  static final GroupVersionKind ENDPOINTS = core("Endpoints");
  static final GroupVersionKind CLAIM = core("PersistentVolumeClaim");
  static final GroupVersionKind VOLUME = core("PersistentVolume");
  static final GroupVersionKind CONFIG_MAP = core("ConfigMap");
  static final GroupVersionKind SECRET = core("Secret");
  static final GroupVersionKind NAMESPACE = core("Namespace");
  static final GroupVersionKind SERVICE_ACCOUNT = core("ServiceAccount");
  static final GroupVersionKind REPLICATION_CONTROLLER = core("ReplicationController");
  static final GroupVersionKind DEPLOYMENT = apps("Deployment");
  static final GroupVersionKind REPLICA_SET = apps("ReplicaSet");
  static final GroupVersionKind STATEFUL_SET = apps("StatefulSet");
  static final GroupVersionKind DAEMON_SET = apps("DaemonSet");
  static final GroupVersionKind CONTROLLER_REVISION = apps("ControllerRevision");
  static final GroupVersionKind JOB = new GroupVersionKind("batch", "v1", "Job");
  static final GroupVersionKind CRON_JOB = new GroupVersionKind("batch", "v1", "CronJob");
  static final GroupVersionKind ENDPOINT_SLICE =
      new GroupVersionKind("discovery.k8s.io", "v1", "EndpointSlice");
  static final GroupVersionKind DISRUPTION_BUDGET =
      new GroupVersionKind("policy", "v1", "PodDisruptionBudget");
  static final GroupVersionKind AUTOSCALER =
      new GroupVersionKind("autoscaling", "v2", "HorizontalPodAutoscaler");
  static final GroupVersionKind INGRESS =
      new GroupVersionKind("networking.k8s.io", "v1", "Ingress");
  static final GroupVersionKind STORAGE_CLASS =
      new GroupVersionKind("storage.k8s.io", "v1", "StorageClass");

  /// As cert-manager defines it.
  static final GroupVersionKind CERTIFICATE =
      new GroupVersionKind("cert-manager.io", "v1", "Certificate");

  /// What controllers are told of, although no [Mirror] keeps it.
  static final Set<GroupVersionKind> HEARD_OF = Set.of(CONFIG_MAP, SECRET);

  /// What a [Mirror] keeps; other kinds are looked up when they are needed, if ever.
  static final Set<GroupVersionKind> MIRRORED =
      Set.of(
          POD,
          NODE,
          SERVICE,
          ENDPOINTS,
          CLAIM,
          VOLUME,
          NAMESPACE,
          SERVICE_ACCOUNT,
          REPLICATION_CONTROLLER,
          DEPLOYMENT,
          REPLICA_SET,
          STATEFUL_SET,
          DAEMON_SET,
          CONTROLLER_REVISION,
          JOB,
          CRON_JOB,
          ENDPOINT_SLICE,
          DISRUPTION_BUDGET,
          AUTOSCALER,
          INGRESS,
          STORAGE_CLASS,
          CERTIFICATE);

  private Kinds() {}

  private static GroupVersionKind core(String kind) {
    return new GroupVersionKind("", "v1", kind);
  }

  private static GroupVersionKind apps(String kind) {
    return new GroupVersionKind("apps", "v1", kind);
  }
}
