package dev.slipway.cli.terminal;

/// Ends a command whose messages are printed already, with an exit code of its own.
public final class EndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// helmfile's code when no release matches.
  public static final int NO_MATCHING_RELEASE = 3;

  /// The code after Ctrl-C.
  public static final int INTERRUPTED = 130;

  private final int number;

  /// @param number the exit code
  public EndedException(int number) {
    super(null, null, false, false);
    this.number = number;
  }

  /// The exit code.
  public int number() {
    return number;
  }
}
