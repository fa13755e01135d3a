package dev.slipway.core;

import org.jspecify.annotations.Nullable;

/// The root of all errors that Slipway throws on purpose; each module has one subclass of its own.
/// `getMessage()` is the diagnostic's message, in the peer's words where there is a peer.
public abstract class SlipwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  protected SlipwayException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic.message(), cause);
    this.diagnostic = diagnostic;
  }

  /// What to tell the user.
  public final Diagnostic diagnostic() {
    return diagnostic;
  }
}
