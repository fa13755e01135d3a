package dev.slipway.gotemplate.exec;

import org.jspecify.annotations.Nullable;

/// A planned pipeline.
final class Pipe {
  private static final int[] NONE = {};

  private final int at;
  private final Expression command;

  /// The variables that it declares or assigns; -1 stands for one that does not exist.
  private final int[] slots;

  private final String[] names;

  Pipe(int at, Expression command, int[] slots, String[] names) {
    this.at = at;
    this.command = command;
    this.slots = slots.length == 0 ? NONE : slots;
    this.names = names;
  }

  /// Whether it declares or assigns variables: then it is not printed.
  boolean setsVariables() {
    return slots.length > 0;
  }

  int[] slots() {
    return slots;
  }

  /// The value, never a nil interface.
  @Nullable Object evaluate(Frame frame) {
    frame.at = at;
    Object value = command.evaluate(frame);
    if (Raw.isNilInterface(value)) {
      value = null;
    }
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] < 0) {
        throw frame.error("undefined variable: " + names[i]);
      }
      frame.set(slots[i], value);
    }
    return value;
  }
}
