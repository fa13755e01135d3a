package dev.slipway.helmfile.hcl;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How values of one type become those of another.
final class HclTypes {
  private HclTypes() {}

  static BigDecimal number(@Nullable Object value, int at) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof String text && text.length() < 400) {
      try {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) < 1000) {
          return number;
        }
      } catch (NumberFormatException _) {
        throw new HclFault(at, "a number is required");
      }
    }
    throw new HclFault(at, "a number is required");
  }

  static boolean flag(@Nullable Object value, int at) {
    return switch (value) {
      case Boolean flag -> flag;
      case String text when text.equals("true") -> true;
      case String text when text.equals("false") -> false;
      case null, default -> throw new HclFault(at, "a bool is required");
    };
  }

  static String text(@Nullable Object value, int at) {
    return switch (value) {
      case String text -> text;
      case Boolean flag -> flag.toString();
      case BigDecimal number -> plain(number);
      case null, default -> throw new HclFault(at, "string required");
    };
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  static boolean isPrimitive(@Nullable Object value) {
    return value instanceof String || value instanceof Boolean || value instanceof BigDecimal;
  }

  static boolean same(@Nullable Object a, @Nullable Object b) {
    return switch (a) {
      case null -> b == null;
      case BigDecimal number -> b instanceof BigDecimal other && number.compareTo(other) == 0;
      case List<?> list -> b instanceof List<?> other && sameItems(list, other);
      case Map<?, ?> map -> b instanceof Map<?, ?> other && sameEntries(map, other);
      default -> a.equals(b);
    };
  }

  private static boolean sameItems(List<?> a, List<?> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = same(a.get(i), b.get(i));
    }
    return same;
  }

  private static boolean sameEntries(Map<?, ?> a, Map<?, ?> b) {
    if (!a.keySet().equals(b.keySet())) {
      return false;
    }
    for (Map.Entry<?, ?> entry : a.entrySet()) {
      if (!same(entry.getValue(), b.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  static boolean contains(List<?> list, @Nullable Object wanted) {
    for (Object item : list) {
      if (same(item, wanted)) {
        return true;
      }
    }
    return false;
  }

  /// The value as JSON and Go have it: numbers as doubles.
  static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case BigDecimal number -> number.doubleValue();
      case List<?> list -> {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object item : list) {
          result.add(plain(item));
        }
        yield result;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> result = new TreeMap<>();
        map.forEach((key, item) -> result.put(String.valueOf(key), plain(item)));
        yield result;
      }
      case null, default -> value;
    };
  }

  /// The value of parsed JSON or YAML: numbers as decimals.
  static @Nullable Object decoded(@Nullable Object value) {
    return switch (value) {
      case Double number -> new BigDecimal(Double.toString(number));
      case Number number -> new BigDecimal(number.toString());
      case List<?> list -> {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object item : list) {
          result.add(decoded(item));
        }
        yield result;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> result = new TreeMap<>();
        map.forEach((key, item) -> result.put(String.valueOf(key), decoded(item)));
        yield result;
      }
      case null, default -> value;
    };
  }
}
