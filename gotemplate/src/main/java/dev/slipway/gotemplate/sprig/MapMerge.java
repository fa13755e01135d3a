package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// mergo v1.0.1 for maps. Both ways change `target` in place and put the source's nested maps and
/// lists into it as they are, not as copies:
///
/// - without overwriting, a value of the source replaces a missing, nil or empty (`false`, `0`,
///   `""`, …) one of the target;
/// - when overwriting, it replaces any, whether itself empty or nil or not.
///
/// Maps that stand on both sides merge; an empty map clears nothing.
final class MapMerge {
  private static final int MAX_DEPTH = 1000;

  private final boolean overwrite;

  MapMerge(boolean overwrite) {
    this.overwrite = overwrite;
  }

  /// Merges `source` into `target`.
  ///
  /// @throws FunctionException with mergo's error, or where it panics
  void merge(Map<String, @Nullable Object> target, Map<String, @Nullable Object> source) {
    merge(target, source, 0);
  }

  private void merge(
      Map<String, @Nullable Object> target, Map<String, @Nullable Object> source, int depth) {
    if (depth > MAX_DEPTH) {
      throw FunctionException.panic("merge: the maps are nested too deeply");
    }
    if (source.isEmpty()) {
      return;
    }
    // A copy of the entries, since the source may be reachable from the target.
    for (Object each : source.entrySet().toArray()) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
      mergeEntry(target, (String) entry.getKey(), entry.getValue(), source, depth);
    }
  }

  private void mergeEntry(
      Map<String, @Nullable Object> target,
      String key,
      @Nullable Object value,
      Map<String, @Nullable Object> source,
      int depth) {
    if (value == null) {
      if (overwrite) {
        put(target, key, null, source);
      }
      return;
    }
    Object present = target.get(key);
    GoKind kind = Reflection.kind(value);
    switch (kind) {
      case MAP, STRUCT, PTR -> mergeNested(present, value, depth);
      case SLICE -> {
        if (overwrite || target.isEmpty()) {
          put(target, key, value, source);
          return;
        }
      }
      default -> {}
    }
    boolean set = present != null && !Reflection.isEmpty(present);
    if (set && (kind == GoKind.SLICE || (kind == GoKind.MAP && isMap(present)))) {
      return;
    }
    if (overwrite || !set) {
      put(target, key, value, source);
    }
  }

  private void mergeNested(@Nullable Object present, Object value, int depth) {
    if (present == null) {
      return;
    }
    Map<String, @Nullable Object> nested = mapOf(present);
    if (nested != null) {
      Map<String, @Nullable Object> nestedSource = mapOf(value);
      if (present instanceof GoNil && Reflection.kind(value) == GoKind.STRUCT) {
        throw FunctionException.panic("reflect: call of reflect.Value.IsNil on struct Value");
      }
      if (nestedSource != null && !(present instanceof GoNil)) {
        merge(nested, nestedSource, depth + 1);
      }
      return;
    }
    boolean pointer = present instanceof GoObject object && object.type().kind() == GoKind.PTR;
    if (pointer && !overwrite && Reflection.kind(value) != GoKind.PTR) {
      throw FunctionException.error("src and dst must be of same type");
    }
  }

  private static boolean isMap(@Nullable Object value) {
    return Reflection.kind(value) == GoKind.MAP;
  }

  private static @Nullable Map<String, @Nullable Object> mapOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      return Arguments.typed(map);
    }
    return value instanceof GoObject object && object.underlying() instanceof Map<?, ?> map
        ? Arguments.typed(map)
        : null;
  }

  /// Go's `SetMapIndex`, which panics when the value does not fit a map of another element type.
  private static void put(
      Map<String, @Nullable Object> target,
      String key,
      @Nullable Object value,
      Map<String, @Nullable Object> source) {
    GoType wanted = target instanceof GoMap typed ? typed.type().element() : null;
    if (wanted != null && wanted.kind() != GoKind.INTERFACE) {
      GoType given = source instanceof GoMap typed ? typed.type().element() : GoType.ANY;
      if (value instanceof List<?> || value instanceof GoSlice || value instanceof GoNil) {
        given = GoType.of(value);
      }
      if (given != null && !given.equals(wanted)) {
        throw FunctionException.panic(
            "reflect.Value.SetMapIndex: value of type "
                + given.name()
                + " is not assignable to type "
                + wanted.name());
      }
    }
    target.put(key, value);
  }
}
