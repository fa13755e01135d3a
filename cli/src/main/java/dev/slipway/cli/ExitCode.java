package dev.slipway.cli;

/// How the program ends.
public enum ExitCode {
  DONE(0),
  FAILED(1),
  /// Something changes, and `--detailed-exitcode` asks to be told so: helmfile's code.
  CHANGES(2),
  /// No release matches: helmfile's code.
  NO_MATCHING_RELEASE(3),
  USAGE(64),
  /// Interrupted by Ctrl-C; Java ends the process with this code by itself.
  INTERRUPTED(130),
  /// The reader of the output went away: what a shell sees of a program that a closed pipe ended.
  OUTPUT_CLOSED(141),
  /// Ended by SIGTERM, as by a CI system whose job is cancelled.
  TERMINATED(143);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /// The code of that number; FAILED for others.
  static ExitCode of(int number) {
    for (ExitCode code : values()) {
      if (code.number == number) {
        return code;
      }
    }
    return FAILED;
  }

  /// The number that the shell sees.
  public int number() {
    return number;
  }
}
