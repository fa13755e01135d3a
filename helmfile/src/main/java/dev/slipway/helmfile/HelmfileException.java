package dev.slipway.helmfile;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.SourceLocation;
import org.jspecify.annotations.Nullable;

/// A helmfile that cannot be read, or a release of one that cannot be rendered. The message is
/// helmfile's own where helmfile fails too.
public final class HelmfileException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  public HelmfileException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  public HelmfileException(Diagnostic diagnostic) {
    this(diagnostic, null);
  }

  public HelmfileException(HelmfileErrorCode code, String message) {
    this(Diagnostic.error(code, message), null);
  }

  public HelmfileException(HelmfileErrorCode code, String message, @Nullable Throwable cause) {
    this(Diagnostic.error(code, message), cause);
  }

  /// An error about a file as a whole, with a hint on what to do next.
  public static HelmfileException in(
      HelmfileErrorCode code, String file, String message, @Nullable String hint) {
    return new HelmfileException(
        Diagnostic.error(code, message).at(SourceLocation.of(file), null).withHint(hint));
  }

  /// What kind of error it is; null when it came from a library below.
  public @Nullable HelmfileErrorCode code() {
    return diagnostic().code() instanceof HelmfileErrorCode code ? code : null;
  }

  /// The same error as part of a larger step: `prefix` goes before the message, as Go's `%w` does.
  public HelmfileException prefixed(String prefix) {
    return prefixed(prefix, this);
  }

  /// Any error of Slipway as part of a larger step.
  public static HelmfileException prefixed(String prefix, SlipwayException error) {
    return new HelmfileException(error.diagnostic().prefixed(prefix), error);
  }
}
