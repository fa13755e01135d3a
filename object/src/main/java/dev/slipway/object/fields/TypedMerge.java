package dev.slipway.object.fields;

import dev.slipway.object.ObjectException;
import dev.slipway.object.schema.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Puts an applied value over one that is there: `typed.TypedValue.Merge`. What is not in the
/// applied value stays; the order of items is that of the applied value where it says one.
final class TypedMerge {
  private final Faults faults = new Faults();
  private final List<PathElement> path = new ArrayList<>();

  private TypedMerge() {}

  /// @throws ObjectException if the values do not fit the schema
  static @Nullable Object merge(Schema schema, @Nullable Object live, @Nullable Object applied) {
    TypedMerge merge = new TypedMerge();
    Object merged = merge.value(schema, live, applied);
    merge.faults.raise("failed to merge config: ");
    return Absent.is(merged) ? null : merged;
  }

  private @Nullable Object value(Schema schema, @Nullable Object live, @Nullable Object applied) {
    Shape left = Shape.of(schema, live);
    Shape right = Shape.of(schema, applied);
    // Where the shapes differ, the applied one decides.
    return as(Absent.is(applied) ? left : right, schema, live, applied);
  }

  private @Nullable Object as(
      Shape shape, Schema schema, @Nullable Object live, @Nullable Object applied) {
    return switch (shape) {
      case SCALAR -> {
        String left = Shape.scalarFault(schema, live);
        String right = Shape.scalarFault(schema, applied);
        if (left != null && right != null) {
          faults.add(path, "lhs: " + left);
          faults.add(path, "rhs: " + right);
          yield Absent.VALUE;
        }
        yield leaf(live, applied);
      }
      case LIST -> {
        List<?> left = live instanceof List<?> list ? list : List.of();
        List<?> right = applied instanceof List<?> list ? list : List.of();
        yield Shape.isAtomicList(schema) || (left.isEmpty() && right.isEmpty())
            ? leaf(live, applied)
            : items(schema, left, right);
      }
      case MAP, OPEN -> {
        Map<?, ?> left = live instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> right = applied instanceof Map<?, ?> map ? map : Map.of();
        yield schema.isAtomic() || (left.isEmpty() && right.isEmpty())
            ? leaf(live, applied)
            : fields(schema, left, right);
      }
    };
  }

  private static @Nullable Object leaf(@Nullable Object live, @Nullable Object applied) {
    return Absent.is(applied) ? live : applied;
  }

  private @Nullable Object fields(Schema schema, Map<?, ?> live, Map<?, ?> applied) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    Set<Object> names = new LinkedHashSet<>(live.keySet());
    names.addAll(applied.keySet());
    for (Object each : names) {
      String name = (String) each;
      Schema field = Shape.field(schema, name);
      path.add(new PathElement.Field(name));
      if (field == null) {
        faults.add(path, "schema error: invalid atom: inlined");
      } else {
        Object merged =
            value(
                field,
                live.containsKey(name) ? live.get(name) : Absent.VALUE,
                applied.containsKey(name) ? applied.get(name) : Absent.VALUE);
        if (!Absent.is(merged)) {
          out.put(name, merged);
        }
      }
      path.removeLast();
    }
    return out.isEmpty() ? Absent.VALUE : out;
  }

  /// The items of a list by their steps.
  ///
  /// @param order the steps, in the list's order
  /// @param items the items; null for one that is there twice
  private record Indexed(List<PathElement> order, Map<PathElement, @Nullable Object> items) {
    @Nullable Object get(PathElement element) {
      return items.containsKey(element) ? items.get(element) : Absent.VALUE;
    }
  }

  private Indexed index(Schema schema, List<?> list, boolean duplicates) {
    Indexed index = new Indexed(new ArrayList<>(), new TreeMap<>());
    for (int i = 0; i < list.size(); i++) {
      PathElement element;
      try {
        element = ListItems.element(schema, list.get(i));
      } catch (ObjectException e) {
        faults.add(path, "element " + i + ": " + e.getMessage());
        continue;
      }
      boolean known = index.items.containsKey(element);
      if (known && !duplicates) {
        faults.add(path, "duplicate entries for key " + element);
        continue;
      }
      index.items.put(element, known ? null : list.get(i));
      index.order.add(element);
    }
    return index;
  }

  private @Nullable Object items(Schema schema, List<?> live, List<?> applied) {
    Indexed right = index(schema, applied, false);
    Indexed left = index(schema, live, true);
    if (!faults.isEmpty()) {
      return Absent.VALUE;
    }
    Deque<PathElement> shared = new ArrayDeque<>();
    for (PathElement element : right.order) {
      if (left.items.containsKey(element)) {
        shared.add(element);
      }
    }
    List<@Nullable Object> out = new ArrayList<>();
    Set<PathElement> merged = new TreeSet<>();
    int l = 0;
    int r = 0;
    while (l < left.order.size() || r < right.order.size()) {
      if (l < left.order.size()) {
        PathElement element = left.order.get(l);
        if (r < right.order.size()) {
          if (element.compareTo(right.order.get(r)) == 0) {
            merged.add(element);
            item(schema, element, left.get(element), right.get(element), out);
            l++;
            r++;
            shared.poll();
            continue;
          }
          PathElement next = shared.peek();
          if (right.items.containsKey(element) && next != null && next.compareTo(element) != 0) {
            // Shared, but not the one whose turn it is.
            l++;
            continue;
          }
        }
        if (!right.items.containsKey(element)) {
          item(schema, element, live.get(l), Absent.VALUE, out);
          l++;
          continue;
        } else if (merged.contains(element)) {
          l++;
        }
      }
      if (r < right.order.size()) {
        PathElement element = right.order.get(r);
        merged.add(element);
        item(schema, element, left.get(element), right.get(element), out);
        r++;
        PathElement next = shared.peek();
        if (next != null && next.compareTo(element) == 0) {
          shared.poll();
        }
      }
    }
    return out.isEmpty() ? Absent.VALUE : out;
  }

  private void item(
      Schema schema,
      PathElement element,
      @Nullable Object live,
      @Nullable Object applied,
      List<@Nullable Object> out) {
    path.add(element);
    Object merged = value(Shape.item(schema), live, applied);
    if (!Absent.is(merged)) {
      out.add(merged);
    }
    path.removeLast();
  }
}
