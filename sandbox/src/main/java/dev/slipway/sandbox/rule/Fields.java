package dev.slipway.sandbox.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and changes trees that belong to the caller.
public final class Fields {
  private Fields() {}

  /// The map at a path, made if it is not there.
  public static Map<String, @Nullable Object> map(
      Map<String, @Nullable Object> tree, String... path) {
    Map<String, @Nullable Object> at = tree;
    for (String key : path) {
      Map<String, @Nullable Object> next = asMap(at.get(key));
      if (next == null) {
        next = new LinkedHashMap<>();
        at.put(key, next);
      }
      at = next;
    }
    return at;
  }

  /// The map at a path, or null.
  public static @Nullable Map<String, @Nullable Object> find(
      Map<String, @Nullable Object> tree, String... path) {
    Map<String, @Nullable Object> at = tree;
    for (String key : path) {
      at = asMap(at.get(key));
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  /// The value at a path, or null.
  public static @Nullable Object value(Map<String, @Nullable Object> tree, String... path) {
    Map<String, @Nullable Object> parent = find(tree, Arrays.copyOf(path, path.length - 1));
    return parent == null ? null : parent.get(path[path.length - 1]);
  }

  /// The text at a path, or empty.
  public static String text(Map<String, @Nullable Object> tree, String... path) {
    return value(tree, path) instanceof String text ? text : "";
  }

  /// The whole number at a path, or `otherwise`.
  public static long number(long otherwise, Map<String, @Nullable Object> tree, String... path) {
    return value(tree, path) instanceof Number number ? number.longValue() : otherwise;
  }

  /// The maps in the list at a path, each as it stands in the tree.
  public static List<Map<String, @Nullable Object>> maps(
      Map<String, @Nullable Object> tree, String... path) {
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    if (value(tree, path) instanceof List<?> list) {
      for (Object item : list) {
        Map<String, @Nullable Object> map = asMap(item);
        if (map != null) {
          found.add(map);
        }
      }
    }
    return found;
  }

  /// The texts in the list at a path.
  public static List<String> texts(Map<String, @Nullable Object> tree, String... path) {
    List<String> found = new ArrayList<>();
    if (value(tree, path) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof String text) {
          found.add(text);
        }
      }
    }
    return found;
  }

  /// Sets a field that has no value yet.
  public static void init(Map<String, @Nullable Object> map, String key, Object value) {
    if (map.get(key) == null) {
      map.put(key, value);
    }
  }

  /// Sets a field that has no value yet, or is an empty text.
  public static void initText(Map<String, @Nullable Object> map, String key, String value) {
    Object known = map.get(key);
    if (known == null || known.equals("")) {
      map.put(key, value);
    }
  }

  /// Puts a value in, or takes the field out if there is none.
  public static void set(Map<String, @Nullable Object> map, String key, @Nullable Object value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  /// Whether a value is missing or empty, as `omitempty` has it for texts, lists and maps.
  public static boolean isEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty();
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> false;
    };
  }

  /// The value as a map, or null.
  @SuppressWarnings("unchecked")
  public static @Nullable Map<String, @Nullable Object> asMap(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
  }
}
