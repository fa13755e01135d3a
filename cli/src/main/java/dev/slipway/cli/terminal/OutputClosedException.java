package dev.slipway.cli.terminal;

/// The reader of the output has gone, as in `slipway template … | head`: nothing is left to do, and
/// nobody wants to hear of it.
public final class OutputClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputClosedException(Throwable cause) {
    super("the output was closed", cause);
  }
}
