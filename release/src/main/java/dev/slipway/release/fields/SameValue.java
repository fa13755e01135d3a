package dev.slipway.release.fields;

import dev.slipway.object.ObjectException;
import dev.slipway.object.quantity.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether the value that someone asked for is the one that the cluster has: it writes quantities
/// its own way, fills in defaults, and leaves out what is empty.
public final class SameValue {
  private static final Set<String> QUANTITY_FIELDS = Set.of("sizeLimit", "averageValue", "divisor");
  private static final Set<String> QUANTITY_MAPS =
      Set.of(
          "limits",
          "requests",
          "capacity",
          "hard",
          "default",
          "defaultRequest",
          "max",
          "min",
          "podFixed");

  private SameValue() {}

  /// Whether two scalars are the same; numbers are compared by value.
  public static boolean scalars(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return (x instanceof Long && y instanceof Long)
          ? x.longValue() == y.longValue()
          : x.doubleValue() == y.doubleValue();
    }
    return a == null ? b == null : a.equals(b);
  }

  /// Whether two trees are the same; null in a map counts as not there.
  public static boolean trees(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return contains(x, y) && contains(y, x);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!trees(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    return scalars(a, b);
  }

  private static boolean contains(Map<?, ?> all, Map<?, ?> some) {
    for (Map.Entry<?, ?> entry : some.entrySet()) {
      if (!trees(all.get(entry.getKey()), entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  /// Whether `have` is what the cluster made of `want`: what is in both is the same, `have` may
  /// have more, and `want` may have empty values more.
  ///
  /// @param holder the name of the field that holds the field
  /// @param field the name of the field
  public static boolean fulfils(
      @Nullable Object want, @Nullable Object have, String holder, String field) {
    return fulfils(want, have, holder, field, false);
  }

  /// Whether a live object still has all that is in another. As [#fulfils], but `no` and zero must
  /// be there too: nothing tells whether someone took them away.
  public static boolean stillFulfils(Object want, Object have) {
    return fulfils(want, have, "", "", true);
  }

  private static boolean fulfils(
      @Nullable Object want, @Nullable Object have, String holder, String field, boolean isStrict) {
    if (have == null) {
      boolean isSwitch = want instanceof Boolean || want instanceof Number;
      return isEmpty(want) && !(isStrict && isSwitch);
    }
    return switch (want) {
      case null -> true;
      case Map<?, ?> map -> {
        if (!(have instanceof Map<?, ?> live)) {
          yield false;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          String key = String.valueOf(entry.getKey());
          if (!fulfils(entry.getValue(), live.get(key), field, key, isStrict)) {
            yield false;
          }
        }
        yield true;
      }
      case List<?> list -> {
        if (!(have instanceof List<?> live) || list.size() != live.size()) {
          yield false;
        }
        for (int i = 0; i < list.size(); i++) {
          if (!fulfils(list.get(i), live.get(i), holder, field, isStrict)) {
            yield false;
          }
        }
        yield true;
      }
      default -> scalars(want, have) || sameQuantity(want, have, holder, field);
    };
  }

  /// Whether a value is one that the API leaves out: nothing, zero, no, or without content.
  public static boolean isEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Map<?, ?> map -> map.values().stream().allMatch(SameValue::isEmpty);
      case List<?> list -> list.isEmpty();
      case String text -> text.isEmpty();
      case Boolean flag -> !flag;
      case Number number -> number.doubleValue() == 0;
      default -> false;
    };
  }

  /// Whether there is no scalar in a value: nobody can own any of it.
  public static boolean isHollow(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Map<?, ?> map -> map.values().stream().allMatch(SameValue::isHollow);
      case List<?> list -> list.isEmpty();
      default -> false;
    };
  }

  private static boolean sameQuantity(Object want, Object have, String holder, String field) {
    if (!QUANTITY_MAPS.contains(holder) && !QUANTITY_FIELDS.contains(field)) {
      return false;
    }
    if (want instanceof Boolean || have instanceof Boolean) {
      return false;
    }
    try {
      return Quantity.of(want).equals(Quantity.of(have));
    } catch (ObjectException e) {
      return false;
    }
  }
}
