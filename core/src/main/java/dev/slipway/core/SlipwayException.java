package dev.slipway.core;

import org.jspecify.annotations.Nullable;

/// The root of all errors that Slipway throws on purpose; each module has one subclass of its own.
/// `getMessage()` is the diagnostic's message, in the peer's words where there is a peer.
public abstract class SlipwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private transient @Nullable Diagnostic diagnostic;

  protected SlipwayException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic.message(), cause);
    this.diagnostic = diagnostic;
  }

  /// An error without stack trace whose diagnostic is made by [#describe] when someone asks for it.
  protected SlipwayException(@Nullable Throwable cause) {
    super(null, cause, false, false);
  }

  /// What to tell the user.
  public final Diagnostic diagnostic() {
    Diagnostic known = diagnostic;
    if (known == null) {
      known = describe();
      diagnostic = known;
    }
    return known;
  }

  /// Makes the diagnostic of an error that was built without one.
  protected Diagnostic describe() {
    throw new IllegalStateException("an error without diagnostic");
  }

  @Override
  public String getMessage() {
    return diagnostic().message();
  }
}
