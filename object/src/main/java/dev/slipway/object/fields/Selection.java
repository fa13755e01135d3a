package dev.slipway.object.fields;

import dev.slipway.object.schema.FreeSchema;
import dev.slipway.object.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes some fields out of a value, or leaves only those. Stateless.
final class Selection {
  private Selection() {}

  /// The value without some fields and items.
  static @Nullable Object remove(Schema schema, @Nullable Object value, FieldSet fields) {
    return select(schema, value, fields, false);
  }

  /// Only some fields and items of the value.
  static @Nullable Object extract(Schema schema, @Nullable Object value, FieldSet fields) {
    return select(schema, value, fields, true);
  }

  private static @Nullable Object select(
      Schema schema, @Nullable Object value, FieldSet fields, boolean extract) {
    return switch (Shape.of(schema, value)) {
      case SCALAR -> value;
      case MAP, OPEN -> {
        if (!(value instanceof Map<?, ?> map)) {
          yield null;
        }
        if (map.isEmpty() || schema.isAtomic()) {
          yield extract ? value : null;
        }
        yield map(schema, map, fields, extract);
      }
      case LIST -> {
        if (!(value instanceof List<?> list)) {
          yield null;
        }
        if (list.isEmpty() || Shape.isAtomicList(schema)) {
          yield extract ? value : null;
        }
        yield list(schema, list, fields, extract);
      }
    };
  }

  private static @Nullable Object list(
      Schema schema, List<?> list, FieldSet fields, boolean extract) {
    List<@Nullable Object> out = new ArrayList<>();
    for (Object item : list) {
      PathElement element = ListItems.element(schema, item);
      boolean exact = fields.members().contains(element);
      FieldSet below = fields.below(element);
      if (extract ? !exact && below.isEmpty() : exact) {
        continue;
      }
      out.add(below.isEmpty() ? item : select(Shape.item(schema), item, below, extract));
    }
    return out.isEmpty() ? null : out;
  }

  private static @Nullable Object map(
      Schema schema, Map<?, ?> map, FieldSet fields, boolean extract) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      PathElement element = new PathElement.Field(name);
      Schema known = Shape.field(schema, name);
      Schema field = known == null ? FreeSchema.ANYTHING : known;
      FieldSet below = fields.below(element);
      if (fields.members().contains(element)) {
        if (extract) {
          out.put(
              name,
              below.isEmpty() ? entry.getValue() : select(field, entry.getValue(), below, true));
        }
      } else if (!below.isEmpty()) {
        out.put(name, select(field, entry.getValue(), below, extract));
      } else if (!extract) {
        out.put(name, entry.getValue());
      }
    }
    return out.isEmpty() ? null : out;
  }
}
