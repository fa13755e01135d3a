package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Go's `reflect.DeepEqual`: the types must be the same too; a map or slice equals itself, whatever
/// is in it.
@SuppressWarnings("ReferenceEquality")
final class DeepEqual {
  private static final int MAX_DEPTH = 2000;

  private DeepEqual() {}

  static boolean test(@Nullable Object a, @Nullable Object b) {
    return test(a, b, 0);
  }

  private static boolean test(@Nullable Object a, @Nullable Object b, int depth) {
    if (a == null || b == null) {
      return a == b;
    }
    if (depth > MAX_DEPTH) {
      throw FunctionException.panic("deepEqual: the values are nested too deeply");
    }
    return switch (a) {
      case String text -> text.equals(b);
      case Double number -> b instanceof Double other && number.doubleValue() == other;
      case Float number -> b instanceof Float other && number.floatValue() == other;
      case Map<?, ?> map -> b instanceof Map<?, ?> other && maps(map, other, depth);
      case List<?> list -> b instanceof List<?> other && lists(list, other, depth);
      case byte[] bytes -> b instanceof byte[] other && Arrays.equals(bytes, other);
      case GoNil nil -> nil.equals(b);
      case GoObject object -> b instanceof GoObject other && objects(object, other, depth);
      case GoFunction _ -> false;
      default -> a.equals(b);
    };
  }

  private static boolean maps(Map<?, ?> a, Map<?, ?> b, int depth) {
    if (a == b) {
      return true;
    }
    if (a.size() != b.size() || !sameType(a, b)) {
      return false;
    }
    for (Map.Entry<?, ?> entry : a.entrySet()) {
      Object other = b.get(entry.getKey());
      if (other == null && !b.containsKey(entry.getKey())) {
        return false;
      }
      if (!test(entry.getValue(), other, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean lists(List<?> a, List<?> b, int depth) {
    if (a == b) {
      return true;
    }
    if (a.size() != b.size() || !sameType(a, b)) {
      return false;
    }
    Iterator<?> others = b.iterator();
    for (Object element : a) {
      if (!test(element, others.next(), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean objects(GoObject a, GoObject b, int depth) {
    if (a == b) {
      return true;
    }
    if (!a.type().name().equals(b.type().name())) {
      return false;
    }
    Object plain = a.underlying();
    if (plain != null) {
      return test(plain, b.underlying(), depth + 1);
    }
    if (a.fieldNames().isEmpty()) {
      return a.equals(b);
    }
    for (String name : a.fieldNames()) {
      if (!test(a.field(name), b.field(name), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameType(Object a, Object b) {
    GoType first = GoType.of(a);
    return first != null && first.equals(GoType.of(b));
  }
}
