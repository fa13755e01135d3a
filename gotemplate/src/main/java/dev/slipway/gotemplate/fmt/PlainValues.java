package dev.slipway.gotemplate.fmt;

import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.yaml.FieldMap;
import dev.slipway.yaml.YamlException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How values of Go types look to the writers of YAML, JSON and TOML.
public final class PlainValues {
  /// Turns a Go object into what `encoding/json` makes of it; a function has no form and is a
  /// [YamlException] with Go's text.
  public static final UnaryOperator<@Nullable Object> ADAPTER =
      value ->
          switch (value) {
            case GoObject object -> plain(object);
            case GoFunction _ ->
                throw YamlException.notWritable(
                    "json: unsupported type: " + GoFormat.typeName(value));
            case null, default -> value;
          };

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
}
