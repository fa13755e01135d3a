package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Go value of a named type, put together piece by piece.
final class StructModel implements GoObject {
  private final GoType type;
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
  private final Map<String, GoType> fieldTypes = new LinkedHashMap<>();
  private final Map<String, GoFunction> methods = new LinkedHashMap<>();
  private @Nullable Object underlying;
  private @Nullable String text;

  private StructModel(GoType type) {
    this.type = type;
  }

  static GoType struct(String name) {
    return new GoType(name, GoKind.STRUCT, null);
  }

  static GoType pointerTo(GoType target) {
    return new GoType("*" + target.name(), GoKind.PTR, target);
  }

  static GoType interfaceType(String name) {
    return new GoType(name, GoKind.INTERFACE, null);
  }

  static StructModel of(GoType type) {
    return new StructModel(type);
  }

  /// A pointer to a plain value.
  static StructModel pointer(GoType target, Object value) {
    StructModel pointer = new StructModel(pointerTo(target));
    pointer.underlying = value;
    return pointer;
  }

  StructModel with(String name, @Nullable Object value) {
    fields.put(name, value);
    return this;
  }

  StructModel with(String name, GoType fieldType, @Nullable Object value) {
    fieldTypes.put(name, fieldType);
    return with(name, value);
  }

  StructModel with(GoFunction method) {
    methods.put(method.name(), method);
    return this;
  }

  StructModel withText(String newText) {
    text = newText;
    return this;
  }

  @Override
  public GoType type() {
    return type;
  }

  @Override
  public List<String> fieldNames() {
    return new ArrayList<>(fields.keySet());
  }

  @Override
  public @Nullable Object field(String name) {
    return fields.get(name);
  }

  @Override
  public @Nullable GoType fieldType(String name) {
    return fieldTypes.get(name);
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return methods.get(name);
  }

  @Override
  public @Nullable Object underlying() {
    return underlying;
  }

  @Override
  public @Nullable String goString() {
    return text;
  }
}
