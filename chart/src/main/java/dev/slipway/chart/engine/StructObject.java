package dev.slipway.chart.engine;

import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A Go struct, or a pointer to one, with fixed fields. Immutable as long as the values of its
/// fields are.
final class StructObject implements GoObject {
  private final GoType type;
  private final Map<String, @Nullable Object> fields;
  private final Map<String, GoFunction> methods;
  private final @Nullable String text;
  private final @Nullable String addressedText;
  private final @Nullable Supplier<Object> json;

  private StructObject(
      GoType type,
      Map<String, @Nullable Object> fields,
      Map<String, GoFunction> methods,
      @Nullable String text,
      @Nullable String addressedText,
      @Nullable Supplier<Object> json) {
    this.type = type;
    this.fields = fields;
    this.methods = methods;
    this.text = text;
    this.addressedText = addressedText;
    this.json = json;
  }

  /// A struct of that type.
  static StructObject of(String type, Map<String, @Nullable Object> fields) {
    return new StructObject(struct(type), fields, Map.of(), null, null, null);
  }

  /// A pointer to a struct of that type.
  static StructObject pointer(String type, Map<String, @Nullable Object> fields) {
    GoType pointed = struct(type);
    return new StructObject(
        new GoType("*" + type, GoKind.PTR, pointed), fields, Map.of(), null, null, null);
  }

  private static GoType struct(String type) {
    return new GoType(type, GoKind.STRUCT, null);
  }

  /// A copy that has a method `String` with that result.
  StructObject withString(String newText) {
    return new StructObject(type, fields, methods, newText, addressedText, json);
  }

  /// A copy with methods, which only a pointer to it has.
  ///
  /// @param newText the result of its method `String`
  StructObject withPointerMethods(String newText, GoFunction... newMethods) {
    Map<String, GoFunction> byName = new LinkedHashMap<>();
    for (GoFunction method : newMethods) {
      byName.put(method.name(), method);
    }
    return new StructObject(type, fields, byName, text, newText, json);
  }

  /// A copy that becomes `value` in JSON.
  StructObject withJson(Supplier<Object> value) {
    return new StructObject(type, fields, methods, text, addressedText, value);
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
    if (!fields.containsKey(name)) {
      throw new IllegalArgumentException(type + " has no field " + name);
    }
    return fields.get(name);
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return methods.get(name);
  }

  @Override
  public @Nullable String goString() {
    return text;
  }

  @Override
  public @Nullable String addressedString() {
    return addressedText;
  }

  @Override
  public @Nullable Object jsonValue() {
    return json == null ? GoObject.super.jsonValue() : json.get();
  }
}
