package dev.slipway.object.schema;

import dev.slipway.core.Spelling;
import dev.slipway.object.ObjectException;
import dev.slipway.object.quantity.Quantity;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds an object against its schema as an API server does that validates strictly: unknown
/// fields, missing ones, wrong types. Not for use by several threads at once.
public final class SchemaCheck {
  private static final int MOST_PROBLEMS = 50;

  /// What is wrong with a field.
  public enum Fault {
    UNKNOWN,
    MISSING,
    TYPE,
    /// A text that cannot be read as what it stands for, or a number that is too great.
    VALUE,
    /// What a custom resource's definition asks of a value beyond its type.
    RULE
  }

  /// A field that does not fit.
  ///
  /// @param path its steps: keys, and items' indices in decimal
  public record Problem(Fault fault, List<String> path, String message, @Nullable String hint) {}

  private final List<Problem> problems = new ArrayList<>();
  private final List<String> path = new ArrayList<>();

  private SchemaCheck() {}

  /// What is wrong with an object of a kind; 50 problems at most.
  public static List<Problem> check(Schema schema, Map<?, ?> object) {
    SchemaCheck check = new SchemaCheck();
    check.value(schema, object);
    return check.problems;
  }

  private void problem(Fault fault, String message, @Nullable String hint) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new Problem(fault, List.copyOf(path), message, hint));
    }
  }

  /// A path as API servers write it: `spec.containers[0].image`.
  public static String shown(List<String> path) {
    StringBuilder out = new StringBuilder();
    for (String step : path) {
      if (isIndex(step)) {
        out.append('[').append(step).append(']');
      } else {
        out.append(out.isEmpty() ? "" : ".").append(step);
      }
    }
    return out.toString();
  }

  private static boolean isIndex(String step) {
    for (int i = 0; i < step.length(); i++) {
      if (step.charAt(i) < '0' || step.charAt(i) > '9') {
        return false;
      }
    }
    return !step.isEmpty();
  }

  private void value(Schema schema, @Nullable Object value) {
    if (value == null) {
      return;
    }
    switch (schema.kind()) {
      case LIST -> {
        if (value instanceof List<?> list) {
          rules(schema, value);
          items(schema, list);
        } else {
          wrongType("array", value);
        }
      }
      case MAP -> {
        if (value instanceof Map<?, ?> map) {
          rules(schema, value);
          fields(schema, map);
        } else {
          wrongType("object", value);
        }
      }
      case ANYTHING -> rules(schema, value);
      default -> {
        if (scalar(schema.kind(), value)) {
          rules(schema, value);
        }
      }
    }
  }

  /// What the definition of a custom resource asks beyond types.
  private void rules(Schema schema, Object value) {
    Map<String, @Nullable Object> rules = schema.rules();
    if (!rules.isEmpty()) {
      String name = path.isEmpty() ? "the object" : shown(path);
      for (ValueRules.Broken broken : ValueRules.broken(rules, value)) {
        problem(Fault.RULE, name + " " + broken.message(), broken.hint());
      }
    }
  }

  private void at(String step, Schema schema, @Nullable Object value) {
    path.add(step);
    value(schema, value);
    path.removeLast();
  }

  private void items(Schema schema, List<?> list) {
    Schema item = schema.items();
    if (item != null) {
      for (int i = 0; i < list.size(); i++) {
        at(Integer.toString(i), item, list.get(i));
      }
    }
  }

  private void fields(Schema schema, Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      Schema field = schema.field(key);
      if (field == null) {
        field = schema.dropsUnknown() ? null : schema.undeclared();
      }
      if (field == null) {
        unknown(key, schema);
      } else {
        at(key, field, entry.getValue());
      }
    }
    for (String name : schema.required()) {
      if (map.get(name) == null && !isFilled(schema.field(name), map.containsKey(name))) {
        missing(name, map.containsKey(name));
      }
    }
  }

  /// Whether a custom resource's field that has no value gets one, or does without.
  private static boolean isFilled(@Nullable Schema field, boolean isNull) {
    return field instanceof CustomSchema
        && (field.defaultValue() != null || (isNull && field.isNullable()));
  }

  private void unknown(String key, Schema schema) {
    path.add(key);
    problem(
        Fault.UNKNOWN,
        "unknown field \"" + shown(path) + "\"",
        Spelling.nearest(key, schema.fields().keySet())
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
    problem(Fault.MISSING, message, isNull ? "it is there, but null" : null);
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
    problem(
        Fault.TYPE, shown(path) + " must be of type " + wanted + ", not " + typeOf(value), hint);
  }

  private static String typeOf(Object value) {
    return switch (value) {
      case String _ -> "string";
      case Boolean _ -> "boolean";
      case Number _ -> isInteger(value) ? "integer" : "number";
      case List<?> _ -> "array";
      default -> "object";
    };
  }

  /// Checks a value that has no parts.
  ///
  /// @return whether it is of its type
  private boolean scalar(Schema.Kind kind, Object value) {
    boolean fits =
        switch (kind) {
          case TEXT, TIME, BYTES -> value instanceof String;
          case FLAG -> value instanceof Boolean;
          case NUMBER -> value instanceof Number;
          case INT32, INT64 -> isInteger(value);
          case INT_OR_TEXT -> value instanceof String || isInteger(value);
          case QUANTITY -> value instanceof String || value instanceof Number;
          case LIST, MAP, ANYTHING -> true;
        };
    if (!fits) {
      wrongType(kind.label(), value);
      return false;
    }
    switch (kind) {
      case INT32 -> range(value);
      case BYTES -> base64((String) value);
      case QUANTITY -> quantity(value);
      default -> {}
    }
    return true;
  }

  /// Whether a number is whole; readers of YAML give Double for all numbers.
  static boolean isInteger(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || (value instanceof Double number && number == Math.rint(number));
  }

  private void range(Object value) {
    double number = ((Number) value).doubleValue();
    if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
      problem(Fault.VALUE, shown(path) + " does not fit into an integer of 32 bits", null);
    }
  }

  private void base64(String text) {
    try {
      Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
    } catch (IllegalArgumentException _) {
      problem(
          Fault.VALUE,
          shown(path) + " is not base64",
          path.getFirst().equals("data") ? "plain text goes under stringData" : null);
    }
  }

  private void quantity(Object value) {
    if (!(value instanceof String text)) {
      return;
    }
    try {
      Quantity.parse(text);
    } catch (ObjectException _) {
      problem(
          Fault.VALUE,
          shown(path) + " is no quantity",
          "a quantity is a number with a suffix such as m, k, M, Mi or Gi");
    }
  }
}
