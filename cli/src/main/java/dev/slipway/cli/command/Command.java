package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import java.util.List;

/// One command. Implementations hold no state.
public interface Command {
  /// The command that these arguments mean: itself, unless two commands share a name.
  default Command forArguments(List<String> arguments, Environment environment) {
    return this;
  }

  /// What it takes, and how `--help` explains it.
  Usage usage();

  /// Does it.
  ///
  /// @return whether it succeeded; a failure that is not an exception has told the user already
  boolean run(Invocation invocation, Session session);
}
