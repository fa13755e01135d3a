package dev.slipway.compat.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a value stands in a tree: `.spec.containers[0].image`, or `.metadata.labels["app.io/x"]`;
/// `[*]` stands for each item of a list.
///
/// @param text as it was written
/// @param parts the names (String), the places in lists (Integer), and null for each
record FieldPath(String text, List<@Nullable Object> parts) {
  static FieldPath parse(String text) {
    List<@Nullable Object> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '.') {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
          end++;
        }
        if (end > at + 1) {
          parts.add(text.substring(at + 1, end));
        }
        at = end;
      } else if (c == '[') {
        int end = text.indexOf(']', at);
        parts.add(bracket(text.substring(at + 1, end)));
        at = end + 1;
      } else {
        throw new IllegalArgumentException("a path starts with a dot: " + text);
      }
    }
    return new FieldPath(text, parts);
  }

  private static @Nullable Object bracket(String inside) {
    if (inside.equals("*")) {
      return null;
    }
    if (inside.startsWith("\"")) {
      return inside.substring(1, inside.length() - 1);
    }
    return Integer.valueOf(inside);
  }

  /// The values there: none, one, or with `[*]` many.
  List<@Nullable Object> values(@Nullable Object tree) {
    List<@Nullable Object> found = new ArrayList<>();
    collect(tree, 0, found);
    return found;
  }

  private void collect(@Nullable Object tree, int depth, List<@Nullable Object> found) {
    if (depth == parts.size()) {
      found.add(tree);
      return;
    }
    Object part = parts.get(depth);
    switch (tree) {
      case Map<?, ?> map when part instanceof String name && map.containsKey(name) ->
          collect(map.get(name), depth + 1, found);
      case List<?> list when part == null -> {
        for (Object item : list) {
          collect(item, depth + 1, found);
        }
      }
      case List<?> list when part instanceof Integer place && place < list.size() ->
          collect(list.get(place), depth + 1, found);
      case null, default -> {}
    }
  }

  /// Takes the values there out of a tree, which is changed.
  void remove(@Nullable Object tree) {
    if (parts.isEmpty()) {
      return;
    }
    FieldPath parent = new FieldPath(text, parts.subList(0, parts.size() - 1));
    Object last = parts.getLast();
    for (Object holder : parent.values(tree)) {
      if (holder instanceof Map<?, ?> map && last instanceof String name) {
        map.remove(name);
      } else if (holder instanceof List<?> list && last == null) {
        list.clear();
      }
    }
  }
}
