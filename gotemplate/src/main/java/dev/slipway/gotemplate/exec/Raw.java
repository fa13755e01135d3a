package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.GoUint;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Questions about raw values.
final class Raw {
  /// A nil at a place of type `interface {}`.
  static final Object NIL_INTERFACE =
      new Object() {
        @Override
        public String toString() {
          return "nil interface";
        }
      };

  private Raw() {}

  /// Whether it is the nil of an interface.
  @SuppressWarnings("ReferenceEquality")
  static boolean isNilInterface(@Nullable Object raw) {
    return raw == NIL_INTERFACE;
  }

  /// The value inside an interface: Go's `Value.Elem`.
  static @Nullable Object element(@Nullable Object raw) {
    return isNilInterface(raw) ? null : raw;
  }

  /// Go's truth: not the zero value of its type, not empty.
  static boolean isTrue(@Nullable Object raw) {
    return switch (raw) {
      case null -> false;
      case Boolean flag -> flag;
      case String text -> !text.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Double number -> number != 0;
      case Float number -> number != 0;
      case Number number -> number.longValue() != 0;
      case GoObject object -> isTrue(object);
      case byte[] bytes -> bytes.length > 0;
      default -> !isNilInterface(raw);
    };
  }

  private static boolean isTrue(GoObject object) {
    GoKind kind = object.type().kind();
    if (kind == GoKind.STRUCT || kind == GoKind.PTR) {
      return !isNil(object);
    }
    return isTrue(object.underlying());
  }

  /// Whether a typed value is nil.
  static boolean isNil(@Nullable Object raw) {
    return raw == null || isNilInterface(raw) || raw instanceof GoNil;
  }

  /// What a pointer points to, and the plain value of a named type that is no struct.
  static @Nullable Object plain(@Nullable Object raw) {
    if (raw instanceof GoObject object) {
      Object underlying = object.underlying();
      return underlying == null ? raw : underlying;
    }
    return raw;
  }

  /// What a pointer points to; other values as they are.
  static @Nullable Object target(@Nullable Object raw) {
    return raw instanceof GoObject object ? Pointee.target(object) : raw;
  }

  /// The kind; INTERFACE for a nil interface, INVALID for nothing.
  static GoKind kind(@Nullable Object raw) {
    if (isNilInterface(raw)) {
      return GoKind.INTERFACE;
    }
    GoType type = GoType.of(raw);
    return type == null ? GoKind.INVALID : type.kind();
  }

  /// The type's name.
  static String typeName(@Nullable Object raw) {
    return raw == null || isNilInterface(raw) ? GoType.ANY.name() : GoFormat.typeName(raw);
  }

  /// The type of the elements of a map or list.
  static GoType elementType(Object container) {
    GoType type = GoType.of(container);
    return type == null || type.element() == null ? GoType.ANY : type.element();
  }

  /// The raw value of an element that was read from a container.
  static @Nullable Object fromContainer(@Nullable Object value) {
    return value == null ? NIL_INTERFACE : value;
  }

  /// Go's zero value of a type, raw.
  static @Nullable Object zero(GoType type) {
    return switch (type.kind()) {
      case STRING -> "";
      case BOOL -> false;
      case INT -> GoInt.of(0);
      case INT8 -> (byte) 0;
      case INT16 -> (short) 0;
      case INT32 -> 0;
      case INT64 -> 0L;
      case UINT, UINT8, UINT16, UINT32, UINT64 -> GoUint.of(type, 0);
      case FLOAT32 -> 0f;
      case FLOAT64 -> 0d;
      case MAP, SLICE -> nil(type);
      case PTR -> new GoNil(type);
      default -> NIL_INTERFACE;
    };
  }

  /// A value of an unsigned type, cut to its size.
  static GoUint unsigned(GoType type, long bits) {
    return GoUint.of(
        type,
        switch (type.kind()) {
          case UINT8 -> bits & 0xFF;
          case UINT16 -> bits & 0xFFFF;
          case UINT32 -> bits & 0xFFFF_FFFFL;
          default -> bits;
        });
  }

  /// The nil of a map or slice type.
  static Object nil(GoType type) {
    if (type.equals(GoType.MAP)) {
      return GoNil.MAP;
    }
    return type.equals(GoType.LIST) ? GoNil.LIST : new GoNil(type);
  }

  /// Whether it is a `map[string]interface {}` without a name.
  static boolean isPlainMap(@Nullable Object raw) {
    return raw instanceof Map<?, ?> && !(raw instanceof GoMap);
  }
}
