package dev.slipway.compat;

/// Slipway's template command, in process.
interface TemplateCommand {
  /// What came out: the text printed, or the error.
  record Result(boolean ok, String output, String error) {}

  /// Renders as the given Helm does, with the clock standing at `millis`.
  Result run(Job job, Peer peer, long millis);
}
