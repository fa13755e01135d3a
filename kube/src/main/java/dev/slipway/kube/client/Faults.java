package dev.slipway.kube.client;

import dev.slipway.core.Diagnostic;
import dev.slipway.kube.FieldConflict;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.config.KubeContext;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts what a cluster answers, or does not answer, into errors that say what was being done, on
/// which cluster, why it failed and what to do.
final class Faults {
  private final KubeContext context;

  Faults(KubeContext context) {
    this.context = context;
  }

  /// `cluster "codfw"`.
  private String cluster() {
    return "cluster \"" + context.name() + "\"";
  }

  /// What a user hears who waits for a request that is sent again and again.
  ///
  /// @param reason why it is
  String waiting(String reason, Duration patience) {
    return cluster()
        + " does not answer as it should ("
        + reason
        + "); trying again for up to "
        + patience.toSeconds()
        + " s";
  }

  /// No answer came.
  KubeException unreachable(Subject subject, IOException cause, int attempts) {
    Trouble trouble = Trouble.of(cause);
    String what =
        switch (trouble) {
          case NOT_REACHED, NOT_REACHED_IN_TIME ->
              cluster() + " cannot be reached at " + context.cluster().server();
          case NOT_TRUSTED -> cluster() + ": no safe connection to " + context.cluster().server();
          case TOO_LATE, BROKEN ->
              "cannot " + subject.phrase() + ": " + cluster() + " did not answer";
        };
    String hint =
        switch (trouble) {
          case NOT_REACHED, NOT_REACHED_IN_TIME ->
              "check the address in the kubeconfig's context, the network and proxies";
          case NOT_TRUSTED ->
              "check certificate-authority, tls-server-name and the client's certificate in the"
                  + " kubeconfig";
          case TOO_LATE, BROKEN -> null;
        };
    String times = attempts > 1 ? " (" + attempts + " attempts)" : "";
    return fault(
        Diagnostic.error(KubeErrorCode.UNREACHABLE, what + ": " + Trouble.reason(cause) + times)
            .withHint(hint),
        0,
        null,
        cause);
  }

  /// The wait for an answer was interrupted.
  KubeException interrupted(Subject subject, InterruptedException cause) {
    return fault(
        Diagnostic.error(
            KubeErrorCode.UNREACHABLE,
            "interrupted: cannot " + subject.phrase() + " on " + cluster()),
        0,
        null,
        cause);
  }

  /// The cluster does not have that kind.
  KubeException notServed(GroupVersionKind type) {
    return fault(
        Diagnostic.error(
                KubeErrorCode.NOT_FOUND,
                cluster() + " has no kind " + type.kind() + " in " + type.apiVersion())
            .withHint(
                type.group().contains(".") && !type.group().endsWith(".k8s.io")
                    ? "is its CustomResourceDefinition installed?"
                    : "this version of Kubernetes may not have that API any more, or not yet"),
        404,
        null,
        null);
  }

  /// An object that needs a namespace has none.
  KubeException noNamespace(Subject subject) {
    return fault(
        Diagnostic.error(
            KubeErrorCode.REFUSED, "cannot " + subject.phrase() + ": no namespace is given"),
        0,
        null,
        null);
  }

  /// The cluster answered something that cannot be understood.
  KubeException unreadable(Subject subject, ApiAnswer answer, YamlException cause) {
    boolean page = answer.header("content-type").contains("html");
    return fault(
        Diagnostic.error(
                KubeErrorCode.SERVER,
                "cannot " + subject.phrase() + ": " + cluster() + " did not answer in JSON")
            .withHint(
                page
                    ? "a web page came: is "
                        + context.cluster().server()
                        + " the API's address, and is no login page before it?"
                    : null),
        answer.status(),
        null,
        cause);
  }

  /// The cluster answered with an error.
  KubeException answered(Subject subject, ApiAnswer answer, int attempts) {
    KubeObject status = status(answer);
    String said = status == null ? answer.text().strip() : status.text("message");
    if (said.isEmpty() || (status == null && said.startsWith("<"))) {
      said = "HTTP status " + answer.status();
    }
    Refusal refusal = Refusal.of(answer.status(), said, status);
    String message =
        switch (refusal.code()) {
          case UNAUTHORIZED ->
              cluster() + " does not accept " + context.credentials().origin() + ": " + said;
          case SERVER ->
              "cannot "
                  + subject.phrase()
                  + " on "
                  + cluster()
                  + ": "
                  + said
                  + (attempts > 1 ? " (" + attempts + " attempts)" : "");
          default -> "cannot " + subject.phrase() + " on " + cluster() + ": " + said;
        };
    String hint =
        refusal.code() == KubeErrorCode.UNAUTHORIZED
            ? TokenAge.hint(context.credentials())
            : refusal.hint();
    return fault(
        Diagnostic.error(refusal.code(), message).withNotes(notes(said, status)).withHint(hint),
        answer.status(),
        status,
        null);
  }

  private static @Nullable KubeObject status(ApiAnswer answer) {
    try {
      KubeObject object = KubeObject.parse(answer.text());
      return object.kind().equals("Status") ? object : null;
    } catch (YamlException _) {
      // A proxy's page, or plain text: it is shown as it is.
      return null;
    }
  }

  /// The single causes, unless the message has them already.
  private static List<String> notes(String said, @Nullable KubeObject status) {
    if (status == null) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    for (Map<String, @Nullable Object> cause : status.maps("details", "causes")) {
      String message = String.valueOf(cause.get("message"));
      String field = cause.get("field") instanceof String text ? text : "";
      if (!"FieldManagerConflict".equals(cause.get("reason")) && !said.contains(message)) {
        notes.add(field.isEmpty() ? message : field + ": " + message);
      }
    }
    for (FieldConflict conflict :
        new KubeException(Diagnostic.error(KubeErrorCode.CONFLICT, ""), 0, status, null)
            .fieldConflicts()) {
      notes.add(conflict.field() + " is owned by " + conflict.owner());
    }
    return notes;
  }

  private static KubeException fault(
      Diagnostic diagnostic, int status, @Nullable KubeObject answer, @Nullable Throwable cause) {
    return new KubeException(diagnostic, status, answer, cause);
  }
}
