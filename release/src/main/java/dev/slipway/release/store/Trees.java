package dev.slipway.release.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and copies the trees of records.
final class Trees {
  private Trees() {}

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  @SuppressWarnings("unchecked")
  static @Nullable Map<String, @Nullable Object> mapOrNull(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
  }

  @SuppressWarnings("unchecked")
  static List<@Nullable Object> list(@Nullable Object value) {
    return value instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
  }

  static List<Map<String, @Nullable Object>> maps(@Nullable Object value) {
    List<Map<String, @Nullable Object>> maps = new ArrayList<>();
    for (Object item : list(value)) {
      if (item instanceof Map<?, ?>) {
        maps.add(map(item));
      }
    }
    return maps;
  }

  static String text(Map<String, @Nullable Object> tree, String key) {
    return tree.get(key) instanceof String text ? text : "";
  }

  static int number(Map<String, @Nullable Object> tree, String key) {
    return tree.get(key) instanceof Number number ? number.intValue() : 0;
  }

  static List<String> texts(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(value)) {
      if (item instanceof String text) {
        texts.add(text);
      }
    }
    return texts;
  }

  /// A copy of one level with one key set, or removed where the value is null.
  static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> tree, String key, @Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
    if (value == null) {
      copy.remove(key);
    } else {
      copy.put(key, value);
    }
    return copy;
  }

  /// A moment as Go reads and writes it; Helm 3 writes an empty text for none.
  static @Nullable Instant instant(Map<String, @Nullable Object> tree, String key) {
    String text = text(tree, key);
    if (text.isEmpty() || text.startsWith("0001-01-01T00:00:00")) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      // Helm would refuse the whole record; for us a record with one strange time is still good.
      return null;
    }
  }
}
