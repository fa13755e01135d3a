package dev.slipway.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the number that JSON has no form for.
final class NonFinite {
  private NonFinite() {}

  /// The first NaN or infinity in the order in which Go writes JSON, or 0 when there is none.
  static double first(@Nullable Object root) {
    List<@Nullable Object> open = new ArrayList<>();
    open.add(root);
    while (!open.isEmpty()) {
      Object value = open.removeLast();
      if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
        return number;
      }
      if (value instanceof List<?> list) {
        for (int i = list.size() - 1; i >= 0; i--) {
          open.add(list.get(i));
        }
      } else if (value instanceof Map<?, ?> map) {
        List<String> keys = new ArrayList<>();
        map.keySet().forEach(key -> keys.add(Objects.toString(key)));
        keys.sort(dev.slipway.core.GoStrings.BYTE_ORDER.reversed());
        keys.forEach(key -> open.add(map.get(key)));
      }
    }
    return 0;
  }
}
