package dev.slipway.chart.schema;

import java.util.ArrayList;
import java.util.List;

/// The keywords that combine schemas.
final class CombiningKeywords {
  private final SchemaRun run;

  CombiningKeywords(SchemaRun run) {
    this.run = run;
  }

  void check() {
    if (run.has("not") && run.self(run.keyword("not")) == null) {
      run.add("'not' failed", "Must not validate the schema (not)");
    }
    if (run.keyword("allOf") instanceof List<?> all) {
      List<SchemaError> failures = failures(all);
      if (!failures.isEmpty()) {
        run.add("'allOf' failed", "Must validate all the schemas (allOf)", failures);
      }
    }
    if (run.keyword("anyOf") instanceof List<?> any && !any.isEmpty()) {
      List<SchemaError> failures = failures(any);
      if (failures.size() == any.size()) {
        run.add("'anyOf' failed", "Must validate at least one schema (anyOf)", failures);
      }
    }
    if (run.keyword("oneOf") instanceof List<?> one && !one.isEmpty()) {
      checkOneOf(one);
    }
    if (run.draft() >= 7 && run.has("if")) {
      checkCondition();
    }
  }

  private List<SchemaError> failures(List<?> schemas) {
    List<SchemaError> failures = new ArrayList<>();
    for (Object schema : schemas) {
      SchemaError error = run.self(schema);
      if (error != null) {
        failures.add(error);
      }
    }
    return failures;
  }

  private void checkOneOf(List<?> schemas) {
    List<SchemaError> failures = new ArrayList<>();
    int matched = -1;
    String legacy = "Must validate one and only one schema (oneOf)";
    for (int i = 0; i < schemas.size(); i++) {
      SchemaError error = run.self(schemas.get(i));
      if (error != null) {
        failures.add(error);
      } else if (matched < 0) {
        matched = i;
      } else {
        run.add("'oneOf' failed, subschemas " + matched + ", " + i + " matched", legacy);
        return;
      }
    }
    if (matched < 0) {
      run.add("'oneOf' failed, none matched", legacy, failures);
    }
  }

  private void checkCondition() {
    boolean holds = run.self(run.keyword("if")) == null;
    SchemaError error = run.self(run.keyword(holds ? "then" : "else"));
    run.add(error);
  }
}
