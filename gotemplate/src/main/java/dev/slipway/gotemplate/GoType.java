package dev.slipway.gotemplate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A Go type: what `%T`, sprig's `typeOf` and the argument checks of a call see.
///
/// The Java values that stand for Go values (the whole table):
///
/// | Java | Go |
/// | --- | --- |
/// | `null` | nil |
/// | `Boolean` | bool |
/// | `String` | string (see `GoStrings` for bytes that are not UTF-8) |
/// | [GoInt] | int |
/// | `Byte`, `Short`, `Integer`, `Long` | int8, int16, int32, int64 |
/// | [GoUint] | uint, uint8 … uint64 |
/// | `Float`, `Double` | float32, float64 |
/// | `byte[]` | []byte |
/// | [GoSlice] | a slice of its element type |
/// | any other `java.util.List` | []interface {} |
/// | [GoMap] | map[string]T of its element type |
/// | any other `java.util.Map` with string keys | map[string]interface {} |
/// | [GoObject] | a named type with fields and methods |
/// | [GoNil] | a nil slice or map that has a type |
/// | [GoFunction] | func |
///
/// @param name as Go prints it, such as `map[string]interface {}`
/// @param kind its kind
/// @param element the element type of a map, slice or pointer, else null
public record GoType(String name, GoKind kind, @Nullable GoType element) {
  public static final GoType ANY = new GoType("interface {}", GoKind.INTERFACE, null);
  public static final GoType BOOL = new GoType("bool", GoKind.BOOL, null);
  public static final GoType STRING = new GoType("string", GoKind.STRING, null);
  public static final GoType INT = new GoType("int", GoKind.INT, null);
  public static final GoType INT8 = new GoType("int8", GoKind.INT8, null);
  public static final GoType INT16 = new GoType("int16", GoKind.INT16, null);
  public static final GoType INT32 = new GoType("int32", GoKind.INT32, null);
  public static final GoType INT64 = new GoType("int64", GoKind.INT64, null);
  public static final GoType UINT = new GoType("uint", GoKind.UINT, null);
  public static final GoType UINT8 = new GoType("uint8", GoKind.UINT8, null);
  public static final GoType UINT16 = new GoType("uint16", GoKind.UINT16, null);
  public static final GoType UINT32 = new GoType("uint32", GoKind.UINT32, null);
  public static final GoType UINT64 = new GoType("uint64", GoKind.UINT64, null);
  public static final GoType FLOAT32 = new GoType("float32", GoKind.FLOAT32, null);
  public static final GoType FLOAT64 = new GoType("float64", GoKind.FLOAT64, null);
  public static final GoType ERROR = new GoType("error", GoKind.INTERFACE, null);

  /// An argument taken as it is, nil included: Go's `reflect.Value` parameters.
  public static final GoType VALUE = new GoType("reflect.Value", GoKind.STRUCT, null);

  public static final GoType BYTES = slice(UINT8);
  public static final GoType LIST = slice(ANY);
  public static final GoType STRINGS = slice(STRING);
  public static final GoType INTS = slice(INT);
  public static final GoType MAP = map(ANY);
  public static final GoType STRING_MAP = map(STRING);
  public static final GoType FUNC = new GoType("func", GoKind.FUNC, null);

  /// The type `[]element`.
  public static GoType slice(GoType element) {
    return new GoType("[]" + element.name, GoKind.SLICE, element);
  }

  /// The type `map[string]element`.
  public static GoType map(GoType element) {
    return new GoType("map[string]" + element.name, GoKind.MAP, element);
  }

  /// The type of a value; null for nil.
  ///
  /// @throws IllegalArgumentException if the Java class stands for no Go type
  public static @Nullable GoType of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String _ -> STRING;
      case Boolean _ -> BOOL;
      case GoInt _ -> INT;
      case Double _ -> FLOAT64;
      case Long _ -> INT64;
      case GoMap map -> map.type();
      case Map<?, ?> _ -> MAP;
      case GoSlice slice -> slice.type();
      case List<?> _ -> LIST;
      case GoObject object -> object.type();
      case GoUint unsigned -> unsigned.type();
      case byte[] _ -> BYTES;
      case Integer _ -> INT32;
      case Short _ -> INT16;
      case Byte _ -> INT8;
      case Float _ -> FLOAT32;
      case GoFunction _ -> FUNC;
      default ->
          throw new IllegalArgumentException(
              value.getClass().getName() + " stands for no Go type: see the table of GoType");
    };
  }

  /// Written out, since that of a record is put together at its first use: planning a chart's calls
  /// compares types, and a start of the command line pays for it.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GoType type
        && kind == type.kind
        && name.equals(type.name)
        && Objects.equals(element, type.element);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
