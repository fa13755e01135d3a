package dev.slipway.gotemplate.semver;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;

/// A text that is no version or no constraint; the message is Masterminds/semver's own.
public final class SemverException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  private SemverException(SemverErrorCode code, String message) {
    super(Diagnostic.error(code, message), null);
  }

  static SemverException version(String message) {
    return new SemverException(SemverErrorCode.INVALID_VERSION, message);
  }

  static SemverException constraint(String message) {
    return new SemverException(SemverErrorCode.INVALID_CONSTRAINT, message);
  }
}
