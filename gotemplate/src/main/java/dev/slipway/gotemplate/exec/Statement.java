package dev.slipway.gotemplate.exec;

/// A planned action or text. Immutable, for any thread.
abstract class Statement {
  /// Executes it; output goes to the frame's.
  abstract Flow execute(Frame frame);
}
