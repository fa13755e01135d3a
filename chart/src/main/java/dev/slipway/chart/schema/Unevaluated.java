package dev.slipway.chart.schema;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The properties and items of one value that no keyword has looked at yet. Confined to one
/// validation.
final class Unevaluated {
  private final Set<String> properties = new LinkedHashSet<>();
  private final Set<Integer> items = new TreeSet<>();

  /// All parts of a value when someone wants to know, otherwise none.
  static Unevaluated of(@Nullable Object value, boolean wanted) {
    Unevaluated all = new Unevaluated();
    if (wanted && value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> all.properties.add(String.valueOf(key)));
    } else if (wanted && value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        all.items.add(i);
      }
    }
    return all;
  }

  boolean isEmpty() {
    return properties.isEmpty() && items.isEmpty();
  }

  void remove(String property) {
    properties.remove(property);
  }

  void remove(int item) {
    items.remove(item);
  }

  /// Keeps only what another validation of the same value has not looked at either.
  void keepOnly(Unevaluated other) {
    properties.retainAll(other.properties);
    items.retainAll(other.items);
  }

  Set<String> properties() {
    return properties;
  }

  Set<Integer> items() {
    return items;
  }
}
