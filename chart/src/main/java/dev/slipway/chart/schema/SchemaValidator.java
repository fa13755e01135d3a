package dev.slipway.chart.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Validates one value against a schema, keyword by keyword, in the order and with the structure of
/// errors of santhosh-tekuri/jsonschema v6. Used once.
final class SchemaValidator {
  private static final int MAX_DEPTH = 2000;

  private final SchemaDocument document;
  private int depth;

  SchemaValidator(SchemaDocument document) {
    this.document = document;
  }

  /// What came out of one validation.
  ///
  /// @param error null when the value is valid
  record Result(@Nullable SchemaError error, Unevaluated unevaluated) {}

  /// The violations of the whole schema; none when the value is valid.
  List<SchemaError> run(@Nullable Object value) {
    Scope scope = new Scope(List.of(), List.of());
    SchemaError error = validate(document.root(), value, scope, false).error;
    if (error == null) {
      return List.of();
    }
    return isGroup(error) ? error.causes() : List.of(error);
  }

  /// Where the validation stands.
  ///
  /// @param path the keys down to the value
  /// @param schemas the schemas that this very value is being validated against, outermost first
  record Scope(List<String> path, List<Object> schemas) {
    Scope child(String key) {
      List<String> longer = new ArrayList<>(path);
      longer.add(key);
      return new Scope(longer, List.of());
    }

    Scope with(Object schema) {
      List<Object> more = new ArrayList<>(schemas);
      more.add(schema);
      return new Scope(path, more);
    }

    // Two schemas that read alike are not the same one: only the very same one is a cycle.
    @SuppressWarnings("ReferenceEquality")
    boolean isRunning(Object schema) {
      return schemas.stream().anyMatch(running -> running == schema);
    }
  }

  SchemaDocument document() {
    return document;
  }

  /// Validates a value.
  ///
  /// @param tracks whether the caller wants to know what was not looked at
  Result validate(Object schema, @Nullable Object value, Scope scope, boolean tracks) {
    if (schema instanceof Boolean allowed) {
      return new Result(
          allowed
              ? null
              : SchemaError.of(scope.path, "false schema", "False always fails validation"),
          Unevaluated.of(value, tracks));
    }
    if (!(schema instanceof Map<?, ?> keywords)) {
      return new Result(null, Unevaluated.of(value, tracks));
    }
    if (scope.isRunning(schema) || depth > MAX_DEPTH) {
      return new Result(
          SchemaError.of(scope.path, "reference cycle", "reference cycle"), new Unevaluated());
    }
    depth++;
    try {
      return new SchemaRun(this, keywords, value, scope.with(schema), tracks).run();
    } finally {
      depth--;
    }
  }

  static boolean isGroup(SchemaError error) {
    return !error.reference() && error.text().equals("validation failed");
  }
}
