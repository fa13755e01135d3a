package dev.slipway.object.fields;

import dev.slipway.object.ObjectException;
import dev.slipway.object.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds what in an object does not fit its schema so that its fields cannot be told apart: fields
/// that are not declared, wrong types, items that are there twice.
final class Validation {
  private final boolean duplicates;
  private final Faults faults = new Faults();
  private final List<PathElement> path = new ArrayList<>();

  private Validation(boolean duplicates) {
    this.duplicates = duplicates;
  }

  /// @param duplicates whether an item may be there twice
  /// @param prefix what goes before the error's text
  /// @throws ObjectException if something does not fit
  static void check(Schema schema, Object value, boolean duplicates, String prefix) {
    Validation validation = new Validation(duplicates);
    validation.value(schema, value);
    validation.faults.raise(prefix);
  }

  private void value(Schema schema, @Nullable Object value) {
    switch (Shape.of(schema, value)) {
      case MAP, OPEN -> {
        if (value instanceof Map<?, ?> map) {
          fields(schema, map);
        } else if (value != null) {
          faults.add(path, "expected map, got " + Shape.boxed(value));
        }
      }
      case LIST -> {
        if (value instanceof List<?> list) {
          items(schema, list);
        } else if (value != null) {
          faults.add(path, "expected list, got " + Shape.boxed(value));
        }
      }
      case SCALAR -> {
        String fault = Shape.scalarFault(schema, value);
        if (fault != null) {
          faults.add(path, fault);
        }
      }
    }
  }

  private void fields(Schema schema, Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      Schema field = Shape.field(schema, name);
      path.add(new PathElement.Field(name));
      if (field == null) {
        faults.add(path, "field not declared in schema");
        path.removeLast();
        return;
      }
      value(field, entry.getValue());
      path.removeLast();
    }
  }

  private void items(Schema schema, List<?> list) {
    Set<PathElement> seen = new TreeSet<>();
    for (int i = 0; i < list.size(); i++) {
      PathElement element;
      if (Shape.isAtomicList(schema)) {
        element = new PathElement.Index(i);
      } else {
        try {
          element = ListItems.element(schema, list.get(i));
        } catch (ObjectException e) {
          faults.add(path, "element " + i + ": " + e.getMessage());
          return;
        }
        if (!seen.add(element) && !duplicates) {
          faults.add(path, "duplicate entries for key " + element);
        }
      }
      path.add(element);
      value(Shape.item(schema), list.get(i));
      path.removeLast();
    }
  }
}
