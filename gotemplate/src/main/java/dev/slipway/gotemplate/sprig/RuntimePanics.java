package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.fmt.GoFormat;
import org.jspecify.annotations.Nullable;

/// The panics of Go's runtime that template functions run into, with their texts.
final class RuntimePanics {
  private RuntimePanics() {}

  static FunctionException nilDereference() {
    return FunctionException.panic(
        "runtime error: invalid memory address or nil pointer dereference");
  }

  static FunctionException nilMapAssignment() {
    return FunctionException.panic("assignment to entry in nil map");
  }

  static FunctionException divideByZero() {
    return FunctionException.panic("runtime error: integer divide by zero");
  }

  static FunctionException makeSlice() {
    return FunctionException.panic("runtime error: makeslice: len out of range");
  }

  /// A failed type assertion on an `interface {}`.
  static FunctionException assertion(@Nullable Object value, String wanted) {
    String actual = value == null ? "nil" : GoFormat.typeName(value);
    return FunctionException.panic(
        "interface conversion: interface {} is " + actual + ", not " + wanted);
  }

  /// `s[:end]` with an end outside of the string.
  static FunctionException sliceEnd(long end, int length) {
    String text = "runtime error: slice bounds out of range [:" + end + "]";
    return FunctionException.panic(end < 0 ? text : text + " with length " + length);
  }

  /// `s[start:end]` with a start behind its end.
  static FunctionException sliceStart(long start, long end) {
    String range = start < 0 ? start + ":" : start + ":" + end;
    return FunctionException.panic("runtime error: slice bounds out of range [" + range + "]");
  }

  /// What no machine could hold: Go would run out of memory.
  static FunctionException tooLarge(String function) {
    return FunctionException.error(function + ": the result would be too large");
  }
}
