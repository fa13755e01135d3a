package dev.slipway.sandbox.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The simple JSONPath expressions of printer columns: fields, indices, `*`, and filters that
/// compare a field with a text.
final class JsonPaths {
  private JsonPaths() {}

  /// The first value at a path such as `.status.conditions[?(@.type=="Ready")].status`, or null.
  static @Nullable Object first(Object tree, String path) {
    List<Object> found = List.of(tree);
    int at = 0;
    while (at < path.length() && !found.isEmpty()) {
      int end;
      if (path.charAt(at) == '[') {
        end = path.indexOf(']', at);
        if (end < 0) {
          return null;
        }
        found = select(found, path.substring(at + 1, end));
        at = end + 1;
      } else {
        at += path.charAt(at) == '.' ? 1 : 0;
        end = at;
        StringBuilder name = new StringBuilder();
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
          if (path.charAt(end) == '\\' && end + 1 < path.length()) {
            end++;
          }
          name.append(path.charAt(end++));
        }
        if (end == at) {
          return null;
        }
        found = field(found, name.toString());
        at = end;
      }
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  private static List<Object> field(List<Object> values, String name) {
    List<Object> found = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Map<?, ?> map) {
        Object inner = map.get(name);
        if (inner != null) {
          found.add(inner);
        }
      }
    }
    return found;
  }

  private static List<Object> select(List<Object> values, String selector) {
    List<Object> found = new ArrayList<>();
    for (Object value : values) {
      if (selector.startsWith("'") || selector.startsWith("\"")) {
        found.addAll(field(List.of(value), selector.substring(1, selector.length() - 1)));
      } else if (value instanceof List<?> list) {
        items(list, selector, found);
      }
    }
    return found;
  }

  private static void items(List<?> list, String selector, List<Object> found) {
    int at = 0;
    for (Object item : list) {
      boolean wanted =
          selector.equals("*")
              || selector.equals(Integer.toString(at))
              || selector.equals(Integer.toString(at - list.size()))
              || (selector.startsWith("?") && matches(item, selector));
      at++;
      if (wanted && item != null) {
        found.add(item);
      }
    }
  }

  private static boolean matches(@Nullable Object item, String filter) {
    int start = filter.indexOf("@.");
    int sign = filter.indexOf("==");
    if (start < 0 || sign < start || item == null) {
      return false;
    }
    String wanted = filter.substring(sign + 2).replaceAll("[\\s)'\"]", "");
    Object value = first(item, filter.substring(start + 1, sign).strip());
    return value != null && value.toString().equals(wanted);
  }
}
