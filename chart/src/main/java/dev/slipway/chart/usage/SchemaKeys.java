package dev.slipway.chart.usage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys that a chart's values.schema.json lists: they are known, whether a template reads them
/// or not. Immutable.
public final class SchemaKeys {
  /// Knows no keys.
  public static final SchemaKeys NONE = new SchemaKeys(Map.of());

  private static final int MOST_REFERENCES = 16;

  private final Map<?, ?> root;

  private SchemaKeys(Map<?, ?> root) {
    this.root = root;
  }

  /// The keys of a schema.
  ///
  /// @param schema the schema as plain values
  public static SchemaKeys of(@Nullable Object schema) {
    return schema instanceof Map<?, ?> map ? new SchemaKeys(map) : NONE;
  }

  /// Whether the schema lists each key of a path.
  public boolean knows(ValuePath path) {
    Object schema = root;
    for (String step : path.steps()) {
      schema = inner(schema, step, 0);
      if (schema == null) {
        return false;
      }
    }
    return !path.steps().isEmpty();
  }

  private @Nullable Object inner(@Nullable Object schema, String step, int references) {
    if (!(schema instanceof Map<?, ?> map) || references > MOST_REFERENCES) {
      return null;
    }
    if (map.get("properties") instanceof Map<?, ?> properties && properties.containsKey(step)) {
      return properties.get(step);
    }
    if (map.get("$ref") instanceof String reference) {
      Object found = inner(resolve(reference), step, references + 1);
      if (found != null) {
        return found;
      }
    }
    for (String choice : new String[] {"allOf", "anyOf", "oneOf"}) {
      if (map.get(choice) instanceof Iterable<?> options) {
        for (Object option : options) {
          Object found = inner(option, step, references + 1);
          if (found != null) {
            return found;
          }
        }
      }
    }
    boolean index = !step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9');
    return index && map.get("items") instanceof Map<?, ?> items ? items : null;
  }

  private @Nullable Object resolve(String reference) {
    if (!reference.startsWith("#")) {
      return null;
    }
    Object found = root;
    for (String step : reference.substring(1).split("/", -1)) {
      if (!step.isEmpty()) {
        String key = step.replace("~1", "/").replace("~0", "~");
        found = found instanceof Map<?, ?> map ? map.get(key) : null;
      }
    }
    return found;
  }
}
