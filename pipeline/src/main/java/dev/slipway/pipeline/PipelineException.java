package dev.slipway.pipeline;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import org.jspecify.annotations.Nullable;

/// An error of the fleet as a whole: its settings, its repository, its output.
public final class PipelineException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  public PipelineException(Diagnostic diagnostic) {
    super(diagnostic, null);
  }

  public PipelineException(PipelineErrorCode code, String message, @Nullable Throwable cause) {
    super(Diagnostic.error(code, message), cause);
  }

  /// An error with a hint on what to do next.
  public static PipelineException of(PipelineErrorCode code, String message, String hint) {
    return new PipelineException(Diagnostic.error(code, message).withHint(hint));
  }
}
