package dev.slipway.object.fields;

import dev.slipway.object.schema.FreeSchema;
import dev.slipway.object.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Brings a field set up to date with a schema in which maps or lists have become one value since
/// it was written: who owned some of it owns it all.
final class AtomicFields {
  private final List<PathElement> path = new ArrayList<>();
  private final FieldSet atomic = new FieldSet();

  private AtomicFields() {}

  static FieldSet reconcile(FieldSet set, Schema schema) {
    AtomicFields fields = new AtomicFields();
    fields.value(schema, set, false);
    return fields.atomic.isEmpty() ? set : set.without(fields.atomic).union(fields.atomic);
  }

  /// @param set what is below the path, or null if nothing is
  /// @param owned whether the path is in the set, and nothing below it
  private void value(Schema schema, @Nullable FieldSet set, boolean owned) {
    switch (Shape.of(schema, null)) {
      case SCALAR -> {}
      case LIST -> {
        if (!owned && Shape.isAtomicList(schema)) {
          atomic.insert(path);
        } else if (set != null) {
          elements(schema, set);
        }
      }
      case MAP, OPEN -> {
        if (schema.fields().isEmpty() && schema.undeclared() == FreeSchema.ANYTHING) {
          return;
        }
        if (!owned && schema.isAtomic()) {
          if (set != null && !set.isEmpty()) {
            atomic.insert(path);
          }
        } else if (set != null) {
          elements(schema, set);
        }
      }
    }
  }

  private void elements(Schema schema, FieldSet set) {
    Set<PathElement> all = new TreeSet<>(set.members());
    all.addAll(set.children().keySet());
    for (PathElement element : all) {
      Schema below =
          switch (element) {
            case PathElement.Field(String name) -> Shape.field(schema, name);
            case PathElement.Key _, PathElement.Value _, PathElement.Index _ -> schema.items();
          };
      if (below == null) {
        continue;
      }
      FieldSet child = set.children().get(element);
      path.add(element);
      value(below, child, child == null && set.members().contains(element));
      path.removeLast();
    }
  }
}
