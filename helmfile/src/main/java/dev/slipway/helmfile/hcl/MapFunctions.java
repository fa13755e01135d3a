package dev.slipway.helmfile.hcl;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Functions on maps and objects.
final class MapFunctions {
  private MapFunctions() {}

  static void add(Map<String, HclFunction> table) {
    table.put("keys", a -> new ArrayList<>(a.require(1, 1).map(0).keySet()));
    table.put("values", a -> new ArrayList<>(a.require(1, 1).map(0).values()));
    table.put("length", MapFunctions::length);
    table.put("lookup", MapFunctions::lookup);
    table.put("merge", MapFunctions::merge);
    table.put("zipmap", MapFunctions::zip);
  }

  private static BigDecimal length(HclArguments arguments) {
    return switch (arguments.require(1, 1).any(0)) {
      case List<?> list -> BigDecimal.valueOf(list.size());
      case Map<?, ?> map -> BigDecimal.valueOf(map.size());
      case null, default -> throw new HclFault(-1, "collection must be a list, a map or a tuple");
    };
  }

  private static @Nullable Object lookup(HclArguments arguments) {
    Map<?, ?> map = arguments.require(3, 3).map(0);
    String key = arguments.text(1);
    return map.containsKey(key) ? map.get(key) : arguments.any(2);
  }

  private static Map<?, ?> merge(HclArguments arguments) {
    Map<String, @Nullable Object> result = new TreeMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.any(i) != null) {
        arguments.map(i).forEach((key, value) -> result.put((String) key, value));
      }
    }
    return result;
  }

  private static Map<?, ?> zip(HclArguments arguments) {
    List<?> keys = arguments.require(2, 2).list(0);
    List<?> values = arguments.list(1);
    if (keys.size() != values.size()) {
      throw new HclFault(
          -1,
          "number of keys ("
              + keys.size()
              + ") does not match number of values ("
              + values.size()
              + ")");
    }
    Map<String, @Nullable Object> result = new TreeMap<>();
    for (int i = 0; i < keys.size(); i++) {
      result.put(HclTypes.text(keys.get(i), -1), values.get(i));
    }
    return result;
  }
}
