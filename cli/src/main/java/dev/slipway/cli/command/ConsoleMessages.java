package dev.slipway.cli.command;

import dev.slipway.chart.repository.Messages;
import dev.slipway.core.Diagnostic;

/// Shows what longer operations say.
///
/// @param session where
/// @param asOutput whether lines are the command's output; otherwise they are notes on the side
record ConsoleMessages(Session session, boolean asOutput) implements Messages {
  /// Lines are what the command is run for.
  static Messages output(Session session) {
    return new ConsoleMessages(session, true);
  }

  /// Lines must not mix with the output.
  static Messages notes(Session session) {
    return new ConsoleMessages(session, false);
  }

  @Override
  public synchronized void line(String text) {
    if (asOutput) {
      session.console().println(text);
      session.console().flush();
    } else {
      session.console().note(text);
    }
  }

  @Override
  public synchronized void warning(Diagnostic diagnostic) {
    session.errors().warning(diagnostic);
  }
}
