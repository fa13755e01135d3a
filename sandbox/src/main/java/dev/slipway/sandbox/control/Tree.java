package dev.slipway.sandbox.control;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and builds the trees that objects are made of.
final class Tree {
  private Tree() {}

  /// A map of keys and values in turn; what is null is left out.
  static Map<String, @Nullable Object> map(@Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(keysAndValues.length / 2);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      Object value = keysAndValues[i + 1];
      if (value != null) {
        map.put(String.valueOf(keysAndValues[i]), value);
      }
    }
    return map;
  }

  /// A copy of a map without some keys.
  static Map<String, @Nullable Object> without(Map<String, ?> map, String... keys) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(map);
    copy.keySet().removeAll(Arrays.asList(keys));
    return copy;
  }

  /// A copy of a map with one more entry.
  static Map<String, @Nullable Object> with(Map<String, ?> map, String key, Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return copy;
  }

  /// The value as a map, or an empty one.
  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> asMap(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  /// The maps of a list; other items are left out.
  static List<Map<String, @Nullable Object>> maps(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(Map.class::isInstance).map(Tree::asMap).toList()
        : List.of();
  }

  /// The value as a text, or empty.
  static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  /// The value as a whole number, or `otherwise`.
  static long number(@Nullable Object value, long otherwise) {
    return value instanceof Number number ? number.longValue() : otherwise;
  }

  /// A number of things, given as such or as a share (`25%`) of `total`.
  static int share(@Nullable Object value, int total, boolean up, int otherwise) {
    return switch (value) {
      case Number number -> number.intValue();
      case String text when text.endsWith("%") -> {
        long percent = Long.parseLong(text.substring(0, text.length() - 1)) * total;
        yield (int) (up ? Math.ceilDiv(percent, 100) : percent / 100);
      }
      case null, default -> otherwise;
    };
  }
}
