package dev.slipway.object.select;

import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one label of an object must be.
///
/// @param key the label
/// @param operator how it is compared
/// @param values what it is compared with
public record LabelRequirement(String key, Operator operator, List<String> values) {
  /// How a label is compared.
  public enum Operator {
    EQUALS("="),
    DOUBLE_EQUALS("=="),
    NOT_EQUALS("!="),
    IN("in"),
    NOT_IN("notin"),
    EXISTS(""),
    ABSENT("!"),
    GREATER(">"),
    LESS("<");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }
  }

  /// Checks what a selector asks for, as the API server does.
  ///
  /// @throws ObjectException if key, number of values or values are not as they must be
  public LabelRequirement {
    values = List.copyOf(values);
    List<String> problems = new ArrayList<>();
    List<String> wrongKey = LabelNames.keyProblems(key);
    if (!wrongKey.isEmpty()) {
      problems.add(invalid("key", key, String.join("; ", wrongKey)));
    }
    checkCount(operator, values, problems);
    for (int i = 0; i < values.size(); i++) {
      List<String> wrong = LabelNames.valueProblems(values.get(i));
      if (!wrong.isEmpty()) {
        problems.add(
            invalid("values[" + i + "][" + key + "]", values.get(i), String.join("; ", wrong)));
      }
    }
    if (!problems.isEmpty()) {
      throw new ObjectException(
          ObjectErrorCode.SELECTOR,
          problems.size() == 1 ? problems.getFirst() : "[" + String.join(", ", problems) + "]");
    }
  }

  static String invalid(String field, Object value, String problem) {
    // Go has no list where there are no values.
    String shown = List.of().equals(value) ? "null" : Json.writeRaw(value);
    return field + ": Invalid value: " + shown + ": " + problem;
  }

  private static void checkCount(Operator operator, List<String> values, List<String> problems) {
    switch (operator) {
      case IN, NOT_IN -> {
        if (values.isEmpty()) {
          problems.add(
              invalid("values", values, "for 'in', 'notin' operators, values set can't be empty"));
        }
      }
      case EQUALS, DOUBLE_EQUALS, NOT_EQUALS -> {
        if (values.size() != 1) {
          problems.add(
              invalid("values", values, "exact-match compatibility requires one single value"));
        }
      }
      case EXISTS, ABSENT -> {
        if (!values.isEmpty()) {
          problems.add(
              invalid("values", values, "values set must be empty for exists and does not exist"));
        }
      }
      case GREATER, LESS -> {
        if (values.size() != 1) {
          problems.add(
              invalid("values", values, "for 'Gt', 'Lt' operators, exactly one value is required"));
        }
        for (int i = 0; i < values.size(); i++) {
          if (number(values.get(i)) == null) {
            problems.add(
                invalid(
                    "values[" + i + "]",
                    values.get(i),
                    "for 'Gt', 'Lt' operators, the value must be an integer"));
          }
        }
      }
    }
  }

  /// Whether an object with these labels is meant.
  public boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case EQUALS, DOUBLE_EQUALS, IN -> value != null && values.contains(value);
      case NOT_EQUALS, NOT_IN -> value == null || !values.contains(value);
      case EXISTS -> value != null;
      case ABSENT -> value == null;
      case GREATER -> value != null && compare(value) > 0;
      case LESS -> value != null && compare(value) < 0;
    };
  }

  /// The order of a label's number and the wanted one; 0 also if the label is no number.
  private int compare(String value) {
    Long found = number(value);
    Long wanted = number(values.getFirst());
    return found == null || wanted == null ? 0 : Long.compare(found, wanted);
  }

  private static @Nullable Long number(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(i == 0 && (c == '-' || c == '+'))) {
        return null;
      }
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /// How it is written in a selector's text.
  @Override
  public String toString() {
    return switch (operator) {
      case EXISTS -> key;
      case ABSENT -> "!" + key;
      case IN, NOT_IN ->
          key
              + " "
              + operator.symbol
              + " ("
              + String.join(",", values.stream().sorted().toList())
              + ")";
      case EQUALS, DOUBLE_EQUALS, NOT_EQUALS, GREATER, LESS ->
          key + operator.symbol + values.getFirst();
    };
  }
}
