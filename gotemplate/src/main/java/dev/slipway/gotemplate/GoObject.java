package dev.slipway.gotemplate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a named Go type, with fields or methods that templates reach as `.Name`.
/// Implementations are immutable or confined to one rendering.
public interface GoObject {
  /// Its type, such as `*chart.Metadata` of kind PTR, or `common.VersionSet` of kind SLICE.
  GoType type();

  /// The names of the exported fields in their order of declaration; empty for types that are no
  /// structs.
  default List<String> fieldNames() {
    return List.of();
  }

  /// The value of a field.
  ///
  /// @throws IllegalArgumentException if there is no such field: ask [#fieldNames] first
  default @Nullable Object field(String name) {
    throw new IllegalArgumentException(type() + " has no field " + name);
  }

  /// The declared type of a field, which errors name when the field is nil; null for that of its
  /// value.
  default @Nullable GoType fieldType(String name) {
    return null;
  }

  /// The method of that name, or null. Its signature leaves out the receiver.
  default @Nullable GoFunction method(String name) {
    return null;
  }

  /// For a named map, slice, string or number: the plain value that range, index, len, print and
  /// the functions see. Null for structs and pointers to them.
  default @Nullable Object underlying() {
    return null;
  }

  /// The text of Go's `String()` or `Error()` method, which `print` and `%v` prefer; null without
  /// one.
  default @Nullable String goString() {
    return null;
  }

  /// The text of a `String()` method that only a pointer to the value has: an action that prints
  /// the field of a struct finds it, functions do not. Null without one.
  default @Nullable String addressedString() {
    return null;
  }

  /// The text of Go's `GoString()` method, which `%#v` prefers; null without one.
  default @Nullable String goSyntax() {
    return null;
  }

  /// The same named type around a copy of [#underlying]: what `deepCopy` gives for a named map or
  /// slice. The default loses the type's name.
  default Object withUnderlying(Object copy) {
    return copy;
  }

  /// What Go's `encoding/json` makes of it: a plain value, in which the keys of a map that stands
  /// for a struct keep their order. By default the exported fields under their own names; a type
  /// with JSON tags or with a method `MarshalJSON` overrides this.
  default @Nullable Object jsonValue() {
    Object plain = underlying();
    if (plain != null) {
      return plain;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String name : fieldNames()) {
      fields.put(name, field(name));
    }
    return fields;
  }
}
