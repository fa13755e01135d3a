package dev.slipway.cli.command;

import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.ErrorReport;

/// What a command runs in.
///
/// @param console where it reads and prints
/// @param environment variables and folders
/// @param errors how it reports what does not end it
/// @param runner runs other command lines
/// @param command what runs, for others to see: the command and its arguments, without flags, which
///   may have secrets in them
public record Session(
    Console console,
    Environment environment,
    ErrorReport errors,
    CommandRunner runner,
    String command) {
  /// The same in other surroundings.
  Session in(Environment other) {
    return new Session(console, other, errors, runner, command);
  }
}
