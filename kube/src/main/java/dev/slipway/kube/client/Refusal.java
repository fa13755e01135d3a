package dev.slipway.kube.client;

import dev.slipway.kube.KubeErrorCode;
import dev.slipway.object.KubeObject;
import org.jspecify.annotations.Nullable;

/// What an error of a cluster means.
///
/// @param code which error it is to us
/// @param hint what to do, or null
record Refusal(KubeErrorCode code, @Nullable String hint) {
  /// @param status the HTTP status
  /// @param said the cluster's message
  /// @param answer its `Status`, or null
  static Refusal of(int status, String said, @Nullable KubeObject answer) {
    return switch (status) {
      case 401 -> new Refusal(KubeErrorCode.UNAUTHORIZED, null);
      case 403 -> forbidden(said);
      case 404 ->
          new Refusal(
              KubeErrorCode.NOT_FOUND,
              said.startsWith("namespaces ") ? "create the namespace first" : null);
      case 409 -> conflict(answer);
      case 429 ->
          said.contains("disruption budget")
              ? new Refusal(
                  KubeErrorCode.REFUSED, "a PodDisruptionBudget holds the pod: try again later")
              : new Refusal(
                  KubeErrorCode.SERVER, "the cluster has too much to do: try again later");
      case 413 ->
          new Refusal(KubeErrorCode.REFUSED, "the object is larger than the cluster allows");
      default -> status >= 500 ? failed(said) : new Refusal(KubeErrorCode.REFUSED, admission(said));
    };
  }

  private static Refusal forbidden(String said) {
    // An authorizer says `User "u" cannot get resource …`; admission answers with 403, too.
    if (said.contains(" cannot ") && said.contains("resource")) {
      return new Refusal(
          KubeErrorCode.FORBIDDEN, "ask for a Role or ClusterRole that allows it, and its binding");
    }
    String hint = admission(said);
    if (hint != null) {
      return new Refusal(KubeErrorCode.REFUSED, hint);
    }
    return said.contains("forbidden: User ")
        ? new Refusal(KubeErrorCode.FORBIDDEN, null)
        : new Refusal(KubeErrorCode.REFUSED, null);
  }

  private static Refusal conflict(@Nullable KubeObject answer) {
    String reason = answer == null ? "" : answer.text("reason");
    if (reason.equals("AlreadyExists")) {
      return new Refusal(KubeErrorCode.CONFLICT, null);
    }
    boolean fields = answer != null && !answer.maps("details", "causes").isEmpty();
    return new Refusal(
        KubeErrorCode.CONFLICT,
        fields ? "take the fields over, or leave them out of the manifest" : null);
  }

  /// Whether a message is about what was sent, whatever its status says.
  static boolean isAboutContent(String said) {
    return said.contains("failed to create typed patch object");
  }

  private static Refusal failed(String said) {
    if (isAboutContent(said)) {
      return new Refusal(
          KubeErrorCode.REFUSED, "a value is not of the type that the field is to have");
    }
    return new Refusal(
        KubeErrorCode.SERVER,
        said.contains("failed calling webhook")
            ? "the webhook's service does not answer: see to its pods, or to its configuration"
            : null);
  }

  private static @Nullable String admission(String said) {
    if (said.contains("exceeded quota")) {
      return "free some of the namespace's quota, or ask for more";
    }
    if (said.contains("being terminated")) {
      return "the namespace is being deleted: wait until it is gone";
    }
    if (said.contains("violates PodSecurity")) {
      return "the pod asks for more rights than the namespace allows";
    }
    if (said.contains("admission webhook")) {
      return "the webhook's policy has to allow it";
    }
    if (said.contains("ValidatingAdmissionPolicy")) {
      return "the policy has to allow it";
    }
    if (said.contains("field is immutable")) {
      return "the object has to be deleted and made anew";
    }
    return null;
  }
}
