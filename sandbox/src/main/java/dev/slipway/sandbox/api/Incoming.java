package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.object.schema.Defaults;
import dev.slipway.object.schema.Pruning;
import dev.slipway.object.schema.Schema;
import dev.slipway.object.schema.SchemaCheck;
import dev.slipway.sandbox.definition.Descriptions;
import dev.slipway.sandbox.definition.Descriptions.Definition;
import dev.slipway.sandbox.resource.CustomVersion;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.EmptyForms;
import dev.slipway.sandbox.rule.NormalForm;
import dev.slipway.sandbox.rule.Schemas;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds objects of clients against the schema of their kind: drops unknown fields, and says so as
/// the client asked; refuses wrong types.
final class Incoming {
  private Incoming() {}

  /// Makes the refusal of an object that cannot be decoded.
  @FunctionalInterface
  interface Refusal {
    /// @param why Go's words for it
    ApiException of(String why);
  }

  /// Reads the object of a request to create or replace.
  static Map<String, @Nullable Object> object(ApiRequest request, WriteCall call) {
    ResourceType type = call.type();
    Map<String, @Nullable Object> tree = Bodies.object(request, type);
    decode(call, tree, why -> ApiException.badRequest(cannotBeHandled(type, why)));
    return tree;
  }

  /// Brings an object to the form in which the server handles it.
  ///
  /// @param tree changed in place
  /// @throws ApiException if it has wrong types, or unknown fields that are not allowed
  static void decode(WriteCall call, Map<String, @Nullable Object> tree, Refusal refusal) {
    ResourceType type = call.type();
    Schema schema = Schemas.of(type);
    if (schema == null) {
      return;
    }
    if (type.custom() == null) {
      checkTypes(schema, tree, refusal);
    }
    tellUnknown(call, unknown(schema, type, tree), refusal);
    finish(schema, type, tree);
  }

  /// Brings an object that fits its schema to the form in which the server handles it.
  static void normalize(ResourceType type, Map<String, @Nullable Object> tree) {
    Schema schema = Schemas.of(type);
    if (schema != null) {
      finish(schema, type, tree);
    }
  }

  private static void finish(Schema schema, ResourceType type, Map<String, @Nullable Object> tree) {
    if (type.custom() == null) {
      NormalForm.apply(schema, tree);
      EmptyForms.fill(type, tree);
    } else {
      Defaults.set(schema, tree);
    }
  }

  private static List<String> unknown(
      Schema schema, ResourceType type, Map<String, @Nullable Object> tree) {
    CustomVersion custom = type.custom();
    if (custom != null && custom.preserveUnknown()) {
      return List.of();
    }
    return Pruning.prune(schema, tree);
  }

  private static void tellUnknown(WriteCall call, List<String> paths, Refusal refusal) {
    if (paths.isEmpty() || call.unknownFields() == WriteCall.UnknownFields.IGNORE) {
      return;
    }
    List<String> texts = new ArrayList<>();
    paths.forEach(path -> texts.add("unknown field " + GoQuote.quote(path)));
    if (call.unknownFields() == WriteCall.UnknownFields.STRICT) {
      throw refusal.of("strict decoding error: " + String.join(", ", texts));
    }
    texts.forEach(text -> {
      if (!call.warnings().contains(text)) {
        call.warnings().add(text);
      }
    });
  }

  private static String cannotBeHandled(ResourceType type, String why) {
    return type.kind()
        + " in version "
        + GoQuote.quote(type.version())
        + " cannot be handled as a "
        + type.kind()
        + ": "
        + why;
  }

  private static void checkTypes(
      Schema schema, Map<String, @Nullable Object> tree, Refusal refusal) {
    for (SchemaCheck.Problem problem : SchemaCheck.check(schema, tree)) {
      if (problem.fault() == SchemaCheck.Fault.TYPE) {
        throw refusal.of(unmarshal(tree, schema, problem));
      }
      if (problem.fault() == SchemaCheck.Fault.VALUE) {
        throw refusal.of(wrongValue(tree, schema, problem));
      }
    }
  }

  /// Go's words for a text that cannot be read, or a number that is too great.
  private static String wrongValue(
      Map<String, @Nullable Object> tree, Schema schema, SchemaCheck.Problem problem) {
    Object value = tree;
    Schema at = schema;
    for (String step : problem.path()) {
      value =
          switch (value) {
            case List<?> list -> list.get(Integer.parseInt(step));
            case Map<?, ?> map -> map.get(step);
            case null, default -> null;
          };
      at = at == null ? null : below(at, step);
    }
    if (at != null && at.kind() == Schema.Kind.BYTES && value instanceof String text) {
      return "illegal base64 data at input byte " + firstNotBase64(text);
    }
    return at != null && at.kind() == Schema.Kind.QUANTITY
        ? "quantities must match the regular expression"
            + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
        : unmarshal(tree, schema, problem);
  }

  private static @Nullable Schema below(Schema schema, String step) {
    if (schema.kind() == Schema.Kind.LIST) {
      return schema.items();
    }
    Schema field = schema.field(step);
    return field == null ? schema.undeclared() : field;
  }

  private static int firstNotBase64(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean known =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/'
              || c == '\n'
              || c == '\r';
      if (!known) {
        return i;
      }
    }
    return text.length();
  }

  /// Go's words for a value of the wrong type.
  private static String unmarshal(
      Map<String, @Nullable Object> tree, Schema schema, SchemaCheck.Problem problem) {
    Object value = tree;
    Schema at = schema;
    StringBuilder path = new StringBuilder();
    KubeObject object = KubeObject.of(tree);
    Definition struct = Descriptions.get().kind(object.apiVersion(), object.kind());
    Definition inner = struct;
    for (String step : problem.path()) {
      if (value instanceof List<?> list) {
        value = list.get(Integer.parseInt(step));
        at = at == null ? null : at.items();
      } else if (value instanceof Map<?, ?> map) {
        value = map.get(step);
        Schema field = at == null ? null : at.field(step);
        if (field != null) {
          path.append(path.isEmpty() ? "" : ".").append(step);
          struct = inner;
          inner = struct == null ? null : Descriptions.get().of(struct.field(step));
        }
        at = at == null || field != null ? field : at.undeclared();
      }
    }
    if (at == null) {
      return problem.message();
    }
    return "json: cannot unmarshal "
        + kind(value)
        + " into Go struct field "
        + (struct == null ? object.kind() : struct.goType())
        + "."
        + path
        + " of type "
        + goType(at);
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> _ -> "object";
      case List<?> _ -> "array";
      case Boolean _ -> "bool";
      case Number _ -> "number";
      default -> "string";
    };
  }

  private static String goType(Schema schema) {
    return switch (schema.kind()) {
      case TEXT, TIME -> "string";
      case INT32 -> "int32";
      case INT64 -> "int64";
      case NUMBER -> "float64";
      case FLAG -> "bool";
      case BYTES -> "[]uint8";
      case QUANTITY -> "resource.Quantity";
      case INT_OR_TEXT -> "intstr.IntOrString";
      case LIST -> "[]" + (schema.items() == null ? "interface {}" : goType(schema.items()));
      case MAP -> schema.fields().isEmpty() ? "map[string]string" : "struct";
      case ANYTHING -> "interface {}";
    };
  }
}
