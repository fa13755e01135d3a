package dev.slipway.object.fields;

import dev.slipway.object.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Names the fields that are in a value.
final class FieldSets {
  private final FieldSet set = new FieldSet();
  private final List<PathElement> path = new ArrayList<>();

  private FieldSets() {}

  /// All leaves and items of a value that fits its schema.
  static FieldSet of(Schema schema, @Nullable Object value) {
    FieldSets fields = new FieldSets();
    fields.value(schema, value);
    return fields.set;
  }

  /// A set with all declared fields in it that something below is in.
  static FieldSet withNamedFields(FieldSet set, @Nullable Schema schema) {
    FieldSet out = new FieldSet();
    out.members().addAll(set.members());
    set.children()
        .forEach((element, child) -> {
          Schema below = null;
          if (element instanceof PathElement.Field(String name)) {
            if (schema != null && schema.field(name) != null) {
              out.members().add(element);
            }
            below = schema == null ? null : Shape.field(schema, name);
          } else if (element instanceof PathElement.Key && schema != null) {
            below = schema.items();
          }
          out.children().put(element, withNamedFields(child, below));
        });
    return out;
  }

  private void value(Schema schema, @Nullable Object value) {
    switch (Shape.of(schema, value)) {
      case SCALAR -> set.insert(path);
      case MAP, OPEN -> {
        if (schema.isAtomic()) {
          set.insert(path);
        } else if (value instanceof Map<?, ?> map) {
          fields(schema, map);
        }
      }
      case LIST -> {
        if (Shape.isAtomicList(schema)) {
          set.insert(path);
        } else if (value instanceof List<?> list) {
          items(schema, list);
        }
      }
    }
  }

  private void fields(Schema schema, Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      Object value = entry.getValue();
      path.add(new PathElement.Field(name));
      Schema field = Shape.field(schema, name);
      if (field != null) {
        value(field, value);
      }
      if (value == null
          || (value instanceof Map<?, ?> below && below.isEmpty())
          || schema.field(name) == null) {
        set.insert(path);
      }
      path.removeLast();
    }
  }

  private void items(Schema schema, List<?> list) {
    List<PathElement> elements = new ArrayList<>(list.size());
    Set<PathElement> seen = new TreeSet<>();
    Set<PathElement> twice = new TreeSet<>();
    for (Object item : list) {
      PathElement element = ListItems.element(schema, item);
      elements.add(element);
      if (!seen.add(element)) {
        twice.add(element);
      }
    }
    for (int i = 0; i < list.size(); i++) {
      path.add(elements.get(i));
      // What is there twice is one value.
      if (!twice.contains(elements.get(i))) {
        value(Shape.item(schema), list.get(i));
      }
      set.insert(path);
      path.removeLast();
    }
  }
}
