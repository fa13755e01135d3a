package dev.slipway.gotemplate.exec;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.fmt.GoFormat;
import org.jspecify.annotations.Nullable;

/// `eq`, `lt` and what is made of them.
final class Comparison {
  private static final String BAD_TYPE = "invalid type for comparison";

  private Comparison() {}

  /// The kinds that Go compares by value.
  private enum Basic {
    NONE,
    BOOL,
    INT,
    UINT,
    FLOAT,
    STRING
  }

  private static Basic basic(@Nullable Object value) {
    return switch (value) {
      case null -> Basic.NONE;
      case String _ -> Basic.STRING;
      case Boolean _ -> Basic.BOOL;
      case GoInt _ -> Basic.INT;
      case Double _ -> Basic.FLOAT;
      default -> {
        GoKind kind = Raw.kind(value);
        yield switch (kind) {
          case BOOL -> Basic.BOOL;
          case STRING -> Basic.STRING;
          case FLOAT32, FLOAT64 -> Basic.FLOAT;
          default -> kind.isInteger() ? Basic.INT : kind.isUnsigned() ? Basic.UINT : Basic.NONE;
        };
      }
    };
  }

  /// Go's `eq`: whether the first argument equals one of the others.
  static boolean equal(@Nullable Object[] raw) {
    if (raw.length < 2) {
      throw FunctionException.error("missing argument for comparison");
    }
    Object first = Raw.element(raw[0]);
    Basic kind = basic(first);
    for (int i = 1; i < raw.length; i++) {
      if (equal(first, kind, Raw.element(raw[i]))) {
        return true;
      }
    }
    return false;
  }

  private static boolean equal(@Nullable Object a, Basic kind, @Nullable Object b) {
    Basic other = basic(b);
    if (kind == other) {
      return switch (kind) {
        case STRING, BOOL -> plain(a).equals(plain(b));
        case INT, UINT -> integer(a) == integer(b);
        case FLOAT -> floating(a) == floating(b);
        case NONE -> equalByIdentity(a, b);
      };
    }
    if (kind == Basic.INT && other == Basic.UINT) {
      return integer(a) >= 0 && integer(a) == integer(b);
    }
    if (kind == Basic.UINT && other == Basic.INT) {
      return integer(b) >= 0 && integer(a) == integer(b);
    }
    if (a != null && b != null) {
      throw incompatible(a, b);
    }
    return false;
  }

  private static boolean equalByIdentity(@Nullable Object a, @Nullable Object b) {
    if (a != null && b != null && Raw.kind(a) != Raw.kind(b)) {
      throw FunctionException.error(
          GoFormat.sprintf("non-comparable types %s: ", a)
              + Raw.typeName(a)
              + ", "
              + Raw.typeName(b)
              + ": "
              + GoFormat.toText(b));
    }
    if (Raw.isNil(a) || Raw.isNil(b)) {
      return Raw.isNil(a) == Raw.isNil(b);
    }
    GoKind kind = Raw.kind(b);
    if (kind == GoKind.MAP || kind == GoKind.SLICE || kind == GoKind.FUNC) {
      throw FunctionException.error(
          GoFormat.sprintf("non-comparable type %s: ", b) + Raw.typeName(b));
    }
    return a instanceof GoObject object && object.equals(b);
  }

  /// Go's `lt`.
  static boolean less(@Nullable Object rawA, @Nullable Object rawB) {
    Object a = Raw.element(rawA);
    Basic kind = basic(a);
    if (kind == Basic.NONE) {
      throw FunctionException.error(BAD_TYPE);
    }
    Object b = Raw.element(rawB);
    Basic other = basic(b);
    if (other == Basic.NONE) {
      throw FunctionException.error(BAD_TYPE);
    }
    if (kind == other) {
      return switch (kind) {
        case STRING -> GoStrings.compare((String) plain(a), (String) plain(b)) < 0;
        case INT -> integer(a) < integer(b);
        case UINT -> Long.compareUnsigned(integer(a), integer(b)) < 0;
        case FLOAT -> floating(a) < floating(b);
        case BOOL, NONE -> throw FunctionException.error(BAD_TYPE);
      };
    }
    if (kind == Basic.INT && other == Basic.UINT) {
      return integer(a) < 0 || Long.compareUnsigned(integer(a), integer(b)) < 0;
    }
    if (kind == Basic.UINT && other == Basic.INT) {
      return integer(b) >= 0 && Long.compareUnsigned(integer(a), integer(b)) < 0;
    }
    throw incompatible(a, b);
  }

  /// Go's `le`.
  static boolean lessOrEqual(@Nullable Object a, @Nullable Object b) {
    return less(a, b) || equal(new Object[] {a, b});
  }

  private static FunctionException incompatible(@Nullable Object a, @Nullable Object b) {
    return FunctionException.error(
        "incompatible types for comparison: " + Raw.typeName(a) + " and " + Raw.typeName(b));
  }

  private static Object plain(@Nullable Object value) {
    Object plain = Raw.plain(value);
    if (plain == null) {
      throw new IllegalArgumentException("nil has no basic kind");
    }
    return plain;
  }

  private static long integer(@Nullable Object value) {
    return ((Number) plain(value)).longValue();
  }

  private static double floating(@Nullable Object value) {
    return ((Number) plain(value)).doubleValue();
  }
}
