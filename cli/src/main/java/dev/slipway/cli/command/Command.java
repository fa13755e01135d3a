package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;

/// One command. Implementations hold no state.
public interface Command {
  /// What it takes, and how `--help` explains it.
  Usage usage();

  /// Does it.
  ///
  /// @return whether it succeeded; a failure that is not an exception has told the user already
  boolean run(Invocation invocation, Session session);
}
