package dev.slipway.helmfile.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Reads the fields of one of helmfile's structs from its map. What is not there is Go's zero
/// value.
public sealed class Fields
    permits Release, HelmDefaults, Repository, Hook, SetValue, SubHelmfile, Fields.Plain {
  private final Map<String, @Nullable Object> map;

  Fields(Map<String, ? extends @Nullable Object> map) {
    this.map = Collections.unmodifiableMap(map);
  }

  /// A struct without a class of its own.
  static final class Plain extends Fields {
    Plain(Map<String, ? extends @Nullable Object> map) {
      super(map);
    }
  }

  /// The fields that are there by the names of helmfile.yaml, unmodifiable.
  public final Map<String, @Nullable Object> raw() {
    return map;
  }

  /// A text, or empty.
  public final String text(String key) {
    return map.get(key) instanceof String text ? text : "";
  }

  /// A text if it is there.
  public final Optional<String> optionalText(String key) {
    return map.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// A boolean, or false.
  public final boolean flag(String key) {
    return map.get(key) instanceof Boolean flag && flag;
  }

  /// A boolean if it is there.
  public final Optional<Boolean> optionalFlag(String key) {
    return map.get(key) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
  }

  /// A whole number if it is there.
  public final OptionalInt optionalNumber(String key) {
    return map.get(key) instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  /// A list of texts, or empty.
  public final List<String> texts(String key) {
    if (!(map.get(key) instanceof List<?> list)) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(list.size());
    for (Object item : list) {
      texts.add(String.valueOf(item));
    }
    return Collections.unmodifiableList(texts);
  }

  /// A list of anything, or empty.
  public final List<@Nullable Object> items(String key) {
    return map.get(key) instanceof List<?> list ? Collections.unmodifiableList(list) : List.of();
  }

  /// A map of texts, or empty.
  public final Map<String, String> textMap(String key) {
    if (!(map.get(key) instanceof Map<?, ?> found)) {
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    found.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    return Collections.unmodifiableMap(texts);
  }

  /// A list of structs.
  final <T> List<T> structs(
      String key, java.util.function.Function<Map<String, @Nullable Object>, T> make) {
    if (!(map.get(key) instanceof List<?> list)) {
      return List.of();
    }
    List<T> all = new ArrayList<>(list.size());
    for (Object item : list) {
      if (item instanceof Map<?, ?> struct) {
        all.add(make.apply(stringKeys(struct)));
      }
    }
    return Collections.unmodifiableList(all);
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> stringKeys(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  @Override
  public String toString() {
    return map.toString();
  }
}
