package dev.slipway.gotemplate.exec;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.GoUint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `len`, `index` and `slice`.
final class Indexing {
  private Indexing() {}

  /// Go's `length`.
  static int length(@Nullable Object raw) {
    if (Raw.isNilInterface(raw) || isNilPointer(raw)) {
      throw FunctionException.error("len of nil pointer");
    }
    return switch (Raw.plain(raw)) {
      case null ->
          throw FunctionException.panic("reflect: call of reflect.Value.Type on zero Value");
      case String text -> GoStrings.byteLength(text);
      case Map<?, ?> map -> map.size();
      case List<?> list -> list.size();
      case byte[] bytes -> bytes.length;
      default -> throw FunctionException.error("len of type " + Raw.typeName(Raw.target(raw)));
    };
  }

  /// Go's `index` of `arguments[0]` by the other arguments.
  static @Nullable Object index(@Nullable Object[] arguments) {
    Object item = Raw.element(arguments[0]);
    if (item == null) {
      throw FunctionException.error("index of untyped nil");
    }
    for (int i = 1; i < arguments.length; i++) {
      if (Raw.isNilInterface(item) || item == null || isNilPointer(item)) {
        throw FunctionException.error("index of nil pointer");
      }
      item = index(item, Raw.element(arguments[i]));
    }
    return item;
  }

  private static @Nullable Object index(Object item, @Nullable Object index) {
    return switch (Raw.plain(item)) {
      case Map<?, ?> map -> element(item, map, index);
      case List<?> list -> {
        int i = inside(position(index, list.size()), list.size(), "slice");
        Object element = list.get(i);
        yield element == null ? Raw.zero(Raw.elementType(list)) : element;
      }
      case String text -> {
        byte[] bytes = GoStrings.toBytes(text);
        int i = inside(position(index, bytes.length), bytes.length, "string");
        yield GoUint.of(GoType.UINT8, bytes[i] & 0xFF);
      }
      case byte[] bytes -> {
        int i = inside(position(index, bytes.length), bytes.length, "slice");
        yield GoUint.of(GoType.UINT8, bytes[i] & 0xFF);
      }
      case null, default ->
          throw FunctionException.error(
              "can't index item of type " + Raw.typeName(Raw.target(item)));
    };
  }

  private static @Nullable Object element(Object item, Map<?, ?> map, @Nullable Object index) {
    if (index == null) {
      throw FunctionException.error("value is nil; should be of type string");
    }
    if (!(index instanceof String key)) {
      throw FunctionException.error("value has type " + Raw.typeName(index) + "; should be string");
    }
    Object value = map.get(key);
    return value == null ? Raw.zero(Raw.elementType(item)) : value;
  }

  /// Go checks an index against the length, and only then finds that the length is no index.
  private static int inside(int position, int length, String what) {
    if (position >= length) {
      throw FunctionException.panic("reflect: " + what + " index out of range");
    }
    return position;
  }

  /// Go's `indexArg`.
  private static int position(@Nullable Object index, int capacity) {
    Object plain = Raw.plain(index);
    GoKind kind = Raw.kind(plain);
    if (index == null) {
      throw FunctionException.error("cannot index slice/array with nil");
    }
    if (!(plain instanceof Number number) || !(kind.isInteger() || kind.isUnsigned())) {
      throw FunctionException.error("cannot index slice/array with type " + Raw.typeName(index));
    }
    long value = number.longValue();
    if (value < 0 || value > capacity) {
      throw FunctionException.error("index out of range: " + value);
    }
    return (int) value;
  }

  /// Go's `slice` of `arguments[0]` from, to and with a capacity.
  static Object slice(@Nullable Object[] arguments) {
    Object item = Raw.element(arguments[0]);
    if (item == null) {
      throw FunctionException.error("slice of untyped nil");
    }
    if (isNilPointer(item)) {
      throw FunctionException.error("slice of nil pointer");
    }
    int indexes = arguments.length - 1;
    if (indexes > 3) {
      throw FunctionException.error("too many slice indexes: " + indexes);
    }
    Object plain = Raw.plain(item);
    int length =
        switch (plain) {
          case String _ when indexes == 3 ->
              throw FunctionException.error("cannot 3-index slice a string");
          case String text -> GoStrings.byteLength(text);
          case List<?> list -> list.size();
          case byte[] bytes -> bytes.length;
          case null, default ->
              throw FunctionException.error(
                  "can't slice item of type " + Raw.typeName(Raw.target(item)));
        };
    int[] bounds = {0, length, length};
    for (int i = 0; i < indexes; i++) {
      bounds[i] = position(arguments[i + 1], length);
    }
    checkOrder(bounds[0], bounds[1]);
    if (indexes == 3) {
      checkOrder(bounds[1], bounds[2]);
    }
    return part(item, bounds[0], bounds[1]);
  }

  private static void checkOrder(int from, int to) {
    if (from > to) {
      throw FunctionException.error("invalid slice index: " + from + " > " + to);
    }
  }

  private static Object part(Object item, int from, int to) {
    return switch (Raw.plain(item)) {
      case String text -> {
        byte[] bytes = GoStrings.toBytes(text);
        yield bytes.length == text.length()
            ? text.substring(from, to)
            : GoStrings.fromBytes(bytes, from, to - from);
      }
      case byte[] bytes -> Arrays.copyOfRange(bytes, from, to);
      case GoSlice slice ->
          GoSlice.of(Raw.elementType(slice), new ArrayList<>(slice.subList(from, to)));
      case List<?> list -> Collections.unmodifiableList(new ArrayList<>(list.subList(from, to)));
      case null, default -> throw new IllegalArgumentException(item.getClass().getName());
    };
  }

  private static boolean isNilPointer(@Nullable Object raw) {
    return raw instanceof GoNil nil && nil.type().kind() == GoKind.PTR;
  }
}
