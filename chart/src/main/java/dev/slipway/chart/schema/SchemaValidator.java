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
    SchemaError error = validate(document.root(), value, Scope.TOP, false).error;
    if (error == null) {
      return List.of();
    }
    return isGroup(error) ? error.causes() : List.of(error);
  }

  /// Where the validation stands.
  ///
  /// @param above where the value is that this one is in; null at the top
  /// @param key of this value in the one above
  /// @param running what this very value is being validated against, innermost first
  record Scope(@Nullable Scope above, String key, @Nullable Running running) {
    static final Scope TOP = new Scope(null, "", null);

    Scope child(String childKey) {
      return new Scope(this, childKey, null);
    }

    Scope with(Object schema) {
      return new Scope(above, key, new Running(schema, running));
    }

    /// The keys down to the value.
    List<String> path() {
      List<String> path = new ArrayList<>();
      for (Scope scope = this; scope.above != null; scope = scope.above) {
        path.add(scope.key);
      }
      return path.reversed();
    }

    // Two schemas that read alike are not the same one: only the very same one is a cycle.
    @SuppressWarnings("ReferenceEquality")
    boolean isRunning(Object schema) {
      for (Running outer = running; outer != null; outer = outer.outer) {
        if (outer.schema == schema) {
          return true;
        }
      }
      return false;
    }
  }

  /// A schema that a value is being validated against.
  record Running(Object schema, @Nullable Running outer) {}

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
              : SchemaError.of(scope.path(), "false schema", "False always fails validation"),
          Unevaluated.of(value, tracks));
    }
    if (!(schema instanceof Map<?, ?> keywords)) {
      return new Result(null, Unevaluated.of(value, tracks));
    }
    if (scope.isRunning(schema) || depth > MAX_DEPTH) {
      return new Result(
          SchemaError.of(scope.path(), "reference cycle", "reference cycle"), new Unevaluated());
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
