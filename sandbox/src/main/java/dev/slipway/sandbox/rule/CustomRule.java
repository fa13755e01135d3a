package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.object.schema.Schema;
import dev.slipway.sandbox.resource.CustomVersion;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.status.FieldError;
import dev.slipway.sandbox.status.GoQuote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Custom resources: what the schema of their definition asks for, in the words of kube-openapi's
/// validation. Rules in CEL are not evaluated.
final class CustomRule implements KindRule {
  private final ResourceType type;

  CustomRule(ResourceType type) {
    this.type = type;
  }

  @Override
  public void validate(KubeObject object, List<FieldError> errors) {
    Schema schema = Schemas.of(type);
    if (schema != null) {
      for (Map.Entry<String, ? extends Schema> field : schema.fields().entrySet()) {
        boolean known = List.of("apiVersion", "kind", "metadata").contains(field.getKey());
        Object value = object.tree().get(field.getKey());
        if (!known && value != null) {
          value(field.getKey(), field.getValue(), value, errors);
        }
      }
      required("", schema, object.tree(), errors);
      Map<String, @Nullable Object> own = new LinkedHashMap<>(object.tree());
      own.remove("metadata");
      duplicates("", schema, own, errors);
    }
    replicas(object, errors);
  }

  /// What a scale shows must be a number of replicas.
  private void replicas(KubeObject object, List<FieldError> errors) {
    CustomVersion custom = type.custom();
    CustomVersion.ScalePaths scale = custom == null ? null : custom.scale();
    if (scale == null || !scale.spec().startsWith(".")) {
      return;
    }
    Object value = object.get(scale.spec().substring(1).split("\\."));
    switch (value) {
      case null -> {}
      case Long number -> {
        if (number < 0) {
          errors.add(FieldError.invalid(scale.spec(), number, "should be a non-negative integer"));
        }
      }
      case String text ->
          errors.add(
              FieldError.invalid(
                  scale.spec(),
                  0L,
                  scale.spec()
                      + " accessor error: "
                      + text
                      + " is of the type string, expected int64"));
      default -> {}
    }
  }

  @Override
  public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
    if (Objects.equals(object.get("spec"), old.get("spec")) && object.tree().containsKey("spec")) {
      validate(object, errors);
    }
  }

  private static void value(String path, Schema schema, Object value, List<FieldError> errors) {
    String wrong = wrongType(schema, value);
    if (wrong != null) {
      errors.add(
          FieldError.typeInvalid(
              path,
              typeOf(value),
              path + " in body must be of type " + wrong + ": " + "\"" + typeOf(value) + "\""));
      return;
    }
    rules(path, schema, value, errors);
    Map<String, @Nullable Object> map = Fields.asMap(value);
    if (map != null) {
      map.forEach((key, item) -> {
        Schema field = schema.field(key) == null ? schema.undeclared() : schema.field(key);
        if (field != null && item != null) {
          value(path + "." + key, field, item, errors);
        }
      });
      required(path + ".", schema, map, errors);
    } else if (value instanceof List<?> list) {
      Schema items = schema.items();
      for (int i = 0; items != null && i < list.size(); i++) {
        Object item = list.get(i);
        if (item != null) {
          value(path + "[" + i + "]", items, item, errors);
        }
      }
    }
  }

  /// Finds items that stand twice in lists that are sets or maps.
  private static void duplicates(
      String path, Schema schema, Object value, List<FieldError> errors) {
    Map<String, @Nullable Object> map = Fields.asMap(value);
    if (map != null) {
      new TreeMap<>(map)
          .forEach((key, item) -> {
            Schema field = schema.field(key) == null ? schema.undeclared() : schema.field(key);
            if (field != null && item != null) {
              duplicates(path.isEmpty() ? key : path + "." + key, field, item, errors);
            }
          });
    } else if (value instanceof List<?> list && schema.items() != null) {
      Set<@Nullable Object> seen = new HashSet<>();
      for (int i = 0; i < list.size(); i++) {
        Object identity =
            switch (schema.list()) {
              case SET -> list.get(i);
              case MAP -> identity(schema, list.get(i));
              case ATOMIC -> null;
            };
        if (identity != null && !seen.add(identity)) {
          errors.add(FieldError.duplicate(path + "[" + i + "]", identity));
        }
      }
    }
  }

  private static @Nullable Object identity(Schema schema, @Nullable Object item) {
    Map<String, @Nullable Object> map = item == null ? null : Fields.asMap(item);
    if (map == null) {
      return null;
    }
    Map<String, @Nullable Object> identity = new LinkedHashMap<>();
    for (String key : schema.keys()) {
      Fields.set(identity, key, map.get(key));
    }
    return identity;
  }

  private static void required(
      String prefix, Schema schema, Map<String, @Nullable Object> map, List<FieldError> errors) {
    for (String name : schema.required()) {
      if (!map.containsKey(name)) {
        errors.add(FieldError.required(prefix + name, ""));
      }
    }
  }

  private static @Nullable String wrongType(Schema schema, Object value) {
    boolean whole =
        value instanceof Long || (value instanceof Double number && number == Math.rint(number));
    boolean fits =
        switch (schema.kind()) {
          case TEXT, TIME, BYTES -> value instanceof String;
          case INT32, INT64 -> whole;
          case NUMBER -> value instanceof Number;
          case FLAG -> value instanceof Boolean;
          case LIST -> value instanceof List;
          case MAP -> value instanceof Map;
          case INT_OR_TEXT, QUANTITY -> value instanceof String || value instanceof Number;
          case ANYTHING -> true;
        };
    return fits ? null : schema.kind().label();
  }

  private static String typeOf(Object value) {
    return switch (value) {
      case String _ -> "string";
      case Boolean _ -> "boolean";
      case Long _ -> "integer";
      case Number _ -> "number";
      case List<?> _ -> "array";
      default -> "object";
    };
  }

  private static void rules(String path, Schema schema, Object value, List<FieldError> errors) {
    Map<String, @Nullable Object> rules = schema.rules();
    if (rules.isEmpty()) {
      return;
    }
    if (rules.get("enum") instanceof List<?> allowed && !allowed.contains(value)) {
      errors.add(
          FieldError.notSupported(path, value, allowed.stream().map(String::valueOf).toList()));
    }
    switch (value) {
      case Number number -> number(path, rules, number, errors);
      case String text -> text(path, rules, text, errors);
      case List<?> list -> {
        long least = Fields.number(0, rules, "minItems");
        long most = Fields.number(Long.MAX_VALUE, rules, "maxItems");
        if (list.size() < least) {
          errors.add(
              FieldError.invalid(
                  path,
                  (long) list.size(),
                  path + " in body should have at least " + least + " items"));
        }
        if (list.size() > most) {
          errors.add(FieldError.tooMany(path, list.size(), most));
        }
      }
      case Map<?, ?> map -> {
        long most = Fields.number(Long.MAX_VALUE, rules, "maxProperties");
        if (map.size() > most) {
          errors.add(FieldError.tooMany(path, map.size(), most));
        }
      }
      default -> {}
    }
  }

  private static void number(
      String path, Map<String, @Nullable Object> rules, Number number, List<FieldError> errors) {
    double is = number.doubleValue();
    if (rules.get("minimum") instanceof Number least) {
      boolean open = Boolean.TRUE.equals(rules.get("exclusiveMinimum"));
      if (is < least.doubleValue() || (open && is == least.doubleValue())) {
        errors.add(
            FieldError.invalid(
                path,
                number,
                path + " in body should be greater than " + (open ? "" : "or equal to ") + least));
      }
    }
    if (rules.get("multipleOf") instanceof Number factor
        && BigDecimal.valueOf(is).remainder(BigDecimal.valueOf(factor.doubleValue())).signum()
            != 0) {
      errors.add(
          FieldError.invalid(path, number, path + " in body should be a multiple of " + factor));
    }
    if (rules.get("maximum") instanceof Number most) {
      boolean open = Boolean.TRUE.equals(rules.get("exclusiveMaximum"));
      if (is > most.doubleValue() || (open && is == most.doubleValue())) {
        errors.add(
            FieldError.invalid(
                path,
                number,
                path + " in body should be less than " + (open ? "" : "or equal to ") + most));
      }
    }
  }

  /// Whether a text has the form that the schema names; forms that are not looked at fit.
  private static boolean hasFormat(String format, String text) {
    try {
      switch (format) {
        case "date-time" -> OffsetDateTime.parse(text);
        case "date" -> LocalDate.parse(text);
        case "uuid" -> UUID.fromString(text);
        default -> {}
      }
      return true;
    } catch (DateTimeParseException | IllegalArgumentException _) {
      return false;
    }
  }

  private static void text(
      String path, Map<String, @Nullable Object> rules, String text, List<FieldError> errors) {
    String format = Fields.text(rules, "format");
    if (!hasFormat(format, text)) {
      errors.add(
          FieldError.typeInvalid(
              path,
              text,
              path + " in body must be of type " + format + ": " + GoQuote.quote(text)));
    }
    int length = text.codePointCount(0, text.length());
    long least = Fields.number(0, rules, "minLength");
    long most = Fields.number(Long.MAX_VALUE, rules, "maxLength");
    if (length < least) {
      errors.add(
          FieldError.invalid(
              path, text, path + " in body should be at least " + least + " chars long"));
    } else if (length > most) {
      errors.add(FieldError.tooLong(path, (int) most));
    } else if (rules.get("pattern") instanceof String pattern && !matches(pattern, text)) {
      errors.add(FieldError.invalid(path, text, path + " in body should match '" + pattern + "'"));
    }
  }

  /// A pattern that Java cannot read counts as matched: Go's syntax is another one.
  private static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException _) {
      return true;
    }
  }
}
