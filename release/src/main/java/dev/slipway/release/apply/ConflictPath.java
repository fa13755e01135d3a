package dev.slipway.release.apply;

import dev.slipway.object.KubeObject;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A field as the cluster names it in a conflict: `.spec.containers[name="web"].image`,
/// `.metadata.finalizers[="x"]`, `.spec.args[0]`.
final class ConflictPath {
  private final List<Object> steps = new ArrayList<>();

  private ConflictPath() {}

  /// The object without the fields; those that are not in it are passed over.
  static KubeObject without(KubeObject object, List<String> paths) {
    Map<String, @Nullable Object> tree = object.copy();
    for (String path : paths) {
      parse(path).remove(tree);
    }
    return KubeObject.of(tree);
  }

  private static ConflictPath parse(String text) {
    ConflictPath path = new ConflictPath();
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '[') {
        int end = closing(text, at);
        path.steps.add(selector(text.substring(at + 1, end)));
        at = end + 1;
      } else {
        int start = text.charAt(at) == '.' ? at + 1 : at;
        int end = start;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
          end++;
        }
        path.steps.add(text.substring(start, end));
        at = Math.max(end, at + 1);
      }
    }
    return path;
  }

  private static int closing(String text, int open) {
    boolean quoted = false;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ']' && !quoted) {
        return i;
      }
    }
    return text.length() - 1;
  }

  /// Number of an item, its value, or the values of its keys.
  private static Object selector(String text) {
    if (text.startsWith("=")) {
      return new Item(json(text.substring(1)));
    }
    if (!text.contains("=")) {
      return json(text) instanceof Long index ? index : -1L;
    }
    Map<String, @Nullable Object> keys = new LinkedHashMap<>();
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      int end = valueEnd(text, equals + 1);
      keys.put(text.substring(at, equals), json(text.substring(equals + 1, end)));
      at = end + 1;
    }
    return keys;
  }

  private static int valueEnd(String text, int start) {
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        return i;
      }
    }
    return text.length();
  }

  private static @Nullable Object json(String text) {
    try {
      return Json.readExact(text);
    } catch (YamlException e) {
      return text;
    }
  }

  private record Item(@Nullable Object value) {}

  private void remove(Map<String, @Nullable Object> tree) {
    Object at = tree;
    for (int i = 0; i < steps.size() - 1 && at != null; i++) {
      at = child(at, steps.get(i));
    }
    if (at != null && !steps.isEmpty()) {
      removeChild(at, steps.getLast());
    }
  }

  private static @Nullable Object child(Object at, Object step) {
    if (at instanceof Map<?, ?> map && step instanceof String key) {
      return map.get(key);
    }
    int index = at instanceof List<?> list ? index(list, step) : -1;
    return index < 0 ? null : ((List<?>) at).get(index);
  }

  private static void removeChild(Object at, Object step) {
    if (at instanceof Map<?, ?> map && step instanceof String key) {
      map.remove(key);
    } else if (at instanceof List<?> list) {
      int index = index(list, step);
      if (index >= 0) {
        list.remove(index);
      }
    }
  }

  private static int index(List<?> list, Object step) {
    if (step instanceof Long number) {
      return number >= 0 && number < list.size() ? number.intValue() : -1;
    }
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      boolean same =
          switch (step) {
            case Item wanted -> Objects.equals(wanted.value(), item);
            case Map<?, ?> keys -> item instanceof Map<?, ?> map && hasAll(map, keys);
            default -> false;
          };
      if (same) {
        return i;
      }
    }
    return -1;
  }

  /// A key that the list's type has a default for, such as a port's protocol, may be left out.
  private static boolean hasAll(Map<?, ?> item, Map<?, ?> keys) {
    for (Map.Entry<?, ?> key : keys.entrySet()) {
      Object value = item.get(key.getKey());
      boolean byDefault = value == null && "protocol".equals(key.getKey());
      if (!byDefault && !Objects.equals(value, key.getValue())) {
        return false;
      }
    }
    return true;
  }
}
