package dev.slipway.object.schema;

import dev.slipway.object.KubeObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sets what a custom resource's schema says of fields that are left out, as an API server does.
/// Stateless. Kubernetes' own kinds get their defaults from the server's code, not from their
/// schema: this does nothing to them.
public final class Defaults {
  private Defaults() {}

  /// Sets the defaults of fields that are absent, or null where null is no value of them; a null
  /// that is no value of a field without default goes.
  ///
  /// @param tree changed in place
  public static void set(Schema schema, Map<String, @Nullable Object> tree) {
    map(schema, tree);
  }

  @SuppressWarnings("unchecked")
  private static void value(Schema schema, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map(schema, (Map<String, @Nullable Object>) map);
    } else if (value instanceof List<?> list && schema.items() != null) {
      for (Object item : list) {
        value(schema.items(), item);
      }
    }
  }

  private static void map(Schema schema, Map<String, @Nullable Object> map) {
    for (Map.Entry<String, ? extends Schema> each : schema.fields().entrySet()) {
      if (!(each.getValue() instanceof CustomSchema field)) {
        continue;
      }
      String name = each.getKey();
      boolean wrongNull = map.containsKey(name) && map.get(name) == null && !field.isNullable();
      Object initial = field.defaultValue();
      if (initial != null && (wrongNull || !map.containsKey(name))) {
        map.put(name, KubeObject.copyOf(initial));
      } else if (wrongNull) {
        map.remove(name);
      }
    }
    for (Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
      Schema field = schema.field(entry.getKey());
      Schema known = field == null ? schema.undeclared() : field;
      if (known instanceof CustomSchema) {
        value(known, entry.getValue());
      }
    }
  }
}
