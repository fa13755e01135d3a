package dev.slipway.chart.repository;

import dev.slipway.core.Diagnostic;

/// Receives what a longer operation has to say while it runs. Implementations that are handed to
/// operations on several threads must be safe for that.
public interface Messages {
  /// Keeps quiet.
  Messages NONE =
      new Messages() {
        @Override
        public void line(String text) {}

        @Override
        public void warning(Diagnostic diagnostic) {}
      };

  /// A line of progress, as Helm prints it to its output.
  void line(String text);

  /// A line about a pull from a registry, which Helm prints beside its output.
  default void pulled(String text) {
    line(text);
  }

  /// Something that did not stop the operation: what Helm writes to its log.
  void warning(Diagnostic diagnostic);
}
