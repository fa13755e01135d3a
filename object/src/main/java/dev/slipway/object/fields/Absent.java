package dev.slipway.object.fields;

import org.jspecify.annotations.Nullable;

/// Stands for a value that is not there, where null is one that is.
final class Absent {
  static final Object VALUE = new Absent();

  private Absent() {}

  static boolean is(@Nullable Object value) {
    return value instanceof Absent;
  }
}
