package dev.slipway.kube;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A cluster that cannot be reached, or does not do what it was asked.
public final class KubeException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient @Nullable KubeObject answer;

  /// @param status the HTTP status; 0 when there was no answer
  /// @param answer the `Status` object that the cluster answered with, if it did
  public KubeException(
      Diagnostic diagnostic, int status, @Nullable KubeObject answer, @Nullable Throwable cause) {
    super(diagnostic, cause);
    this.status = status;
    this.answer = answer;
  }

  /// The HTTP status; 0 when there was no answer.
  public int status() {
    return status;
  }

  /// The `Status` object that the cluster answered with.
  public Optional<KubeObject> answer() {
    return Optional.ofNullable(answer);
  }

  /// The cluster's reason, such as `AlreadyExists`, or empty.
  public String reason() {
    return answer == null ? "" : answer.text("reason");
  }

  /// Whether it is of that code.
  public boolean is(KubeErrorCode code) {
    return diagnostic().code() == code;
  }

  /// The fields that others own, when that is why server-side apply failed.
  public List<FieldConflict> fieldConflicts() {
    List<FieldConflict> conflicts = new ArrayList<>();
    if (answer != null) {
      for (Map<String, @Nullable Object> cause : answer.maps("details", "causes")) {
        if ("FieldManagerConflict".equals(cause.get("reason"))) {
          String message = cause.get("message") instanceof String text ? text : "";
          String field = cause.get("field") instanceof String text ? text : "";
          conflicts.add(new FieldConflict(field, quoted(message), message));
        }
      }
    }
    return conflicts;
  }

  /// What stands in the first quotes.
  private static String quoted(String text) {
    int start = text.indexOf('"');
    int end = text.indexOf('"', start + 1);
    return start < 0 || end < 0 ? "" : text.substring(start + 1, end);
  }
}
