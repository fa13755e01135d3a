package dev.slipway.chart.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads fields of documents that others wrote, without complaint: what has a wrong kind counts as
/// not set.
final class Documents {
  private Documents() {}

  static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString(number.longValue());
    }
    return value instanceof Number || value instanceof Boolean ? value.toString() : "";
  }

  static boolean flag(Map<?, ?> map, String key) {
    return map.get(key) instanceof Boolean flag && flag;
  }

  static long number(Map<?, ?> map, String key) {
    return map.get(key) instanceof Number number ? number.longValue() : 0;
  }

  static List<String> texts(Map<?, ?> map, String key) {
    List<String> texts = new ArrayList<>();
    if (map.get(key) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof String text) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  static Map<?, ?> map(Map<?, ?> map, String key) {
    return map.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
  }

  static List<Map<?, ?>> maps(Map<?, ?> map, String key) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (map.get(key) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> inner) {
          maps.add(inner);
        }
      }
    }
    return maps;
  }

  static List<@Nullable Object> list(Map<?, ?> map, String key) {
    return map.get(key) instanceof List<?> list ? new ArrayList<>(list) : List.of();
  }
}
