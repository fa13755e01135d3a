package dev.slipway.object.schema;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Drops what a schema does not know, as an API server does before it stores an object. Stateless.
public final class Pruning {
  private Pruning() {}

  /// Drops the unknown fields of an object from its tree.
  ///
  /// @param tree changed in place
  /// @return the paths that were dropped, as `spec.containers[0].imagee`
  public static List<String> prune(Schema schema, Map<String, @Nullable Object> tree) {
    List<String> dropped = new ArrayList<>();
    map(schema, tree, "", dropped);
    return dropped;
  }

  @SuppressWarnings("unchecked")
  private static void value(
      Schema schema, @Nullable Object value, String path, List<String> dropped) {
    if (value instanceof Map<?, ?> map) {
      map(schema, (Map<String, @Nullable Object>) map, path, dropped);
    } else if (value instanceof List<?> list) {
      Schema items = schema.items();
      for (int i = 0; items != null && i < list.size(); i++) {
        value(items, list.get(i), path + "[" + i + "]", dropped);
      }
    }
  }

  private static void map(
      Schema schema, Map<String, @Nullable Object> map, String path, List<String> dropped) {
    if (schema instanceof FreeSchema) {
      return;
    }
    map.entrySet()
        .removeIf(entry -> {
          String at = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
          Schema field = schema.field(entry.getKey());
          if (field == null && schema.dropsUnknown()) {
            dropped.add(at);
            return true;
          }
          Schema known = field == null ? schema.undeclared() : field;
          if (known != null) {
            value(known, entry.getValue(), at, dropped);
          }
          return false;
        });
  }

  /// Whether there is nothing to prune.
  public static boolean isPruned(Schema schema, KubeObject object) {
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> copy =
        (Map<String, @Nullable Object>) KubeObject.copyOf(object.tree());
    return prune(schema, copy).isEmpty();
  }
}
