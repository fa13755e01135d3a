package dev.slipway.kube.status;

import dev.slipway.object.ObjectKey;
import java.time.Duration;
import java.util.List;

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

  /// What registries say when an image is not there or may not be read, and what admission says
  /// that will say so again.
  private static final List<String> DEFINITE =
      List.of(
          "not found",
          "manifest unknown",
          "does not exist",
          "denied",
          "unauthorized",
          "violates PodSecurity");

  /// How long it has to last before it is believed. Kubernetes tries nearly everything again; where
  /// its words leave no doubt that this helps nothing, there is nothing to wait for.
  public Duration patience() {
    return switch (reason) {
      case IMAGE_PULL, PODS_REFUSED ->
          DEFINITE.stream().anyMatch(message::contains) ? Duration.ZERO : reason.patience();
      default -> reason.patience();
    };
  }
}
