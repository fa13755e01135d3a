package dev.slipway.release.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a field of an object is: `spec.template.spec.containers[name=web].image`. Immutable.
///
/// @param steps the way to it from the object's root
public record FieldPath(List<Step> steps) {
  /// The object as a whole.
  public static final FieldPath ROOT = new FieldPath(List.of());

  /// One step down a tree.
  public sealed interface Step {
    /// Into a field of a map.
    record Key(String name) implements Step {}

    /// Into an item of a list that is told from the others by some of its fields.
    record Item(Map<String, Object> keys) implements Step {}

    /// Into an item of a list by its place, from 0.
    record Index(int at) implements Step {}
  }

  public FieldPath {
    steps = List.copyOf(steps);
  }

  /// The path to a field of a map.
  public static FieldPath of(String... keys) {
    List<Step> steps = new ArrayList<>();
    for (String key : keys) {
      steps.add(new Step.Key(key));
    }
    return new FieldPath(steps);
  }

  /// The path one step further.
  public FieldPath then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new FieldPath(longer);
  }

  /// The path to a field of the map that is here.
  public FieldPath key(String name) {
    return then(new Step.Key(name));
  }

  /// The path one step less.
  public FieldPath parent() {
    return new FieldPath(steps.subList(0, Math.max(0, steps.size() - 1)));
  }

  /// The name of the last field on the way, or empty: `containers` for an item of that list.
  public String field() {
    for (Step step : steps.reversed()) {
      if (step instanceof Step.Key(String name)) {
        return name;
      }
    }
    return "";
  }

  /// Whether this is `other` or further down.
  public boolean isWithin(FieldPath other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  /// What a tree has there; null when it has nothing.
  public @Nullable Object in(@Nullable Object tree) {
    Object at = tree;
    for (Step step : steps) {
      at = down(at, step);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  private static @Nullable Object down(@Nullable Object at, Step step) {
    return switch (step) {
      case Step.Key(String name) -> at instanceof Map<?, ?> map ? map.get(name) : null;
      case Step.Item(Map<String, Object> keys) ->
          at instanceof List<?> list ? ListItems.find(list, keys) : null;
      case Step.Index(int index) ->
          at instanceof List<?> list && index < list.size() ? list.get(index) : null;
    };
  }

  /// Sets the field in a tree that may be changed; what is missing on the way is not made.
  ///
  /// @return whether there was a place for it
  @SuppressWarnings("unchecked")
  public boolean put(Map<String, @Nullable Object> tree, Object value) {
    if (steps.isEmpty()) {
      return false;
    }
    Object holder = parent().in(tree);
    return switch (steps.getLast()) {
      case Step.Key(String name) -> {
        if (holder instanceof Map<?, ?> map) {
          ((Map<String, Object>) map).put(name, value);
          yield true;
        }
        yield false;
      }
      case Step.Item(Map<String, Object> keys) -> {
        if (holder instanceof List<?> list) {
          int index = ListItems.indexOf(list, keys);
          yield set((List<Object>) list, index, value);
        }
        yield false;
      }
      case Step.Index(int index) ->
          holder instanceof List<?> list && set((List<Object>) list, index, value);
    };
  }

  private static boolean set(List<Object> list, int index, Object value) {
    if (index < 0 || index >= list.size()) {
      return false;
    }
    list.set(index, value);
    return true;
  }

  /// Takes the field out of a tree that may be changed.
  ///
  /// @return whether it was there
  public boolean remove(Map<String, @Nullable Object> tree) {
    if (steps.isEmpty()) {
      return false;
    }
    Object holder = parent().in(tree);
    return switch (steps.getLast()) {
      case Step.Key(String name) -> holder instanceof Map<?, ?> map && map.remove(name) != null;
      case Step.Item(Map<String, Object> keys) -> {
        int index = holder instanceof List<?> list ? ListItems.indexOf(list, keys) : -1;
        yield index >= 0 && holder instanceof List<?> list && list.remove(index) != null;
      }
      case Step.Index(int index) ->
          holder instanceof List<?> list && index < list.size() && list.remove(index) != null;
    };
  }

  @Override
  public String toString() {
    if (steps.isEmpty()) {
      return ".";
    }
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      switch (step) {
        case Step.Key(String name) -> {
          if (isPlain(name)) {
            text.append(text.isEmpty() ? "" : ".").append(name);
          } else {
            text.append("[\"").append(name).append("\"]");
          }
        }
        case Step.Item(Map<String, Object> keys) -> {
          text.append('[');
          String separator = "";
          for (Map.Entry<String, Object> key : keys.entrySet()) {
            text.append(separator).append(key.getKey()).append('=').append(key.getValue());
            separator = ",";
          }
          text.append(']');
        }
        case Step.Index(int index) -> text.append('[').append(index).append(']');
      }
    }
    return text.toString();
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '-' && c != '_' && c != '$') {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
