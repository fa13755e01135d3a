package dev.slipway.release;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import org.jspecify.annotations.Nullable;

/// A release that cannot be read, planned or changed. The text is Helm's where Helm fails too.
public class ReleaseException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  public ReleaseException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  public ReleaseException(Diagnostic diagnostic) {
    this(diagnostic, null);
  }

  public ReleaseException(ReleaseErrorCode code, String message) {
    this(Diagnostic.error(code, message), null);
  }

  public ReleaseException(ReleaseErrorCode code, String message, @Nullable Throwable cause) {
    this(Diagnostic.error(code, message), cause);
  }

  /// An error with a hint on what to do next.
  public static ReleaseException of(ReleaseErrorCode code, String message, String hint) {
    return new ReleaseException(Diagnostic.error(code, message).withHint(hint), null);
  }
}
