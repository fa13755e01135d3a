package dev.slipway.helmfile.secret;

import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values as documents hold them: null, Boolean, String, Long, BigInteger, Double, List, and Map
/// with strings as keys.
final class ReferenceValues {
  private ReferenceValues() {}

  /// A copy whose keys are strings.
  static @Nullable Object read(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return asMap(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      for (Object item : list) {
        copy.add(read(item));
      }
      return copy;
    }
    return value;
  }

  /// A copy whose keys are strings.
  static Map<String, @Nullable Object> asMap(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(GoFormat.toText(key), read(value)));
    return copy;
  }

  static boolean isScalar(@Nullable Object value) {
    return value instanceof String || value instanceof Boolean || value instanceof Number;
  }

  /// The type as Go names it.
  static String typeName(@Nullable Object value) {
    return switch (value) {
      case Long _ -> "int";
      case Map<?, ?> _ -> "map[string]interface {}";
      case List<?> _ -> "[]interface {}";
      case null, default -> GoFormat.typeName(value);
    };
  }

  /// Tells the mask all texts and numbers in a value.
  static void hide(@Nullable Object value, SecretMask mask) {
    switch (value) {
      case Map<?, ?> map -> map.values().forEach(item -> hide(item, mask));
      case List<?> list -> list.forEach(item -> hide(item, mask));
      case String text -> mask.add(text);
      case Number number -> mask.add(GoFormat.toText(number));
      case null, default -> {}
    }
  }
}
