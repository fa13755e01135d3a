package dev.slipway.kube.status;

import dev.slipway.object.ObjectKey;

/// A sign that something will not become ready.
///
/// @param reason what it is
/// @param object where it shows, such as a pod
/// @param container the container, or empty
/// @param message the cluster's own words
public record FailureSign(
    FailureReason reason, ObjectKey object, String container, String message) {
  /// `the image cannot be pulled: Pod/web-1, container app: Back-off pulling image "x"`.
  public String describe() {
    return reason.text()
        + ": "
        + object.label()
        + (container.isEmpty() ? "" : ", container " + container)
        + (message.isEmpty() ? "" : ": " + message);
  }
}
