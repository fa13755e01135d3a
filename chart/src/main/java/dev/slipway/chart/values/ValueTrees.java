package dev.slipway.chart.values;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Steps on trees of values: maps, lists and scalars.
public final class ValueTrees {
  private ValueTrees() {}

  /// The value as a map, or null when it is none.
  @SuppressWarnings("unchecked")
  public static @Nullable Map<String, @Nullable Object> table(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
  }

  /// A copy of the whole tree that may be changed.
  public static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
    Map<String, @Nullable Object> out = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((key, value) -> out.put(key, copyValue(value)));
    return out;
  }

  private static @Nullable Object copyValue(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      Map<String, @Nullable Object> map = table(value);
      return map == null ? null : copy(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> out = new ArrayList<>(list.size());
      for (Object item : list) {
        out.add(copyValue(item));
      }
      return out;
    }
    return value;
  }

  /// Helm's merge of values files: what `over` says wins, maps are merged, lists replaced, null
  /// stays. Neither map is changed.
  public static Map<String, @Nullable Object> merge(
      Map<String, @Nullable Object> base, Map<String, @Nullable Object> over) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>(base);
    over.forEach((key, value) -> {
      Map<String, @Nullable Object> upper = table(value);
      Map<String, @Nullable Object> lower = upper == null ? null : table(out.get(key));
      out.put(key, upper == null || lower == null ? value : merge(lower, upper));
    });
    return out;
  }

  /// The table at a path of keys, or null when there is none.
  public static @Nullable Map<String, @Nullable Object> tableAt(
      Map<String, @Nullable Object> values, String dottedPath) {
    Map<String, @Nullable Object> table = values;
    for (String key : dottedPath.split("\\.", -1)) {
      table = table(table.get(key));
      if (table == null) {
        return null;
      }
    }
    return table;
  }
}
