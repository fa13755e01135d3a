package dev.slipway.object.fields;

import dev.slipway.object.ObjectException;
import dev.slipway.object.TreeValues;
import dev.slipway.object.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What differs between two values of a schema. No field is in more than one of the sets.
///
/// @param removed fields that are in the first only
/// @param modified fields that are in both, and differ
/// @param added fields that are in the second only
record Comparison(FieldSet removed, FieldSet modified, FieldSet added) {
  static Comparison of(Schema schema, @Nullable Object before, @Nullable Object after) {
    Walk walk = new Walk();
    walk.value(schema, before, after);
    walk.faults.raise("failed to compare objects: ");
    return new Comparison(walk.removed, walk.modified, walk.added);
  }

  /// A copy without some fields and all that is below them.
  Comparison without(FieldSet ignored) {
    return ignored.isEmpty()
        ? this
        : new Comparison(
            removed.without(ignored), modified.without(ignored), added.without(ignored));
  }

  private static final class Walk {
    private final FieldSet removed = new FieldSet();
    private final FieldSet modified = new FieldSet();
    private final FieldSet added = new FieldSet();
    private final Faults faults = new Faults();
    private final List<PathElement> path = new ArrayList<>();

    /// Compares what stands at the path.
    void value(Schema schema, @Nullable Object before, @Nullable Object after) {
      boolean noBefore = Absent.is(before);
      boolean noAfter = Absent.is(after);
      Shape left = Shape.of(schema, before);
      Shape right = Shape.of(schema, after);
      boolean leaf;
      if (noAfter) {
        leaf = as(left, schema, before, after);
      } else if (noBefore || left == right) {
        leaf = as(right, schema, before, after);
      } else {
        as(left, schema, before, after);
        leaf = as(right, schema, before, after);
      }
      if (!leaf) {
        if (noBefore) {
          added.insert(path);
        } else if (noAfter) {
          removed.insert(path);
        }
      }
    }

    /// @return whether the value is taken as one
    private boolean as(
        Shape shape, Schema schema, @Nullable Object before, @Nullable Object after) {
      return switch (shape) {
        case SCALAR -> {
          String left = Shape.scalarFault(schema, before);
          String right = Shape.scalarFault(schema, after);
          if (left != null && right != null) {
            faults.add(path, "lhs: " + left);
            faults.add(path, "rhs: " + right);
            yield false;
          }
          yield leaf(before, after);
        }
        case LIST -> {
          List<?> left = before instanceof List<?> list ? list : List.of();
          List<?> right = after instanceof List<?> list ? list : List.of();
          if (Shape.isAtomicList(schema) || (left.isEmpty() && right.isEmpty())) {
            yield leaf(before, after);
          }
          items(schema, left, right);
          yield false;
        }
        case MAP, OPEN -> {
          Map<?, ?> left = before instanceof Map<?, ?> map ? map : Map.of();
          Map<?, ?> right = after instanceof Map<?, ?> map ? map : Map.of();
          if (schema.isAtomic() || (left.isEmpty() && right.isEmpty())) {
            yield leaf(before, after);
          }
          fields(schema, left, right);
          yield false;
        }
      };
    }

    private boolean leaf(@Nullable Object before, @Nullable Object after) {
      if (Absent.is(before)) {
        added.insert(path);
      } else if (Absent.is(after)) {
        removed.insert(path);
      } else if (!TreeValues.equal(before, after)) {
        modified.insert(path);
      }
      return true;
    }

    private void fields(Schema schema, Map<?, ?> before, Map<?, ?> after) {
      Set<Object> names = new LinkedHashSet<>(before.keySet());
      names.addAll(after.keySet());
      for (Object name : names) {
        Schema field = Shape.field(schema, (String) name);
        path.add(new PathElement.Field((String) name));
        if (field == null) {
          faults.add(path, "schema error: invalid atom: inlined");
        } else {
          value(field, in(before, name), in(after, name));
        }
        path.removeLast();
      }
    }

    private static @Nullable Object in(Map<?, ?> map, Object name) {
      return map.containsKey(name) ? map.get(name) : Absent.VALUE;
    }

    private Map<PathElement, List<@Nullable Object>> index(Schema schema, List<?> list) {
      Map<PathElement, List<@Nullable Object>> index = new TreeMap<>();
      for (int i = 0; i < list.size(); i++) {
        try {
          index
              .computeIfAbsent(ListItems.element(schema, list.get(i)), _ -> new ArrayList<>())
              .add(list.get(i));
        } catch (ObjectException e) {
          faults.add(path, "element " + i + ": " + e.getMessage());
        }
      }
      return index;
    }

    private void items(Schema schema, List<?> before, List<?> after) {
      Map<PathElement, List<@Nullable Object>> left = index(schema, before);
      Map<PathElement, List<@Nullable Object>> right = index(schema, after);
      Set<PathElement> all = new LinkedHashSet<>(left.keySet());
      all.addAll(right.keySet());
      for (PathElement element : all) {
        path.add(element);
        item(
            Shape.item(schema),
            left.getOrDefault(element, List.of()),
            right.getOrDefault(element, List.of()));
        path.removeLast();
      }
    }

    /// Compares what stands under one key; what is there twice is one value.
    private void item(Schema schema, List<?> before, List<?> after) {
      if (before.size() <= 1 && after.size() <= 1) {
        value(schema, only(before), only(after));
      } else if (before.size() >= 2 && after.size() >= 2) {
        if (!TreeValues.equal(before, after)) {
          modified.insert(path);
        }
      } else if (before.size() >= 2) {
        if (!after.isEmpty()) {
          value(schema, Absent.VALUE, only(after));
        }
        removed.insert(path);
      } else {
        if (!before.isEmpty()) {
          value(schema, only(before), Absent.VALUE);
        }
        added.insert(path);
      }
    }

    private static @Nullable Object only(List<?> list) {
      return list.isEmpty() ? Absent.VALUE : list.getFirst();
    }
  }
}
