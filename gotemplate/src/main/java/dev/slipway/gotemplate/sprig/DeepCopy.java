package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// copystructure's copy: new maps and slices all the way down. Structs are immutable here and stay
/// the same.
final class DeepCopy {
  private static final int MAX_DEPTH = 1000;

  private DeepCopy() {}

  static @Nullable Object of(@Nullable Object value) {
    return copy(value, 0);
  }

  private static @Nullable Object copy(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw FunctionException.panic("deepCopy: the value is nested too deeply");
    }
    return switch (value) {
      case Map<?, ?> map -> copyMap(map, depth);
      case List<?> list -> copyList(list, depth);
      case byte[] bytes -> bytes.clone();
      case GoNil nil -> nil;
      case GoObject object -> {
        Object plain = object.underlying();
        Object copied = plain instanceof Map || plain instanceof List ? copy(plain, depth) : null;
        yield copied == null ? object : object.withUnderlying(copied);
      }
      case null, default -> value;
    };
  }

  private static Object copyMap(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> copy;
    GoType element = map instanceof GoMap typed ? typed.type().element() : null;
    if (element != null) {
      copy = GoMap.of(element, Map.of());
    } else {
      copy = LinkedHashMap.newLinkedHashMap(map.size());
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      copy.put((String) entry.getKey(), copy(entry.getValue(), depth + 1));
    }
    return copy;
  }

  private static Object copyList(List<?> list, int depth) {
    @Nullable Object[] elements = list.toArray();
    for (int i = 0; i < elements.length; i++) {
      elements[i] = copy(elements[i], depth + 1);
    }
    List<@Nullable Object> copy = Arrays.asList(elements);
    GoType element = list instanceof GoSlice typed ? typed.type().element() : null;
    return element == null ? copy : GoSlice.of(element, copy);
  }
}
