package dev.slipway.object.schema;

import dev.slipway.core.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// What the schema of a custom resource asks of a value beyond its type: JSON schema's `enum`,
/// bounds, lengths, `pattern`, and its `allOf`, `anyOf`, `oneOf` and `not`. Rules in CEL
/// (`x-kubernetes-validations`) and formats are not looked at.
final class ValueRules {
  /// Longer texts are not held against patterns: some take very long on them.
  private static final int LONGEST_MATCHED = 10_000;

  private static final int MOST_SHOWN = 12;

  /// What is wrong with a value.
  ///
  /// @param message what follows the value's path in a sentence, such as `must be at least 1`
  record Broken(String message, @Nullable String hint) {}

  private ValueRules() {}

  /// The rules of one value, without those of its parts, that it breaks.
  static List<Broken> broken(Map<String, ?> rules, Object value) {
    List<Broken> found = new ArrayList<>();
    if (rules.get("enum") instanceof List<?> allowed && !contains(allowed, value)) {
      found.add(notAllowed(allowed, value));
    }
    switch (value) {
      case Number number -> number(rules, number.doubleValue(), found);
      case String text -> text(rules, text, found);
      case List<?> list -> list(rules, list, found);
      case Map<?, ?> map -> size(rules, "Properties", "fields", map.size(), found);
      default -> {}
    }
    alternatives(rules, value, found);
    return found;
  }

  private static void add(List<Broken> found, String message) {
    found.add(new Broken(message, null));
  }

  private static boolean contains(List<?> values, Object value) {
    return values.stream().anyMatch(each -> each != null && same(each, value));
  }

  /// Readers differ in how they keep numbers.
  private static boolean same(Object a, Object b) {
    if (a instanceof Number one && b instanceof Number other) {
      return one.doubleValue() == other.doubleValue();
    }
    return a.equals(b);
  }

  private static Broken notAllowed(List<?> allowed, Object value) {
    List<String> texts = allowed.stream().filter(Objects::nonNull).map(ValueRules::shown).toList();
    String list = String.join(", ", texts.subList(0, Math.min(MOST_SHOWN, texts.size())));
    return new Broken(
        "must be "
            + (texts.size() == 1 ? "" : "one of ")
            + list
            + (texts.size() > MOST_SHOWN ? " …" : "")
            + ", not "
            + shown(value),
        Spelling.nearest(shown(value), texts)
            .map(near -> "did you mean " + near + "?")
            .orElse(null));
  }

  private static String shown(Object value) {
    return switch (value) {
      case String text -> "\"" + text + "\"";
      case Number number -> plain(number.doubleValue());
      case Map<?, ?> _ -> "an object";
      case List<?> _ -> "a list";
      default -> value.toString();
    };
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static void number(Map<String, ?> rules, double is, List<Broken> found) {
    if (rules.get("minimum") instanceof Number bound) {
      double least = bound.doubleValue();
      boolean open = Boolean.TRUE.equals(rules.get("exclusiveMinimum"));
      if (is < least || (open && is == least)) {
        add(found, (open ? "must be more than " : "must be at least ") + plain(least));
      }
    }
    if (rules.get("maximum") instanceof Number bound) {
      double most = bound.doubleValue();
      boolean open = Boolean.TRUE.equals(rules.get("exclusiveMaximum"));
      if (is > most || (open && is == most)) {
        add(found, (open ? "must be less than " : "must be at most ") + plain(most));
      }
    }
    if (rules.get("multipleOf") instanceof Number step) {
      double times = is / step.doubleValue();
      if (Math.abs(times - Math.rint(times)) > 1e-9) {
        add(found, "must be a multiple of " + plain(step.doubleValue()));
      }
    }
  }

  private static void text(Map<String, ?> rules, String text, List<Broken> found) {
    size(rules, "Length", "characters", text.codePointCount(0, text.length()), found);
    if (rules.get("pattern") instanceof String pattern && !matches(pattern, text)) {
      add(found, "must match " + pattern);
    }
  }

  /// A pattern that Java cannot read counts as matched: Go's syntax is another one.
  private static boolean matches(String pattern, String text) {
    try {
      return text.length() > LONGEST_MATCHED || Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException _) {
      return true;
    }
  }

  private static void list(Map<String, ?> rules, List<?> list, List<Broken> found) {
    size(rules, "Items", "items", list.size(), found);
    Set<Object> seen = new HashSet<>();
    boolean distinct =
        Boolean.TRUE.equals(rules.get("uniqueItems"))
            || "set".equals(rules.get("x-kubernetes-list-type"));
    if (distinct) {
      for (Object item : list) {
        if (item != null && !seen.add(item)) {
          add(found, "has " + shown(item) + " twice");
          return;
        }
      }
    }
  }

  private static void size(
      Map<String, ?> rules, String what, String unit, int size, List<Broken> found) {
    if (rules.get("min" + what) instanceof Number least && size < least.longValue()) {
      add(found, "must have at least " + plain(least.doubleValue()) + " " + unit);
    }
    if (rules.get("max" + what) instanceof Number most && size > most.longValue()) {
      add(found, "must have at most " + plain(most.doubleValue()) + " " + unit);
    }
  }

  private static void alternatives(Map<String, ?> rules, Object value, List<Broken> found) {
    List<Map<String, ?>> all = nodes(rules.get("allOf"));
    for (Map<String, ?> node : all) {
      if (!fits(node, value)) {
        add(found, "does not fit what " + described(node, "allOf asks"));
      }
    }
    List<Map<String, ?>> any = nodes(rules.get("anyOf"));
    if (!any.isEmpty() && any.stream().noneMatch(node -> fits(node, value))) {
      add(found, choice(any, "at least one of", "fits none of the alternatives of anyOf"));
    }
    List<Map<String, ?>> one = nodes(rules.get("oneOf"));
    long fitting = one.stream().filter(node -> fits(node, value)).count();
    if (!one.isEmpty() && fitting != 1) {
      add(
          found,
          choice(
              one,
              "exactly one of",
              "fits " + fitting + " of the alternatives of oneOf, and must fit exactly one"));
    }
    Map<String, ?> not = node(rules.get("not"));
    if (not != null && fits(not, value)) {
      add(found, "is what not forbids");
    }
  }

  private static String described(Map<String, ?> node, String otherwise) {
    return node.get("description") instanceof String text ? text : otherwise;
  }

  /// Alternatives that only ask for fields, the usual case, are told by these.
  private static String choice(List<Map<String, ?>> nodes, String howMany, String otherwise) {
    List<String> fields = new ArrayList<>();
    for (Map<String, ?> node : nodes) {
      if (!(node.size() == 1 && node.get("required") instanceof List<?> names)) {
        return otherwise;
      }
      List<String> each = names.stream().map(String::valueOf).toList();
      fields.add(String.join(" with ", each));
    }
    return "must have " + howMany + " " + String.join(", ", fields);
  }

  private static List<Map<String, ?>> nodes(@Nullable Object value) {
    List<Map<String, ?>> nodes = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        Map<String, ?> node = node(item);
        if (node != null) {
          nodes.add(node);
        }
      }
    }
    return nodes;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, ?> node(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, ?>) map : null;
  }

  /// Whether a value and its parts fit a schema of JSON as alternatives have it.
  private static boolean fits(Map<String, ?> node, @Nullable Object value) {
    if (value == null) {
      return Boolean.TRUE.equals(node.get("nullable"));
    }
    if (node.get("type") instanceof String type && !isOf(type, value)) {
      return false;
    }
    if (!broken(node, value).isEmpty()) {
      return false;
    }
    return switch (value) {
      case Map<?, ?> map -> fieldsFit(node, map);
      case List<?> list -> itemsFit(node(node.get("items")), list);
      default -> true;
    };
  }

  private static boolean itemsFit(@Nullable Map<String, ?> items, List<?> list) {
    return items == null || list.stream().allMatch(item -> fits(items, item));
  }

  private static boolean fieldsFit(Map<String, ?> node, Map<?, ?> map) {
    if (node.get("required") instanceof List<?> names && !map.keySet().containsAll(names)) {
      return false;
    }
    Map<String, ?> properties = node(node.get("properties"));
    Map<String, ?> others = node(node.get("additionalProperties"));
    for (Map.Entry<?, ?> field : map.entrySet()) {
      Map<String, ?> property =
          properties == null ? null : node(properties.get(String.valueOf(field.getKey())));
      Map<String, ?> asked = property == null ? others : property;
      if (asked != null && !fits(asked, field.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOf(String type, Object value) {
    return switch (type) {
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "integer" -> SchemaCheck.isInteger(value);
      case "number" -> value instanceof Number;
      case "array" -> value instanceof List;
      case "object" -> value instanceof Map;
      default -> true;
    };
  }
}
