package dev.slipway.kube.status;

import dev.slipway.object.KubeObject;

/// Says in a few words how far an object is, for people who look on.
public final class Progress {
  private Progress() {}

  /// `2 of 3 ready`, `1 of 1 done`, or what the status says.
  public static String text(KubeObject object, ObjectStatus status) {
    if (status.state() == ObjectStatus.State.TERMINATING) {
      return "is being deleted";
    }
    return switch (object.type().group() + "/" + object.kind()) {
      case "apps/Deployment", "extensions/Deployment" -> deployment(object, status);
      case "apps/StatefulSet", "apps/ReplicaSet", "extensions/ReplicaSet" ->
          ready(object.number(0, "status", "readyReplicas"), object.number(1, "spec", "replicas"));
      case "apps/DaemonSet", "extensions/DaemonSet" ->
          ready(
              object.number(0, "status", "numberReady"),
              object.number(0, "status", "desiredNumberScheduled"));
      case "batch/Job" ->
          object.number(0, "status", "succeeded")
              + " of "
              + object.number(object.number(1, "spec", "parallelism"), "spec", "completions")
              + " done";
      default -> status.message();
    };
  }

  /// Only pods of the new version count; those of the old one are taken to be ready.
  private static String deployment(KubeObject deployment, ObjectStatus status) {
    boolean seen = !status.reason().equals("LatestGenerationNotObserved");
    long updated = seen ? deployment.number(0, "status", "updatedReplicas") : 0;
    long old = Math.max(0, deployment.number(0, "status", "replicas") - updated);
    long serving = Math.max(0, deployment.number(0, "status", "availableReplicas") - old);
    return ready(Math.min(updated, serving), deployment.number(1, "spec", "replicas"));
  }

  private static String ready(long ready, long wanted) {
    return ready + " of " + wanted + " ready";
  }
}
