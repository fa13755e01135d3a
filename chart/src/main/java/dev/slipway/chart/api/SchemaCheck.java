package dev.slipway.chart.api;

import dev.slipway.core.Spelling;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Holds an object against its schema as an API server does that validates strictly: unknown
/// fields, missing ones, wrong types. Not for use by several threads at once.
final class SchemaCheck {
  private static final int MOST_PROBLEMS = 50;
  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d+)?");

  /// A field that does not fit.
  ///
  /// @param path its steps: keys, and items' indices in decimal
  record Problem(List<String> path, String message, @Nullable String hint) {}

  private final KubeSchemas schemas;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> path = new ArrayList<>();

  private SchemaCheck(KubeSchemas schemas) {
    this.schemas = schemas;
  }

  /// What is wrong with an object of a kind.
  static List<Problem> check(KubeSchemas schemas, FieldType.Reference kind, Map<?, ?> object) {
    SchemaCheck check = new SchemaCheck(schemas);
    check.value(kind, object);
    return check.problems;
  }

  private void problem(String message, @Nullable String hint) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new Problem(List.copyOf(path), message, hint));
    }
  }

  /// A path as API servers write it: `spec.containers[0].image`.
  static String shown(List<String> path) {
    StringBuilder out = new StringBuilder();
    for (String step : path) {
      if (!step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9')) {
        out.append('[').append(step).append(']');
      } else {
        out.append(out.isEmpty() ? "" : ".").append(step);
      }
    }
    return out.toString();
  }

  private void value(FieldType type, @Nullable Object value) {
    if (value == null) {
      return;
    }
    switch (type) {
      case FieldType.Scalar scalar -> scalar(scalar, value);
      case FieldType.ListOf(FieldType items) -> {
        if (value instanceof List<?> list) {
          items(items, list);
        } else {
          wrongType("array", value);
        }
      }
      case FieldType.MapOf(FieldType values) -> {
        if (value instanceof Map<?, ?> map) {
          map.forEach((key, item) -> at(String.valueOf(key), values, item));
        } else {
          wrongType("object", value);
        }
      }
      case FieldType.Reference reference -> defined(schemas.definition(reference), value);
    }
  }

  private void at(String step, FieldType type, @Nullable Object value) {
    path.add(step);
    value(type, value);
    path.removeLast();
  }

  private void items(FieldType type, List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      at(Integer.toString(i), type, list.get(i));
    }
  }

  private void defined(Definition definition, Object value) {
    FieldType alias = definition.alias();
    if (alias != null) {
      value(alias, value);
      return;
    }
    if (!(value instanceof Map<?, ?> map)) {
      wrongType("object", value);
      return;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      FieldType type = definition.fields().get(key);
      if (type == null) {
        unknown(key, definition);
      } else {
        at(key, type, entry.getValue());
      }
    }
    for (String name : definition.required()) {
      if (map.get(name) == null) {
        missing(name, map.containsKey(name));
      }
    }
  }

  private void unknown(String key, Definition definition) {
    path.add(key);
    problem(
        "unknown field \"" + shown(path) + "\"",
        Spelling.nearest(key, definition.fields().keySet())
            .map(near -> "did you mean " + near + "?")
            .orElse(null));
    path.removeLast();
  }

  private void missing(String name, boolean isNull) {
    path.add(name);
    String message = "missing required field \"" + shown(path) + "\"";
    if (!isNull) {
      path.removeLast();
    }
    problem(message, isNull ? "it is there, but null" : null);
    if (isNull) {
      path.removeLast();
    }
  }

  private void wrongType(String wanted, Object value) {
    String hint = null;
    if (wanted.equals("string") && (value instanceof Number || value instanceof Boolean)) {
      hint = "quote the value";
    } else if (value instanceof String && (wanted.equals("integer") || wanted.equals("boolean"))) {
      hint = "leave out the quotes";
    }
    problem(shown(path) + " must be of type " + wanted + ", not " + typeOf(value), hint);
  }

  private static String typeOf(Object value) {
    return switch (value) {
      case String _ -> "string";
      case Boolean _ -> "boolean";
      case Double number when number == Math.rint(number) -> "integer";
      case Number _ -> "number";
      case List<?> _ -> "array";
      default -> "object";
    };
  }

  private void scalar(FieldType.Scalar type, Object value) {
    boolean fits =
        switch (type) {
          case TEXT, TIME, BYTES -> value instanceof String;
          case FLAG -> value instanceof Boolean;
          case NUMBER -> value instanceof Number;
          case INT32, INT64 -> isInteger(value);
          case INT_OR_TEXT -> value instanceof String || isInteger(value);
          case QUANTITY -> value instanceof String || value instanceof Number;
          case OBJECT -> value instanceof Map;
          case ANYTHING -> true;
        };
    if (!fits) {
      wrongType(type.label(), value);
      return;
    }
    switch (type) {
      case INT32 -> range(value);
      case BYTES -> base64((String) value);
      case QUANTITY -> quantity(value);
      default -> {}
    }
  }

  private static boolean isInteger(Object value) {
    return value instanceof Double number && number == Math.rint(number);
  }

  private void range(Object value) {
    if (value instanceof Double number
        && (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE)) {
      problem(shown(path) + " does not fit into an integer of 32 bits", null);
    }
  }

  private void base64(String text) {
    try {
      Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
    } catch (IllegalArgumentException _) {
      problem(
          shown(path) + " is not base64",
          path.getFirst().equals("data") ? "plain text goes under stringData" : null);
    }
  }

  private void quantity(Object value) {
    if (value instanceof String text && !QUANTITY.matcher(text).matches()) {
      problem(
          shown(path) + " is no quantity",
          "a quantity is a number with a suffix such as m, k, M, Mi or Gi");
    }
  }
}
