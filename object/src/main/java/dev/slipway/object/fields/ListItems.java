package dev.slipway.object.fields;

import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import dev.slipway.object.schema.Schema;
import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells the items of a list apart. Stateless.
final class ListItems {
  private ListItems() {}

  /// The step to an item of a list that is no single value.
  ///
  /// @throws ObjectException if the item has none
  static PathElement element(Schema list, @Nullable Object item) {
    return list.list() == Schema.Items.MAP ? keyed(list, item) : valued(item);
  }

  private static PathElement keyed(Schema list, @Nullable Object item) {
    if (item == null) {
      throw failed("associative list with keys may not have a null element");
    }
    if (!(item instanceof Map<?, ?> map)) {
      throw failed("associative list with keys may not have non-map elements");
    }
    List<PathElement.Part> parts = new ArrayList<>();
    for (String key : list.keys()) {
      if (map.containsKey(key)) {
        parts.add(new PathElement.Part(key, map.get(key)));
      } else {
        Schema field = Shape.item(list).field(key);
        Object initial = field == null ? null : field.defaultValue();
        if (initial != null) {
          parts.add(new PathElement.Part(key, initial));
        }
      }
    }
    if (parts.isEmpty()) {
      StringBuilder keys = new StringBuilder("[");
      for (String key : list.keys()) {
        keys.append(keys.length() == 1 ? "" : " ").append(Json.writeRaw(key));
      }
      throw failed(
          "associative list with keys has an element that omits all key fields "
              + keys
              + "] (and doesn't have default values for any key fields)");
    }
    return new PathElement.Key(parts);
  }

  private static PathElement valued(@Nullable Object item) {
    if (item instanceof Map) {
      throw failed("associative list without keys has an element that's a map type");
    }
    if (item instanceof List) {
      throw failed("not supported: associative list with lists as elements");
    }
    if (item == null) {
      throw failed("associative list without keys has an element that's an explicit null");
    }
    return new PathElement.Value(item);
  }

  private static ObjectException failed(String message) {
    return new ObjectException(ObjectErrorCode.FIELDS, message);
  }
}
