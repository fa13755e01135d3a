package dev.slipway.chart.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values as a schema sees them: types, numbers, equality.
final class SchemaNumbers {
  private SchemaNumbers() {}

  /// The JSON type of a value; numbers are all `number`.
  static String typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Boolean _ -> "boolean";
      case Number _ -> "number";
      case String _ -> "string";
      case List<?> _ -> "array";
      default -> "object";
    };
  }

  /// The exact number.
  static BigDecimal exact(Number number) {
    return new BigDecimal(number.toString());
  }

  /// Compares two numbers exactly. BigDecimal is left for what needs it: its tables take longer to
  /// set up than a typical chart takes to render.
  static int compare(Number a, Number b) {
    if (a instanceof Double x && b instanceof Double y) {
      double first = x;
      double second = y;
      return first < second ? -1 : first > second ? 1 : 0;
    }
    if (isLong(a) && isLong(b)) {
      return Long.compare(a.longValue(), b.longValue());
    }
    return exact(a).compareTo(exact(b));
  }

  private static boolean isLong(Number number) {
    return number instanceof Long || number instanceof Integer;
  }

  static boolean isInteger(@Nullable Object value) {
    return switch (value) {
      case Double number -> Math.rint(number) == number && !Double.isInfinite(number);
      case Number _ -> true;
      case null, default -> false;
    };
  }

  /// Whether two values are equal; numbers by their value.
  static boolean areEqual(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return compare(x, y) == 0;
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!areEqual(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      if (!x.keySet().equals(y.keySet())) {
        return false;
      }
      for (Map.Entry<?, ?> entry : x.entrySet()) {
        if (!areEqual(entry.getValue(), y.get(entry.getKey()))) {
          return false;
        }
      }
      return true;
    }
    return a == null ? b == null : a.equals(b);
  }
}
