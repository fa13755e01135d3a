package dev.slipway.object.fields;

import dev.slipway.object.TreeValues;
import dev.slipway.object.schema.FreeSchema;
import dev.slipway.object.schema.Schema;
import dev.slipway.yaml.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// As what a value is treated, by its schema and, where that leaves it open, by what it is.
enum Shape {
  MAP,
  SCALAR,
  LIST,
  /// The schema leaves it open, and so does the value: it is null or absent. Treated as a map.
  OPEN;

  static Shape of(Schema schema, @Nullable Object value) {
    return switch (schema.kind()) {
      case MAP -> MAP;
      case LIST -> LIST;
      case ANYTHING, INT_OR_TEXT ->
          switch (value) {
            case null -> OPEN;
            case Map<?, ?> _ -> MAP;
            case List<?> _ -> LIST;
            default -> TreeValues.isScalar(value) ? SCALAR : OPEN;
          };
      case TEXT, INT32, INT64, NUMBER, FLAG, BYTES, QUANTITY, TIME -> SCALAR;
    };
  }

  /// The schema of a map's field; null if it may not have it.
  static @Nullable Schema field(Schema schema, String name) {
    Schema declared = schema.field(name);
    if (declared != null) {
      return declared;
    }
    return schema.kind() == Schema.Kind.INT_OR_TEXT ? FreeSchema.ANYTHING : schema.undeclared();
  }

  /// The schema of a list's items.
  static Schema item(Schema schema) {
    Schema item = schema.items();
    return item == null ? FreeSchema.OPAQUE : item;
  }

  /// Whether a list is one value.
  static boolean isAtomicList(Schema schema) {
    return schema.kind() != Schema.Kind.LIST || schema.list() == Schema.Items.ATOMIC;
  }

  /// Says why a value is no scalar of that kind; null if it is one.
  static @Nullable String scalarFault(Schema schema, @Nullable Object value) {
    if (value == null || Absent.is(value)) {
      return null;
    }
    return switch (schema.kind()) {
      case INT32, INT64, NUMBER ->
          value instanceof Number ? null : "expected numeric (int or float), got " + goType(value);
      case TEXT, BYTES ->
          value instanceof String
              ? null
              : "expected string, got &value.valueUnstructured{Value:" + goSyntax(value) + "}";
      case FLAG -> value instanceof Boolean ? null : "expected boolean, got " + boxed(value);
      case QUANTITY, TIME, INT_OR_TEXT, ANYTHING, LIST, MAP ->
          TreeValues.isScalar(value) ? null : "expected any scalar, got " + boxed(value);
    };
  }

  /// How Go prints a value in its box.
  static String boxed(@Nullable Object value) {
    return "&{" + TreeValues.plain(value) + "}";
  }

  private static String goType(Object value) {
    return switch (value) {
      case String _ -> "string";
      case Boolean _ -> "bool";
      case List<?> _ -> "[]interface {}";
      default -> "map[string]interface {}";
    };
  }

  private static String goSyntax(Object value) {
    return switch (value) {
      case List<?> list -> {
        StringBuilder out = new StringBuilder("[]interface {}{");
        for (Object item : list) {
          out.append(out.charAt(out.length() - 1) == '{' ? "" : ", ")
              .append(item == null ? "interface {}(nil)" : goSyntax(item));
        }
        yield out.append('}').toString();
      }
      case String text -> Json.writeRaw(text);
      case Map<?, ?> map -> {
        StringBuilder out = new StringBuilder("map[string]interface {}{");
        map.forEach((key, item) ->
            out.append(out.charAt(out.length() - 1) == '{' ? "" : ", ")
                .append(Json.writeRaw(key))
                .append(':')
                .append(item == null ? "interface {}(nil)" : goSyntax(item)));
        yield out.append('}').toString();
      }
      default -> TreeValues.plain(value);
    };
  }
}
