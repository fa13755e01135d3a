package dev.slipway.chart.schema;

import dev.slipway.chart.schema.SchemaValidator.Result;
import dev.slipway.chart.schema.SchemaValidator.Scope;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One schema object against one value. Used once.
final class SchemaRun {
  private static final List<String> TYPES =
      List.of("null", "boolean", "number", "integer", "string", "array", "object");

  private final SchemaValidator validator;
  private final Map<?, ?> schema;
  private final @Nullable Object value;
  private final Scope scope;
  private final Unevaluated unevaluated;
  private final int draft;
  private final List<SchemaError> errors = new ArrayList<>();

  SchemaRun(
      SchemaValidator validator,
      Map<?, ?> schema,
      @Nullable Object value,
      Scope scope,
      boolean tracks) {
    this.validator = validator;
    this.schema = schema;
    this.value = value;
    this.scope = scope;
    this.draft = validator.document().draft();
    boolean wanted =
        tracks
            || (draft >= 2019
                && (schema.containsKey("unevaluatedProperties")
                    || schema.containsKey("unevaluatedItems")));
    this.unevaluated = Unevaluated.of(value, wanted);
  }

  Result run() {
    boolean onlyReference = draft < 2019 && schema.get("$ref") instanceof String;
    SchemaError first = onlyReference ? null : wholeValueError();
    if (first != null) {
      return new Result(first, unevaluated);
    }
    reference("$ref");
    if (onlyReference) {
      return new Result(errors.isEmpty() ? null : errors.getFirst(), unevaluated);
    }
    switch (value) {
      case Map<?, ?> map -> new ObjectKeywords(this).check(map);
      case List<?> list -> new ArrayKeywords(this).check(list);
      case String text -> new ScalarKeywords(this).check(text);
      case Number number -> new ScalarKeywords(this).check(number);
      case null, default -> {}
    }
    if (draft >= 2019) {
      reference("$recursiveRef");
      reference("$dynamicRef");
    }
    new CombiningKeywords(this).check();
    if (draft >= 2019) {
      checkUnevaluated();
    }
    return new Result(joined(), unevaluated);
  }

  private @Nullable SchemaError joined() {
    return switch (errors.size()) {
      case 0 -> null;
      case 1 -> errors.getFirst();
      default -> SchemaError.of(scope.path(), "validation failed", List.of(), errors);
    };
  }

  /// The keywords about the value as a whole: the first that fails stands alone.
  private @Nullable SchemaError wholeValueError() {
    SchemaError wrongType = typeError();
    if (wrongType != null) {
      return wrongType;
    }
    if (draft >= 6 && schema.containsKey("const")) {
      Object wanted = schema.get("const");
      if (!SchemaNumbers.areEqual(value, wanted)) {
        boolean plain = !(wanted instanceof List<?>) && !(wanted instanceof Map<?, ?>);
        return error(
            plain ? "value must be " + shown(wanted) : "'const' failed",
            "{field} does not match: " + legacyShown(wanted));
      }
    }
    if (schema.get("enum") instanceof List<?> allowed
        && allowed.stream().noneMatch(item -> SchemaNumbers.areEqual(value, item))) {
      return enumError(allowed);
    }
    if (draft < 2019
        && schema.get("format") instanceof String format
        && value instanceof String text) {
      String problem = SchemaFormats.problem(format, text);
      if (problem != null) {
        return error(
            shown(text) + " is not valid " + format + ": " + problem,
            "Does not match format '" + format + "'");
      }
    }
    return null;
  }

  private @Nullable SchemaError typeError() {
    Object declared = schema.get("type");
    String found = SchemaNumbers.typeOf(value);
    if (declared == null || isOfType(declared, found)) {
      return null;
    }
    List<String> wanted = new ArrayList<>();
    for (String type : TYPES) {
      if (type.equals(declared) || (declared instanceof List<?> list && list.contains(type))) {
        wanted.add(type);
      }
    }
    if (wanted.isEmpty()) {
      return null;
    }
    String legacyFound = SchemaNumbers.isInteger(value) ? "integer" : found;
    return error(
        "got " + found + ", want " + String.join(" or ", wanted),
        "Invalid type. Expected: " + String.join("/", wanted) + ", given: " + legacyFound);
  }

  private boolean isOfType(Object declared, String found) {
    if (declared instanceof List<?> list) {
      return list.contains(found) || (list.contains("integer") && SchemaNumbers.isInteger(value));
    }
    return declared.equals(found) || (declared.equals("integer") && SchemaNumbers.isInteger(value));
  }

  private SchemaError enumError(List<?> allowed) {
    List<String> shown = new ArrayList<>();
    List<String> legacy = new ArrayList<>();
    boolean plain = true;
    for (Object item : allowed) {
      plain &= !(item instanceof List<?>) && !(item instanceof Map<?, ?>);
      shown.add(shown(item));
      legacy.add(legacyShown(item));
    }
    String text =
        !plain
            ? "'enum' failed"
            : shown.size() == 1
                ? "value must be " + shown.getFirst()
                : "value must be one of " + String.join(", ", shown);
    return error(text, "{field} must be one of the following: " + String.join(", ", legacy));
  }

  private static String shown(@Nullable Object primitive) {
    return primitive instanceof String text ? SchemaError.quote(text) : GoFormat.toText(primitive);
  }

  private static String legacyShown(@Nullable Object item) {
    return Json.write(item);
  }

  private void reference(String keyword) {
    if (!(schema.get(keyword) instanceof String target)) {
      return;
    }
    Object referenced = validator.document().reference(schema, target);
    SchemaError inner = self(referenced);
    if (inner != null) {
      List<SchemaError> causes = SchemaValidator.isGroup(inner) ? inner.causes() : List.of(inner);
      errors.add(new SchemaError(scope.path(), "validation failed", List.of(), causes, true));
    }
  }

  private void checkUnevaluated() {
    if (value instanceof Map<?, ?> map && schema.containsKey("unevaluatedProperties")) {
      for (String name : List.copyOf(unevaluated.properties())) {
        child(schema.get("unevaluatedProperties"), map.get(name), name);
      }
      unevaluated.properties().clear();
    }
    if (value instanceof List<?> list && schema.containsKey("unevaluatedItems")) {
      for (int item : List.copyOf(unevaluated.items())) {
        child(schema.get("unevaluatedItems"), list.get(item), Integer.toString(item));
      }
      unevaluated.items().clear();
    }
  }

  // What the groups of keywords use.

  int draft() {
    return draft;
  }

  @Nullable Object keyword(String name) {
    return schema.get(name);
  }

  boolean has(String name) {
    return schema.containsKey(name);
  }

  /// The whole number that a keyword gives, or -1.
  long count(String name) {
    return schema.get(name) instanceof Number number && SchemaNumbers.isInteger(number)
        ? number.longValue()
        : -1;
  }

  SchemaDocument document() {
    return validator.document();
  }

  Unevaluated unevaluated() {
    return unevaluated;
  }

  SchemaError error(String text, String legacyText) {
    return SchemaError.of(scope.path(), text, legacyText);
  }

  SchemaError withLegacy(String text, List<String> legacyTexts) {
    return SchemaError.of(scope.path(), text, legacyTexts, List.of());
  }

  void add(String text, String legacyText) {
    errors.add(error(text, legacyText));
  }

  void add(String text, String legacyText, List<SchemaError> causes) {
    errors.add(SchemaError.of(scope.path(), text, List.of(legacyText), causes));
  }

  void add(@Nullable SchemaError error) {
    if (error != null) {
      errors.add(error);
    }
  }

  /// Validates the same value against another schema.
  @Nullable SchemaError self(@Nullable Object other) {
    if (other == null) {
      return null;
    }
    Result result = validator.validate(other, value, scope, !unevaluated.isEmpty());
    if (result.error() == null) {
      unevaluated.keepOnly(result.unevaluated());
    }
    return result.error();
  }

  /// Validates a part of the value and keeps what is wrong with it.
  void child(@Nullable Object other, @Nullable Object part, String key) {
    add(childError(other, part, key));
  }

  /// Validates a part of the value.
  @Nullable SchemaError childError(@Nullable Object other, @Nullable Object part, String key) {
    return other == null ? null : validator.validate(other, part, scope.child(key), false).error();
  }

  /// Validates the name of a property.
  @Nullable SchemaError nameError(Object other, String name) {
    return validator.validate(other, name, Scope.TOP, false).error();
  }
}
