package dev.slipway.gotemplate.exec;

import org.jspecify.annotations.Nullable;

/// A planned operand or command. Immutable, for any thread.
abstract class Expression {
  /// The raw value.
  abstract @Nullable Object evaluate(Frame frame);

  /// Whether the value is at a place of type `interface {}`, of which Go's `slice` takes no index.
  boolean isAtInterface(Frame frame) {
    return false;
  }

  /// Whether the value may be a nil interface.
  boolean mayBeNilInterface() {
    return true;
  }
}
