package dev.slipway.kube.status;

import dev.slipway.object.KubeObject;
import org.jspecify.annotations.Nullable;

/// How far the things are that run pods, as kstatus says.
final class Workloads {
  private Workloads() {}

  /// The status of a workload; null for other kinds of its groups.
  static @Nullable ObjectStatus status(KubeObject object) {
    return switch (object.kind()) {
      case "Deployment" -> deployment(object);
      case "StatefulSet" -> object.type().group().equals("apps") ? statefulSet(object) : null;
      case "DaemonSet" -> daemonSet(object);
      case "ReplicaSet" -> replicaSet(object);
      default -> null;
    };
  }

  private static ObjectStatus deployment(KubeObject deployment) {
    boolean progressing = Readiness.hasNoDeadline(deployment);
    boolean available = false;
    for (Condition condition : Condition.of(deployment)) {
      switch (condition.type()) {
        case "Progressing" -> {
          if (condition.reason().equals("ProgressDeadlineExceeded")) {
            return ObjectStatus.failed(condition.reason(), "Progress deadline exceeded");
          }
          progressing |= condition.isTrue() && condition.reason().equals("NewReplicaSetAvailable");
        }
        case "Available" -> available |= condition.isTrue();
        default -> {}
      }
    }
    long wanted = deployment.number(1, "spec", "replicas");
    long there = deployment.number(0, "status", "replicas");
    long updated = deployment.number(0, "status", "updatedReplicas");
    long ready = deployment.number(0, "status", "readyReplicas");
    long serving = deployment.number(0, "status", "availableReplicas");
    if (wanted > there) {
      return ObjectStatus.inProgress("LessReplicas", "Replicas: " + there + "/" + wanted);
    }
    if (wanted > updated) {
      return ObjectStatus.inProgress("LessUpdated", "Updated: " + updated + "/" + wanted);
    }
    if (there > wanted) {
      return ObjectStatus.inProgress("ExtraPods", "Pending termination: " + (there - wanted));
    }
    if (updated > serving) {
      return ObjectStatus.inProgress("LessAvailable", "Available: " + serving + "/" + updated);
    }
    if (wanted > ready) {
      return ObjectStatus.inProgress("LessReady", "Ready: " + ready + "/" + wanted);
    }
    if (!progressing) {
      return ObjectStatus.inProgress("ReplicaSetNotAvailable", "ReplicaSet not Available");
    }
    if (!available) {
      return ObjectStatus.inProgress("DeploymentNotAvailable", "Deployment not Available");
    }
    return ObjectStatus.current("Deployment is available. Replicas: " + there);
  }

  private static ObjectStatus statefulSet(KubeObject set) {
    if (set.text("spec", "updateStrategy", "type").equals("OnDelete")) {
      return ObjectStatus.current("StatefulSet is using the ondelete update strategy");
    }
    long wanted = set.number(1, "spec", "replicas");
    long ready = set.number(0, "status", "readyReplicas");
    long current = set.number(0, "status", "currentReplicas");
    long updated = set.number(0, "status", "updatedReplicas");
    long there = set.number(0, "status", "replicas");
    long partition = set.number(-1, "spec", "updateStrategy", "rollingUpdate", "partition");
    if (wanted > there) {
      return ObjectStatus.inProgress("LessReplicas", "Replicas: " + there + "/" + wanted);
    }
    if (wanted > ready) {
      return ObjectStatus.inProgress("LessReady", "Ready: " + ready + "/" + wanted);
    }
    if (there > wanted) {
      return ObjectStatus.inProgress("ExtraPods", "Pending termination: " + (there - wanted));
    }
    if (partition != -1) {
      return updated < wanted - partition
          ? ObjectStatus.inProgress(
              "PartitionRollout", "updated: " + updated + "/" + (wanted - partition))
          : ObjectStatus.current("Partition rollout complete. updated: " + updated);
    }
    if (wanted > current) {
      return ObjectStatus.inProgress("LessCurrent", "current: " + current + "/" + wanted);
    }
    if (!set.text("status", "currentRevision").equals(set.text("status", "updateRevision"))) {
      return ObjectStatus.inProgress(
          "RevisionMismatch", "Waiting for updated revision to match current");
    }
    return ObjectStatus.current("All replicas scheduled as expected. Replicas: " + there);
  }

  private static ObjectStatus replicaSet(KubeObject set) {
    for (Condition condition : Condition.of(set)) {
      if (condition.type().equals("ReplicaFailure") && condition.isTrue()) {
        return ObjectStatus.inProgress("ReplicaFailure", "Replica Failure condition. Check Pods");
      }
    }
    long wanted = set.number(1, "spec", "replicas");
    long there = set.number(0, "status", "replicas");
    long ready = set.number(0, "status", "readyReplicas");
    long serving = set.number(0, "status", "availableReplicas");
    long labelled = set.number(0, "status", "fullyLabeledReplicas");
    if (wanted > labelled) {
      return ObjectStatus.inProgress("LessLabelled", "Labelled: " + labelled + "/" + wanted);
    }
    if (wanted > serving) {
      return ObjectStatus.inProgress("LessAvailable", "Available: " + serving + "/" + wanted);
    }
    if (wanted > ready) {
      return ObjectStatus.inProgress("LessReady", "Ready: " + ready + "/" + wanted);
    }
    if (there > wanted) {
      return ObjectStatus.inProgress("ExtraPods", "Pending termination: " + (there - wanted));
    }
    return ObjectStatus.current("ReplicaSet is available. Replicas: " + there);
  }

  private static ObjectStatus daemonSet(KubeObject set) {
    // Its controller always sets these: without them it has not seen the object.
    if (set.get("metadata", "generation") == null) {
      return ObjectStatus.inProgress("NoGeneration", set.kind() + " metadata.generation not found");
    }
    if (set.get("status", "observedGeneration") == null) {
      return ObjectStatus.inProgress(
          "NoObservedGeneration", set.kind() + " status.observedGeneration not found");
    }
    long wanted = set.number(-1, "status", "desiredNumberScheduled");
    long current = set.number(0, "status", "currentNumberScheduled");
    long updated = set.number(0, "status", "updatedNumberScheduled");
    long serving = set.number(0, "status", "numberAvailable");
    long ready = set.number(0, "status", "numberReady");
    if (wanted == -1) {
      return ObjectStatus.inProgress("NoDesiredNumber", "Missing .status.desiredNumberScheduled");
    }
    if (wanted > current) {
      return ObjectStatus.inProgress("LessCurrent", "Current: " + current + "/" + wanted);
    }
    if (wanted > updated) {
      return ObjectStatus.inProgress("LessUpdated", "Updated: " + updated + "/" + wanted);
    }
    if (wanted > serving) {
      return ObjectStatus.inProgress("LessAvailable", "Available: " + serving + "/" + wanted);
    }
    if (wanted > ready) {
      return ObjectStatus.inProgress("LessReady", "Ready: " + ready + "/" + wanted);
    }
    return ObjectStatus.current("All replicas scheduled as expected. Replicas: " + wanted);
  }
}
