package dev.slipway.kube.status;

import java.time.Duration;

/// Why an object will most likely never be ready.
public enum FailureReason {
  /// The image's name is none.
  INVALID_IMAGE(Duration.ZERO, "the image's name is not valid"),
  /// The image cannot be pulled: it does not exist, or may not be read.
  IMAGE_PULL(Duration.ofSeconds(10), "the image cannot be pulled"),
  /// The container came down, and waits for its next start.
  CRASHED(Duration.ofSeconds(30), "the container came down"),
  /// The container ends again and again.
  CRASH_LOOP(Duration.ZERO, "the container crashes again and again"),
  /// The container needed more memory than it may have.
  OUT_OF_MEMORY(Duration.ZERO, "the container runs out of memory"),
  /// The container names a Secret, ConfigMap or key that is not there.
  CONTAINER_CONFIG(Duration.ofSeconds(5), "the container's configuration is incomplete"),
  /// The container cannot be started.
  CONTAINER_START(Duration.ofSeconds(10), "the container cannot be started"),
  /// The pod ended with a failure, or was evicted.
  POD_FAILED(Duration.ZERO, "the pod failed"),
  /// The job failed too often, or took too long.
  JOB_FAILED(Duration.ZERO, "the job failed"),
  /// Pods are refused: quota, admission, no service account.
  PODS_REFUSED(Duration.ofSeconds(10), "the cluster refuses the pods"),
  /// No node takes the pod.
  UNSCHEDULABLE(Duration.ofMinutes(2), "no node takes the pod"),
  /// The deployment's own deadline has passed.
  PROGRESS_DEADLINE(Duration.ZERO, "the deployment made no progress within its deadline"),
  /// The object itself says so.
  STALLED(Duration.ZERO, "the object says that it failed");

  private final Duration patience;
  private final String text;

  FailureReason(Duration patience, String text) {
    this.patience = patience;
    this.text = text;
  }

  /// How long the sign has to last before it is believed: some heal by themselves, as when a Secret
  /// comes a moment after the pod that needs it, or a node is added. [FailureSign#patience] knows
  /// more.
  public Duration patience() {
    return patience;
  }

  /// What it means.
  public String text() {
    return text;
  }
}
