package dev.slipway.object;

import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Equality, order and text of values in trees. Stateless.
public final class TreeValues {
  private TreeValues() {}

  /// Whether a value is a text, a number or a flag.
  public static boolean isScalar(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  /// Whether two values are equal; numbers are when they are the same number.
  public static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    if (a instanceof Number x && b instanceof Number y) {
      return compare(x, y) == 0;
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (Map.Entry<?, ?> entry : x.entrySet()) {
        if (!y.containsKey(entry.getKey()) || !equal(entry.getValue(), y.get(entry.getKey()))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!equal(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    return a.equals(b);
  }

  private static int compare(Number a, Number b) {
    return a instanceof Long x && b instanceof Long y
        ? Long.compare(x, y)
        : Double.compare(a.doubleValue(), b.doubleValue());
  }

  private static int rank(@Nullable Object value) {
    return switch (value) {
      case null -> 5;
      case Number _ -> 0;
      case String _ -> 1;
      case Boolean _ -> 2;
      case List<?> _ -> 3;
      default -> 4;
    };
  }

  /// The order of `value.Compare`: numbers, texts, flags, lists, maps, null.
  public static int compare(@Nullable Object a, @Nullable Object b) {
    if (a instanceof String x && b instanceof String y) {
      return GoStrings.compare(x, y);
    }
    if (a instanceof Number x && b instanceof Number y) {
      return compare(x, y);
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return Boolean.compare(x, y);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return compare(x, y);
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return compare(x, y);
    }
    return Integer.compare(rank(a), rank(b));
  }

  private static int compare(List<?> a, List<?> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int compare(Map<?, ?> a, Map<?, ?> b) {
    var left = sorted(a).entrySet().iterator();
    var right = sorted(b).entrySet().iterator();
    while (left.hasNext() && right.hasNext()) {
      Map.Entry<String, @Nullable Object> x = left.next();
      Map.Entry<String, @Nullable Object> y = right.next();
      int order = GoStrings.compare(x.getKey(), y.getKey());
      if (order == 0) {
        order = compare(x.getValue(), y.getValue());
      }
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }

  private static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
    Map<String, @Nullable Object> sorted = new TreeMap<>(GoStrings.BYTE_ORDER);
    map.forEach((key, value) -> sorted.put((String) key, value));
    return sorted;
  }

  /// How a path shows a value.
  public static String shown(@Nullable Object value) {
    if (value instanceof List<?> list) {
      StringBuilder out = new StringBuilder("[");
      for (Object item : list) {
        out.append(out.length() == 1 ? "" : ",").append(shown(item));
      }
      return out.append(']').toString();
    }
    return Json.writeRaw(value);
  }

  /// How Go prints a value: `%v`.
  public static String plain(@Nullable Object value) {
    return switch (value) {
      case null -> "<nil>";
      case List<?> list -> {
        StringBuilder out = new StringBuilder("[");
        for (Object item : list) {
          out.append(out.length() == 1 ? "" : " ").append(plain(item));
        }
        yield out.append(']').toString();
      }
      case Map<?, ?> map -> {
        StringBuilder out = new StringBuilder("map[");
        sorted(map)
            .forEach((key, item) ->
                out.append(out.length() == 4 ? "" : " ")
                    .append(key)
                    .append(':')
                    .append(plain(item)));
        yield out.append(']').toString();
      }
      case Double number -> Json.writeRaw(number);
      default -> value.toString();
    };
  }
}
