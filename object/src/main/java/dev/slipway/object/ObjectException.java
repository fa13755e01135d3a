package dev.slipway.object;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import org.jspecify.annotations.Nullable;

/// An object, a selector, a quantity or a patch that is not as it must be. The message is the one
/// of Kubernetes' own libraries where they fail too.
public final class ObjectException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  public ObjectException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  /// An error with a message only.
  public ObjectException(ObjectErrorCode code, String message) {
    this(Diagnostic.error(code, message), null);
  }

  /// The same error as part of a larger step: `prefix` goes before its message.
  public ObjectException prefixed(String prefix) {
    return new ObjectException(diagnostic().prefixed(prefix), this);
  }
}
