package dev.slipway.cli.command;

import dev.slipway.cli.terminal.Console;
import java.util.List;

/// Runs other command lines of this program, as the demonstration does.
@FunctionalInterface
public interface CommandRunner {
  /// Runs one.
  ///
  /// @param line the command line, without the program's name
  /// @return its exit code
  int run(List<String> line, Environment environment, Console console);
}
