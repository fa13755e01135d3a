package dev.slipway.release.plan;

import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.plan.Finding.Topic;
import java.util.Locale;
import java.util.Set;

/// What a cluster's refusal means, of a dry run or of the thing itself.
public final class Objection {
  /// How much of a refused value is shown: whole pod templates come.
  private static final int LONGEST_VALUE = 160;

  private static final String VALUE = "Invalid value: ";

  /// With these, what they hold would be lost: data, or all objects of a kind or namespace.
  private static final Set<String> HOLDERS =
      Set.of("PersistentVolumeClaim", "PersistentVolume", "Namespace", "CustomResourceDefinition");

  private Objection() {}

  /// The finding for an error that is about one object.
  ///
  /// @throws KubeException the error itself if it is about the cluster as a whole
  static Finding of(ObjectKey key, KubeException e) {
    if (!LiveObjects.isLocal(e)) {
      throw e;
    }
    Topic topic = topic(e);
    String hint = topic == Topic.IMMUTABLE && isHolder(key) ? holderHint() : hint(topic);
    if (LiveObjects.isUnansweredWebhook(e)) {
      hint = "see to the webhook's pods, or to its configuration";
    }
    return Finding.fails(topic, key, tellable(key, message(e)), hint);
  }

  /// A cluster's message about an object as people may see it.
  public static String tellable(ObjectKey key, String message) {
    String text = shortened(message);
    int value = text.indexOf(", got &value.");
    return key.type().kind().equals("Secret") && value >= 0 ? text.substring(0, value) : text;
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
  public static boolean isImmutable(KubeException e) {
    if (e.diagnostic().code() != KubeErrorCode.REFUSED) {
      return false;
    }
    String message = message(e);
    return message.contains("immutable")
        || message.contains("Forbidden: updates to")
        || message.contains("may not be changed")
        || message.contains("may not change once set")
        || message.contains("cannot be changed")
        || message.contains("can not be less than status.capacity")
        || message.contains("cannot change roleRef");
  }

  /// Whether deleting the object would delete what it holds, so that it is never made anew.
  public static boolean isHolder(ObjectKey key) {
    return HOLDERS.contains(key.type().kind());
  }

  /// What to do about a field of such an object.
  public static String holderHint() {
    return "deleting it would delete what it holds, so --force does not: see to it by hand";
  }

  /// A message without the whole of what was refused: Kubernetes puts pod templates into one line,
  /// and its own comparison of claims below.
  public static String shortened(String message) {
    int comparison = message.indexOf("\n@@ ");
    String text = comparison < 0 ? message : message.substring(0, comparison);
    int start = text.indexOf(VALUE + "{");
    int end = start < 0 ? -1 : text.indexOf("}: ", start);
    for (int next = end; next >= 0; next = text.indexOf("}: ", next + 1)) {
      end = next;
    }
    return end - start <= LONGEST_VALUE
        ? text
        : text.substring(0, start + VALUE.length()) + "{…" + text.substring(end);
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

  /// Whether a refusal is for want of that object: `serviceaccount "web" not found`,
  /// `roles.rbac.authorization.k8s.io "web" not found`.
  static boolean isForWantOf(String message, ObjectKey key) {
    String kind = key.type().kind().toLowerCase(Locale.ROOT);
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("no " + kind + " with name " + key.name() + " was found")) {
      return true;
    }
    int at = text.indexOf(" \"" + key.name() + "\" not found");
    return at >= 0 && text.substring(text.lastIndexOf(' ', at - 1) + 1, at).startsWith(kind);
  }

  private static String hint(Topic topic) {
    return switch (topic) {
      case IMMUTABLE -> "with --force the object is deleted and made anew";
      case NAMESPACE -> "make the namespace first, or use --create-namespace";
      case PERMISSION -> "ask for a role that allows this";
      case QUOTA -> "ask for less, or for a larger quota";
      case KIND -> "install the CRD that defines the kind first";
      case OWNERSHIP -> "with --take-ownership the release takes the object over";
      case CONFLICT, REFUSED, REFERENCE, RECORD, HISTORY, UNSTABLE, RENDERING, MOVED -> "";
    };
  }

  /// What to do about an object of someone else.
  static String ownershipHint() {
    return hint(Topic.OWNERSHIP);
  }
}
