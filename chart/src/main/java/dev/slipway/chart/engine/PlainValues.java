package dev.slipway.chart.engine;

import dev.slipway.gotemplate.GoObject;
import dev.slipway.yaml.FieldMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How values of Go types look to the YAML, JSON and TOML writers.
final class PlainValues {
  /// Turns a Go object into what `encoding/json` makes of it.
  static final UnaryOperator<@Nullable Object> ADAPTER =
      value -> value instanceof GoObject object ? plain(object) : value;

  private PlainValues() {}

  private static @Nullable Object plain(GoObject object) {
    Object json = object.jsonValue();
    if (object.underlying() != null || !(json instanceof Map<?, ?> struct)) {
      return json;
    }
    FieldMap fields = new FieldMap();
    struct.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return fields;
  }

  /// The text without one line break at its end: Helm's `TrimSuffix`.
  static String withoutLastLineBreak(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
