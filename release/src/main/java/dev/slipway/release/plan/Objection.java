package dev.slipway.release.plan;

import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.plan.Finding.Topic;

/// What a cluster's refusal of a dry run means for the plan.
final class Objection {
  private Objection() {}

  /// The finding for an error that is about one object.
  ///
  /// @throws KubeException the error itself if it is about the cluster as a whole
  static Finding of(ObjectKey key, KubeException e) {
    if (!LiveObjects.isLocal(e)) {
      throw e;
    }
    Topic topic = topic(e);
    return Finding.fails(topic, key, message(e), hint(topic));
  }

  /// Kubernetes' own words, without what was asked of it.
  private static String message(KubeException e) {
    return e.answer()
        .map(status -> status.text("message"))
        .filter(text -> !text.isEmpty())
        .orElse(String.valueOf(e.getMessage()));
  }

  private static Topic topic(KubeException e) {
    String message = message(e);
    if (message.contains("exceeded quota")) {
      return Topic.QUOTA;
    }
    if (isNamespaceMissing(e) || message.contains("is being terminated")) {
      return Topic.NAMESPACE;
    }
    if (isImmutable(e)) {
      return Topic.IMMUTABLE;
    }
    if (e.diagnostic().code() == KubeErrorCode.NOT_FOUND) {
      return Topic.KIND;
    }
    boolean isForbidden = e.diagnostic().code() == KubeErrorCode.FORBIDDEN;
    return isForbidden && message.contains(" cannot ") ? Topic.PERMISSION : Topic.REFUSED;
  }

  /// Whether an object cannot be changed to what it is to be, and would have to be made anew.
  static boolean isImmutable(KubeException e) {
    if (e.diagnostic().code() != KubeErrorCode.REFUSED) {
      return false;
    }
    String message = message(e);
    return message.contains("immutable")
        || message.contains("Forbidden: updates to")
        || message.contains("may not be changed")
        || message.contains("may not change once set")
        || message.contains("cannot be changed");
  }

  /// Whether the namespace of the object is not there.
  static boolean isNamespaceMissing(KubeException e) {
    return e.diagnostic().code() == KubeErrorCode.NOT_FOUND
        && message(e).startsWith("namespaces \"");
  }

  /// Whether there is an object of that name already.
  static boolean isThere(KubeException e) {
    return e.reason().equals("AlreadyExists");
  }

  private static String hint(Topic topic) {
    return switch (topic) {
      case IMMUTABLE -> "with --force the object is deleted and made anew";
      case NAMESPACE -> "make the namespace first, or use --create-namespace";
      case PERMISSION -> "ask for a role that allows this";
      case QUOTA -> "ask for less, or for a larger quota";
      case KIND -> "install the CRD that defines the kind first";
      case OWNERSHIP -> "with --take-ownership the release takes the object over";
      case CONFLICT, REFUSED, RECORD, HISTORY, UNSTABLE, RENDERING, MOVED -> "";
    };
  }

  /// What to do about an object of someone else.
  static String ownershipHint() {
    return hint(Topic.OWNERSHIP);
  }
}
