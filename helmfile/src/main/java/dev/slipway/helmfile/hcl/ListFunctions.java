package dev.slipway.helmfile.hcl;

import dev.slipway.core.GoStrings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Functions on lists and sets; a set is a sorted list without duplicates.
final class ListFunctions {
  private static final int LONGEST = 1_000_000;

  private ListFunctions() {}

  static void add(Map<String, HclFunction> table) {
    table.put("coalescelist", ListFunctions::coalesceList);
    table.put("coalesce", ListFunctions::coalesce);
    table.put("compact", ListFunctions::compact);
    table.put("concat", ListFunctions::concat);
    table.put("contains", a -> HclTypes.contains(a.require(2, 2).list(0), a.any(1)));
    table.put("distinct", a -> distinct(a.require(1, 1).list(0)));
    table.put("element", ListFunctions::element);
    table.put("chunklist", ListFunctions::chunks);
    table.put("flatten", a -> flatten(a.require(1, 1).list(0), new ArrayList<>()));
    table.put("range", ListFunctions::range);
    table.put("reverselist", ListFunctions::reverse);
    table.put("slice", ListFunctions::slice);
    table.put("sort", a -> sorted(a.require(1, 1).list(0)));
    table.put("setintersection", ListFunctions::intersection);
    table.put("setsubtract", ListFunctions::subtract);
    table.put("setunion", ListFunctions::union);
    table.put("setproduct", ListFunctions::product);
  }

  private static List<?> coalesceList(HclArguments arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.any(i) instanceof List<?> list && !list.isEmpty()) {
        return list;
      }
    }
    throw new HclFault(-1, "no non-null arguments");
  }

  private static @Nullable Object coalesce(HclArguments arguments) {
    for (Object value : arguments.values()) {
      if (value != null) {
        return value;
      }
    }
    throw new HclFault(-1, "no non-null arguments");
  }

  private static List<?> compact(HclArguments arguments) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object item : arguments.require(1, 1).list(0)) {
      if (item != null && !HclTypes.text(item, -1).isEmpty()) {
        result.add(HclTypes.text(item, -1));
      }
    }
    return result;
  }

  private static List<?> concat(HclArguments arguments) {
    List<@Nullable Object> result = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      result.addAll(arguments.list(i));
    }
    return result;
  }

  private static List<@Nullable Object> distinct(List<?> list) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object item : list) {
      if (!HclTypes.contains(result, item)) {
        result.add(item);
      }
    }
    return result;
  }

  private static @Nullable Object element(HclArguments arguments) {
    List<?> list = arguments.require(2, 2).list(0);
    int index = arguments.whole(1);
    if (list.isEmpty()) {
      throw new HclFault(-1, "cannot use element function with an empty list");
    }
    return list.get(Math.floorMod(index, list.size()));
  }

  private static List<?> chunks(HclArguments arguments) {
    List<?> list = arguments.require(2, 2).list(0);
    int size = arguments.whole(1);
    if (size < 0) {
      throw new HclFault(-1, "the size argument must be positive");
    }
    List<@Nullable Object> result = new ArrayList<>();
    int step = size == 0 ? Math.max(1, list.size()) : size;
    for (int i = 0; i < list.size(); i += step) {
      result.add(new ArrayList<>(list.subList(i, Math.min(list.size(), i + step))));
    }
    return result;
  }

  private static List<?> flatten(List<?> list, List<@Nullable Object> into) {
    for (Object item : list) {
      if (item instanceof List<?> inner) {
        flatten(inner, into);
      } else {
        into.add(item);
      }
    }
    return into;
  }

  private static List<?> range(HclArguments arguments) {
    arguments.require(1, 3);
    BigDecimal start = arguments.size() == 1 ? BigDecimal.ZERO : arguments.number(0);
    BigDecimal end = arguments.number(arguments.size() == 1 ? 0 : 1);
    boolean down = end.compareTo(start) < 0;
    BigDecimal step =
        arguments.size() == 3
            ? arguments.number(2)
            : down ? BigDecimal.ONE.negate() : BigDecimal.ONE;
    if (step.signum() == 0 || (start.compareTo(end) != 0 && (step.signum() < 0) != down)) {
      throw new HclFault(-1, "step must lead from start to end");
    }
    List<BigDecimal> result = new ArrayList<>();
    for (BigDecimal at = start;
        down ? at.compareTo(end) > 0 : at.compareTo(end) < 0;
        at = at.add(step)) {
      result.add(at);
      if (result.size() > 1024) {
        throw new HclFault(-1, "more than 1024 values were generated");
      }
    }
    return result;
  }

  private static List<?> reverse(HclArguments arguments) {
    List<@Nullable Object> result = new ArrayList<>(arguments.require(1, 1).list(0));
    Collections.reverse(result);
    return result;
  }

  private static List<?> slice(HclArguments arguments) {
    List<?> list = arguments.require(3, 3).list(0);
    int start = arguments.whole(1);
    int end = arguments.whole(2);
    if (start < 0 || end < start || end > list.size()) {
      throw new HclFault(-1, "the indices are out of range");
    }
    return new ArrayList<>(list.subList(start, end));
  }

  private static List<?> sorted(List<?> list) {
    List<String> result = new ArrayList<>();
    for (Object item : list) {
      result.add(HclTypes.text(item, -1));
    }
    result.sort(GoStrings.BYTE_ORDER);
    return result;
  }

  /// A set's items in the order that cty gives them.
  private static List<@Nullable Object> set(List<@Nullable Object> items) {
    List<@Nullable Object> result = distinct(items);
    result.sort((a, b) ->
        a instanceof BigDecimal first && b instanceof BigDecimal second
            ? first.compareTo(second)
            : HclTypes.isPrimitive(a) && HclTypes.isPrimitive(b)
                ? GoStrings.compare(HclTypes.text(a, -1), HclTypes.text(b, -1))
                : 0);
    return result;
  }

  private static List<?> union(HclArguments arguments) {
    List<@Nullable Object> all = new ArrayList<>();
    for (int i = 0; i < arguments.require(1, Integer.MAX_VALUE).size(); i++) {
      all.addAll(arguments.list(i));
    }
    return set(all);
  }

  private static List<?> intersection(HclArguments arguments) {
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object item : arguments.require(1, Integer.MAX_VALUE).list(0)) {
      boolean everywhere = true;
      for (int i = 1; i < arguments.size(); i++) {
        everywhere &= HclTypes.contains(arguments.list(i), item);
      }
      if (everywhere) {
        kept.add(item);
      }
    }
    return set(kept);
  }

  private static List<?> subtract(HclArguments arguments) {
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object item : arguments.require(2, 2).list(0)) {
      if (!HclTypes.contains(arguments.list(1), item)) {
        kept.add(item);
      }
    }
    return set(kept);
  }

  private static List<?> product(HclArguments arguments) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    rows.add(new ArrayList<>());
    for (int i = 0; i < arguments.require(2, Integer.MAX_VALUE).size(); i++) {
      List<List<@Nullable Object>> longer = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        for (Object item : arguments.list(i)) {
          List<@Nullable Object> next = new ArrayList<>(row);
          next.add(item);
          longer.add(next);
          if (longer.size() > LONGEST) {
            throw new HclFault(-1, "the product has too many items");
          }
        }
      }
      rows = longer;
    }
    return rows;
  }
}
