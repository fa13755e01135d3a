package dev.slipway.kube;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.object.KubeObject;
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
}
