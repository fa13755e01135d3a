package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the checked arguments of a call by their declared Go types.
final class Arguments {
  private Arguments() {}

  /// An argument declared as `string`.
  static String text(@Nullable Object[] arguments, int index) {
    return (String) Objects.requireNonNull(arguments[index]);
  }

  /// An argument declared as `int`.
  static long integer(@Nullable Object[] arguments, int index) {
    return ((Number) Objects.requireNonNull(arguments[index])).longValue();
  }

  /// An argument declared as `bool`.
  static boolean flag(@Nullable Object[] arguments, int index) {
    return (Boolean) Objects.requireNonNull(arguments[index]);
  }

  /// An argument declared as `map[string]interface {}`, for reading.
  static Map<String, @Nullable Object> map(@Nullable Object[] arguments, int index) {
    Object value = arguments[index];
    if (value instanceof Map<?, ?> map) {
      return typed(map);
    }
    Object plain = value instanceof GoObject object ? object.underlying() : null;
    return plain instanceof Map<?, ?> map ? typed(map) : Map.of();
  }

  /// An argument declared as `map[string]interface {}`, to put a value into; a nil map panics.
  static Map<String, @Nullable Object> writableMap(@Nullable Object[] arguments, int index) {
    if (arguments[index] == null || arguments[index] instanceof GoNil) {
      throw RuntimePanics.nilMapAssignment();
    }
    return map(arguments, index);
  }

  /// An argument declared as `[]interface {}`.
  static List<? extends @Nullable Object> list(@Nullable Object[] arguments, int index) {
    List<? extends @Nullable Object> list = Reflection.elements(arguments[index]);
    return list == null ? List.of() : list;
  }

  /// The arguments from `from` on, as a list of their own.
  static @Nullable Object[] rest(@Nullable Object[] arguments, int from) {
    @Nullable Object[] rest = new @Nullable Object[arguments.length - from];
    System.arraycopy(arguments, from, rest, 0, rest.length);
    return rest;
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> typed(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }
}
