package dev.slipway.cli.option;

import dev.slipway.cli.terminal.CliErrorCode;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import org.jspecify.annotations.Nullable;

/// The command line itself is wrong: the program ends with code 64.
public final class UsageException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  /// @param message what is wrong, as Go's pflag or cobra say it
  /// @param hint what to type instead, when that can be guessed
  public UsageException(String message, @Nullable String hint) {
    super(Diagnostic.error(CliErrorCode.USAGE, message).withHint(hint), null);
  }
}
