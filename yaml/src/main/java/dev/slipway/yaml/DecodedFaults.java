package dev.slipway.yaml;

import dev.slipway.core.GoStrings;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks through a decoded value for what cannot go through JSON. Only what is still there counts:
/// a key that stands twice hides its first value.
final class DecodedFaults {
  private record Place(@Nullable Object value, int depth) {}

  private final IdentityHashMap<Object, YamlException> badMaps;
  private final int maxDepth;
  private @Nullable Double number;
  private @Nullable Object tooDeep;

  /// @param badMaps the maps with a key that cannot become a string, and the errors for them
  DecodedFaults(IdentityHashMap<Object, YamlException> badMaps, int maxDepth) {
    this.badMaps = badMaps;
    this.maxDepth = maxDepth;
  }

  /// Looks at everything below `root`, in the order in which Go writes JSON.
  ///
  /// @throws YamlException for the fault that Go would report
  void check(@Nullable Object root) {
    List<Place> open = new ArrayList<>();
    open.add(new Place(root, 1));
    while (!open.isEmpty()) {
      Place place = open.removeLast();
      Object value = place.value;
      if (value instanceof Double real && (real.isNaN() || real.isInfinite())) {
        number = number == null ? real : number;
      } else if (value instanceof List<?> || value instanceof Map<?, ?>) {
        if (place.depth > maxDepth && tooDeep == null) {
          tooDeep = value;
        }
        children(value, place.depth + 1, open);
      }
    }
    if (number != null) {
      throw new YamlException(
          YamlErrorCode.WRONG_TYPE, "json: unsupported value: " + GoFloats.format(number));
    }
    if (tooDeep != null) {
      String bracket = tooDeep instanceof List ? "'['" : "'{'";
      throw new YamlException(
          YamlErrorCode.LIMIT, "invalid character " + bracket + " " + Json.TOO_DEEP);
    }
  }

  private void children(Object value, int depth, List<Place> open) {
    if (value instanceof List<?> list) {
      for (int i = list.size() - 1; i >= 0; i--) {
        open.add(new Place(list.get(i), depth));
      }
    } else if (value instanceof Map<?, ?> map) {
      YamlException bad = badMaps.get(map);
      if (bad != null) {
        throw bad;
      }
      List<String> keys = new ArrayList<>();
      map.keySet().forEach(key -> keys.add(Objects.toString(key)));
      keys.sort(GoStrings.BYTE_ORDER.reversed());
      keys.forEach(key -> open.add(new Place(map.get(key), depth)));
    }
  }
}
