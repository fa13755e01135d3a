package dev.slipway.helmfile.document;

import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.yaml.SourceMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Trees of values: how helmfile merges them. No method changes its arguments; results share what
/// is the same, so that trees must not be changed but for those of [#copy].
public final class Trees {
  /// How [#merge] treats lists.
  public enum Lists {
    /// A list with a null in it goes over the other item by item, any other one replaces it.
    SPARSE,
    /// Item by item.
    BY_ITEM
  }

  private Trees() {}

  /// mergo's merge with override of plain maps: what is in `over` counts, null, false and lists
  /// included; maps are merged; an empty map hides nothing but what is no map.
  public static Map<String, @Nullable Object> override(
      Map<String, ? extends @Nullable Object> base, Map<String, ? extends @Nullable Object> over) {
    if (over.isEmpty()) {
      return widened(base);
    }
    if (base.isEmpty()) {
      return widened(over);
    }
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(base);
    for (Map.Entry<String, ? extends @Nullable Object> entry : over.entrySet()) {
      Object value = entry.getValue();
      Object old = merged.get(entry.getKey());
      merged.put(
          entry.getKey(),
          value instanceof Map<?, ?> map && old instanceof Map<?, ?> oldMap
              ? override(strings(oldMap), strings(map))
              : value);
    }
    return merged;
  }

  /// helmfile's own merge (`maputil.MergeMaps`): null in `over` hides nothing.
  public static Map<String, @Nullable Object> merge(
      Map<String, ? extends @Nullable Object> base,
      Map<String, ? extends @Nullable Object> over,
      Lists lists) {
    if (over.isEmpty()) {
      return widened(base);
    }
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(base);
    for (Map.Entry<String, ? extends @Nullable Object> entry : over.entrySet()) {
      Object value = entry.getValue();
      String key = entry.getKey();
      if (value == null) {
        merged.putIfAbsent(key, null);
        continue;
      }
      Object old = merged.get(key);
      if (value instanceof Map<?, ?> map && old instanceof Map<?, ?> oldMap) {
        merged.put(key, merge(strings(oldMap), strings(map), lists));
      } else if (value instanceof List<?> list && old instanceof List<?> oldList) {
        merged.put(key, mergeLists(oldList, list, lists));
      } else {
        merged.put(key, value);
      }
    }
    return merged;
  }

  private static List<?> mergeLists(List<?> base, List<?> over, Lists lists) {
    if (lists == Lists.SPARSE && !over.contains(null)) {
      return over;
    }
    List<@Nullable Object> merged = new ArrayList<>(base);
    for (int i = 0; i < over.size(); i++) {
      Object item = over.get(i);
      if (i >= merged.size()) {
        merged.add(item);
      } else if (item instanceof Map<?, ?> map && merged.get(i) instanceof Map<?, ?> old) {
        merged.set(i, merge(strings(old), strings(map), lists));
      } else if (item != null) {
        merged.set(i, item);
      }
    }
    return merged;
  }

  /// A copy that may be changed.
  public static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(Math.max(8, map.size() * 4 / 3 + 1));
    map.forEach((key, value) -> copy.put(key, copyOf(value)));
    return copy;
  }

  private static @Nullable Object copyOf(@Nullable Object value) {
    return switch (value) {
      case GoMap map -> map;
      case Map<?, ?> map -> copy(strings(map));
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>(list.size());
        for (Object item : list) {
          items.add(copyOf(item));
        }
        yield items;
      }
      case null -> null;
      default -> value;
    };
  }

  /// What comes back when go-yaml v2 writes a tree and reads it again, as helmfile 0.171 copies
  /// environments: floats without a fraction become integers.
  public static Map<String, @Nullable Object> rewritten(
      Map<String, ? extends @Nullable Object> map) {
    if (!(map instanceof SourceMap read)) {
      return rewrittenEntries(map);
    }
    // Trees that come from files are rewritten again and again, and seldom differ.
    if (read.note() instanceof Rewritten known) {
      return known.map == null ? read : known.map;
    }
    Map<String, @Nullable Object> result = rewrittenEntries(read);
    read.note(new Rewritten(result instanceof SourceMap ? null : result));
    return result;
  }

  /// What a map becomes; null for itself.
  private record Rewritten(@Nullable Map<String, @Nullable Object> map) {}

  @SuppressWarnings("ReferenceEquality")
  private static Map<String, @Nullable Object> rewrittenEntries(
      Map<String, ? extends @Nullable Object> map) {
    Map<String, @Nullable Object> changed = null;
    for (Map.Entry<String, ? extends @Nullable Object> entry : map.entrySet()) {
      Object value = entry.getValue();
      Object again = rewrittenValue(value);
      if (again != value) {
        if (changed == null) {
          changed = new LinkedHashMap<>(map);
        }
        changed.put(entry.getKey(), again);
      }
    }
    return changed == null ? widened(map) : changed;
  }

  private static @Nullable Object rewrittenValue(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> rewritten(strings(map));
      case List<?> list -> rewrittenList(list);
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e6 ->
          GoInt.of(number.longValue());
      case Long number -> GoInt.of(number);
      default -> value;
    };
  }

  @SuppressWarnings("ReferenceEquality")
  private static List<?> rewrittenList(List<?> list) {
    List<@Nullable Object> changed = null;
    for (int i = 0; i < list.size(); i++) {
      Object value = list.get(i);
      Object again = rewrittenValue(value);
      if (again != value) {
        if (changed == null) {
          changed = new ArrayList<>(list);
        }
        changed.set(i, again);
      }
    }
    return changed == null ? list : changed;
  }

  /// The map with its keys' type stated.
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> strings(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> widened(
      Map<String, ? extends @Nullable Object> map) {
    return (Map<String, @Nullable Object>) map;
  }
}
