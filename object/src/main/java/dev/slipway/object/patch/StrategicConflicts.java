package dev.slipway.object.patch;

import static dev.slipway.object.patch.Directives.map;

import dev.slipway.object.TreeValues;
import dev.slipway.object.schema.FreeSchema;
import dev.slipway.object.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whether two strategic patches set a field differently: `MergingMapsHaveConflicts`. Stateless.
final class StrategicConflicts {
  private StrategicConflicts() {}

  static boolean exist(@Nullable Object left, @Nullable Object right, Schema schema) {
    return exist(left, right, schema, Schema.Patching.NONE);
  }

  private static boolean exist(
      @Nullable Object left, @Nullable Object right, Schema schema, Schema.Patching patching) {
    if (left instanceof Map<?, ?> x) {
      if (!(right instanceof Map<?, ?> y)) {
        return true;
      }
      boolean marked = x.containsKey(Directives.MARKER);
      if (marked != y.containsKey(Directives.MARKER)
          || (marked && !Objects.equals(x.get(Directives.MARKER), y.get(Directives.MARKER)))) {
        return true;
      }
      return !patching.replace() && inMaps(map(left), map(right), schema);
    }
    if (left instanceof List<?> x) {
      return !(right instanceof List<?> y) || inLists(x, y, schema, patching);
    }
    return !Objects.equals(left, right);
  }

  private static boolean inMaps(
      Map<String, @Nullable Object> left, Map<String, @Nullable Object> right, Schema schema) {
    for (Map.Entry<String, @Nullable Object> entry : left.entrySet()) {
      String key = entry.getKey();
      if (key.equals(Directives.MARKER)
          || key.equals(Directives.RETAIN_KEYS)
          || !right.containsKey(key)) {
        continue;
      }
      Schema below = FreeSchema.ANYTHING;
      Schema.Patching patching = Schema.Patching.NONE;
      if (entry.getValue() instanceof Map || entry.getValue() instanceof List) {
        below = key.startsWith("$") ? FreeSchema.ANYTHING : Directives.field(schema, key);
        patching = below.patching();
        if (entry.getValue() instanceof List) {
          below = Directives.items(below);
        }
      }
      if (exist(entry.getValue(), right.get(key), below, patching)) {
        return true;
      }
    }
    return false;
  }

  private static boolean inLists(
      List<?> left, List<?> right, Schema schema, Schema.Patching patching) {
    boolean maps = MergeLists.holdMaps(left, right);
    if (patching.merge()) {
      if (!maps) {
        return false;
      }
      Map<String, @Nullable Object> byKey = byKey(left, patching.key());
      Map<String, @Nullable Object> others = byKey(right, patching.key());
      for (Map.Entry<String, @Nullable Object> entry : byKey.entrySet()) {
        if (others.containsKey(entry.getKey())
            && exist(entry.getValue(), others.get(entry.getKey()), schema, Schema.Patching.NONE)) {
          return true;
        }
      }
      return false;
    }
    if (left.size() != right.size()) {
      return true;
    }
    List<@Nullable Object> x = new ArrayList<>(left);
    List<@Nullable Object> y = new ArrayList<>(right);
    if (!maps) {
      MergeLists.deduplicate(x);
      MergeLists.sortScalars(x);
      MergeLists.deduplicate(y);
      MergeLists.sortScalars(y);
    }
    for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
      if (exist(x.get(i), y.get(i), schema, Schema.Patching.NONE)) {
        return true;
      }
    }
    return x.size() != y.size();
  }

  private static Map<String, @Nullable Object> byKey(List<?> list, String key) {
    Map<String, @Nullable Object> byKey = new TreeMap<>();
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> map)) {
        throw Directives.failed("invalid element type in merging list:" + TreeValues.plain(list));
      }
      if (!map.containsKey(key)) {
        throw Directives.failed(
            "cannot find merge key `" + key + "` in merging list element:" + TreeValues.plain(map));
      }
      byKey.put(TreeValues.plain(map.get(key)), item);
    }
    return byKey;
  }
}
