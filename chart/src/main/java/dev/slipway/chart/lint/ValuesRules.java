package dev.slipway.chart.lint;

import static dev.slipway.chart.lint.LintSeverity.ERROR;
import static dev.slipway.chart.lint.LintSeverity.INFO;

import dev.slipway.chart.ChartFile;
import dev.slipway.chart.schema.SchemaValidation;
import dev.slipway.chart.values.Coalescing;
import dev.slipway.chart.values.ValueTrees;
import dev.slipway.chart.values.Warnings;
import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules for values.yaml: it is a map, and together with the user's values it satisfies the
/// chart's own schema.
final class ValuesRules {
  private static final String FILE = "values.yaml";

  private final Path chart;
  private final Findings findings;
  private final LintSettings settings;

  ValuesRules(Path chart, Findings findings, LintSettings settings) {
    this.chart = chart;
    this.findings = findings;
    this.settings = settings;
  }

  void check() {
    Path file = chart.resolve(FILE);
    if (findings.check(INFO, FILE, Files.exists(file) ? null : "file does not exist")) {
      findings.check(ERROR, FILE, problem(file));
    }
  }

  private @Nullable String problem(Path file) {
    Map<String, @Nullable Object> values;
    try {
      values = Yaml.readMap(GoStrings.fromBytes(Files.readAllBytes(file)));
    } catch (YamlException e) {
      // Helm reads this file into a type with a name.
      return "unable to parse YAML: "
          + String.valueOf(e.getMessage())
              .replace(
                  "Go value of type map[string]interface {}", "Go value of type common.Values");
    } catch (IOException e) {
      return "unable to parse YAML: open " + file + ": " + e.getMessage();
    }
    return settings.skipSchemaValidation() ? null : schemaProblem(values);
  }

  private @Nullable String schemaProblem(Map<String, @Nullable Object> values) {
    Path file = chart.resolve("values.schema.json");
    byte[] schema;
    try {
      schema = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    } catch (IOException e) {
      return "open " + file + ": " + e.getMessage();
    }
    if (schema.length == 0) {
      return null;
    }
    Map<String, @Nullable Object> merged =
        new Coalescing(settings.helmVersion(), new Warnings())
            .tables(ValueTrees.copy(settings.values()), ValueTrees.copy(values), false);
    String problems =
        SchemaValidation.problemsOf(
            new ChartFile("values.schema.json", schema), merged, settings.helmVersion());
    return problems.isEmpty() ? null : problems;
  }
}
