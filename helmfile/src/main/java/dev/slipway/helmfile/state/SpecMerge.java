package dev.slipway.helmfile.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// mergo's merge of helmfile's structs: into what is there comes what is not empty.
///
/// @param overrides whether what comes counts more than what is there
/// @param appends whether lists are put behind each other
record SpecMerge(boolean overrides, boolean appends) {
  /// `mergo.WithAppendSlice`.
  static final SpecMerge APPEND = new SpecMerge(false, true);

  /// `mergo.WithOverride`.
  static final SpecMerge OVERRIDE = new SpecMerge(true, false);

  /// Both of them.
  static final SpecMerge APPEND_OVERRIDE = new SpecMerge(true, true);

  /// Neither.
  static final SpecMerge FILL = new SpecMerge(false, false);

  /// Merges `from` into `into`.
  void merge(SpecMap into, SpecMap from, Spec spec) {
    for (Map.Entry<String, @Nullable Object> entry : from.entrySet()) {
      Spec.Field field = spec.find(entry.getKey());
      Object value = entry.getValue();
      if (field != null && value != null) {
        field(into, field, value);
      }
    }
  }

  private void field(SpecMap into, Spec.Field field, Object value) {
    String key = field.key();
    Object old = into.get(key);
    switch (field.kind()) {
      case TEXTS, ITEMS, STRUCTS, HELMFILES, INHERITS, TEXT_OR_TEXTS -> {
        List<@Nullable Object> merged = list(old, (List<?>) value);
        if (merged != null) {
          into.put(key, merged);
        }
      }
      case TEXT_MAP, STRUCT_MAP -> into.put(key, map(old, (Map<?, ?>) value));
      case STRUCT -> {
        SpecMap merged = old instanceof SpecMap map ? new SpecMap(map) : new SpecMap();
        merge(merged, (SpecMap) value, Spec.of(field.struct()));
        into.put(key, merged);
      }
      case TEXT, FLAG, NUMBER, FLOAT, ANY -> {
        if (field.pointer() && old == null) {
          into.put(key, value);
        } else if ((overrides || isEmpty(old)) && !isEmpty(value)) {
          into.put(key, value);
        }
      }
    }
  }

  private @Nullable List<@Nullable Object> list(@Nullable Object old, List<?> value) {
    if (appends) {
      List<@Nullable Object> merged =
          new ArrayList<>(old instanceof List<?> list ? list : List.of());
      merged.addAll(value);
      return merged;
    }
    return old == null || (!value.isEmpty() && (overrides || isEmpty(old)))
        ? new ArrayList<>(value)
        : null;
  }

  private Map<String, @Nullable Object> map(@Nullable Object old, Map<?, ?> value) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    if (old instanceof Map<?, ?> map) {
      merged.putAll(Fields.stringKeys(map));
    }
    value.forEach((key, item) -> {
      String name = String.valueOf(key);
      Object there = merged.get(name);
      if (overrides || there == null || (!(there instanceof Map) && isEmpty(there))) {
        merged.put(name, item);
      }
    });
    return merged;
  }

  /// Whether a field's value is Go's zero value.
  static boolean isEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty();
      case Boolean flag -> !flag;
      case Number number -> number.doubleValue() == 0;
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> false;
    };
  }
}
