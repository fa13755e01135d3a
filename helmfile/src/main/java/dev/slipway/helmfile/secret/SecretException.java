package dev.slipway.helmfile.secret;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.Severity;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.SourceLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A secret that cannot be read. Neither the message nor anything else in it holds a secret's
/// value.
public final class SecretException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  private SecretException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  static SecretException of(SecretErrorCode code, String message, @Nullable String hint) {
    return new SecretException(Diagnostic.error(code, message).withHint(hint), null);
  }

  static SecretException of(SecretErrorCode code, String message, @Nullable Throwable cause) {
    return new SecretException(Diagnostic.error(code, message), cause);
  }

  /// An error of another part of the program, with its place and hint.
  static SecretException of(SecretErrorCode code, SlipwayException cause) {
    Diagnostic d = cause.diagnostic();
    return new SecretException(
        new Diagnostic(
            code, Severity.ERROR, d.message(), d.location(), d.snippet(), d.notes(), d.hint()),
        cause);
  }

  static SecretException of(SecretErrorCode code, String message) {
    return new SecretException(Diagnostic.error(code, message), null);
  }

  static SecretException withNotes(
      SecretErrorCode code, String message, List<String> notes, @Nullable String hint) {
    return new SecretException(
        new Diagnostic(code, Severity.ERROR, message, null, null, notes, hint), null);
  }

  /// The same error, known to be about a file.
  SecretException in(String file) {
    Diagnostic d = diagnostic();
    return d.location() != null
        ? this
        : new SecretException(d.at(SourceLocation.of(file), null), this);
  }

  /// The same error as part of a larger step: `prefix` goes before the message.
  SecretException prefixed(String prefix) {
    return new SecretException(diagnostic().prefixed(prefix), this);
  }

  /// What kind of error it is.
  public SecretErrorCode code() {
    return (SecretErrorCode) diagnostic().code();
  }
}
