package dev.slipway.chart.usage;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartFile;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys that a chart's values.schema.json lists: they are known, whether a template reads them
/// or not. Confined to one thread.
public final class SchemaKeys {
  /// Knows no keys.
  public static final SchemaKeys NONE = new SchemaKeys(null);

  private static final int MOST_REFERENCES = 16;

  private final @Nullable ChartFile file;
  private final Map<String, SchemaKeys> subcharts = new HashMap<>();
  private @Nullable Map<?, ?> schema;

  private SchemaKeys(@Nullable ChartFile file) {
    this.file = file;
  }

  /// The keys of the schemas of a chart and its subcharts.
  public static SchemaKeys of(Chart chart) {
    SchemaKeys keys = new SchemaKeys(chart.schema());
    for (Chart subchart : chart.subcharts()) {
      keys.subcharts.put(subchart.name(), of(subchart));
    }
    return keys;
  }

  /// The schema as plain values; read when it is first needed.
  private Map<?, ?> root() {
    Map<?, ?> known = schema;
    if (known == null) {
      known = file == null ? Map.of() : read(file);
      schema = known;
    }
    return known;
  }

  private static Map<?, ?> read(ChartFile file) {
    try {
      return Yaml.read(file.text()) instanceof Map<?, ?> map ? map : Map.of();
    } catch (YamlException _) {
      // Rendering reports a malformed schema; here it lists no keys.
      return Map.of();
    }
  }

  /// Whether a schema lists each key of a path.
  public boolean knows(ValuePath path) {
    if (path.steps().isEmpty()) {
      return false;
    }
    SchemaKeys subchart = subcharts.get(path.steps().getFirst());
    if (subchart != null
        && subchart.knows(new ValuePath(path.steps().subList(1, path.steps().size())))) {
      return true;
    }
    Object at = root();
    for (String step : path.steps()) {
      at = inner(at, step, 0);
      if (at == null) {
        return false;
      }
    }
    return true;
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
    Object found = root();
    for (String step : reference.substring(1).split("/", -1)) {
      if (!step.isEmpty()) {
        String key = step.replace("~1", "/").replace("~0", "~");
        found = found instanceof Map<?, ?> map ? map.get(key) : null;
      }
    }
    return found;
  }
}
