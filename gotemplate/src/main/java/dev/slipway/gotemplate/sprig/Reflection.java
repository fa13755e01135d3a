package dev.slipway.gotemplate.sprig;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.GoUint;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What sprig asks Go's `reflect` about values.
final class Reflection {
  private Reflection() {}

  /// The kind of a value; INVALID for nil.
  static GoKind kind(@Nullable Object value) {
    return switch (value) {
      case null -> GoKind.INVALID;
      case String _ -> GoKind.STRING;
      case Map<?, ?> _ -> GoKind.MAP;
      case List<?> _ -> GoKind.SLICE;
      case Boolean _ -> GoKind.BOOL;
      case Double _ -> GoKind.FLOAT64;
      case GoInt _ -> GoKind.INT;
      case Long _ -> GoKind.INT64;
      default -> {
        GoType type = GoType.of(value);
        yield type == null ? GoKind.INVALID : type.kind();
      }
    };
  }

  /// The elements of a value of kind SLICE; null for any other.
  static @Nullable List<? extends @Nullable Object> elements(@Nullable Object value) {
    return switch (value) {
      case List<?> list -> list;
      case byte[] bytes -> bytes(bytes);
      case GoObject object when object.type().kind() == GoKind.SLICE ->
          elements(object.underlying());
      case null, default -> null;
    };
  }

  private static List<GoUint> bytes(byte[] bytes) {
    List<GoUint> elements = new ArrayList<>(bytes.length);
    for (byte b : bytes) {
      elements.add(GoUint.of(GoType.UINT8, b & 0xFF));
    }
    return elements;
  }

  /// sprig's `empty`: nil, false, 0, and strings, slices and maps of length 0. Structs never are.
  static boolean isEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty();
      case Boolean flag -> !flag;
      case Map<?, ?> map -> map.isEmpty();
      case List<?> list -> list.isEmpty();
      case Double number -> number == 0;
      case Float number -> number == 0;
      case Number number -> number.longValue() == 0;
      case byte[] bytes -> bytes.length == 0;
      case GoNil _ -> true;
      case GoObject object ->
          switch (object.type().kind()) {
            case STRUCT, PTR, FUNC, INTERFACE -> false;
            default -> isEmpty(object.underlying());
          };
      default -> false;
    };
  }

  /// sprig's `strval`.
  static String text(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case byte[] bytes -> GoStrings.fromBytes(bytes);
      case null, default -> GoFormat.toText(value);
    };
  }
}
