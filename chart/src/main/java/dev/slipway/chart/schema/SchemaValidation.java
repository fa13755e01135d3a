package dev.slipway.chart.schema;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.HelmVersion;
import dev.slipway.core.Diagnostic;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// Checks values against values.schema.json of a chart and of its subcharts. Stateless but for a
/// cache of the schemas that were read; for any thread.
///
/// The validator is our own: it reports with the structure and the words of the Go library that
/// Helm uses, which no Java library does, and it checks the values as they are, without a copy in
/// another model.
public final class SchemaValidation {
  private static final Map<ChartFile, SchemaDocument> DOCUMENTS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private SchemaValidation() {}

  /// Checks coalesced values.
  ///
  /// @throws ChartException with Helm's text if a schema is violated or is none
  public static void validate(
      Chart chart, Map<String, @Nullable Object> values, HelmVersion version) {
    StringBuilder problems = new StringBuilder();
    collect(chart, values, version, problems);
    if (!problems.isEmpty()) {
      throw new ChartException(
          Diagnostic.error(
                  ChartErrorCode.SCHEMA,
                  "values don't meet the specifications of the schema(s) in the following"
                      + " chart(s):\n"
                      + problems)
              .withHint(
                  "Change the values, or leave the schema aside with --skip-schema-validation."));
    }
  }

  private static void collect(
      Chart chart,
      Map<String, @Nullable Object> values,
      HelmVersion version,
      StringBuilder problems) {
    ChartFile schema = chart.schema();
    if (schema != null) {
      String found = problemsOf(schema, values, version);
      if (!found.isEmpty()) {
        problems.append(chart.name()).append(":\n").append(found);
      }
    }
    for (Chart subchart : chart.subcharts()) {
      Object inner = values.get(subchart.name());
      if (inner instanceof Map<?, ?> map) {
        collect(subchart, typed(map), version, problems);
      } else if (inner != null) {
        problems
            .append(subchart.name())
            .append(":\ninvalid type for values: expected object (map), got ")
            .append(GoFormat.typeName(inner))
            .append('\n');
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> typed(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  /// What is wrong with values by that schema alone, in Helm's words; empty if nothing is.
  public static String problemsOf(
      ChartFile schema, Map<String, @Nullable Object> values, HelmVersion version) {
    if (schema.text().isBlank()) {
      // What Go's decoder says to nothing.
      return "EOF";
    }
    try {
      SchemaDocument document =
          DOCUMENTS.computeIfAbsent(schema, file -> SchemaDocument.parse(file.text()));
      List<SchemaError> errors = new SchemaValidator(document).run(values);
      return errors.isEmpty() ? "" : text(errors, version);
    } catch (YamlException | ChartException e) {
      return e.getMessage();
    }
  }

  private static String text(List<SchemaError> errors, HelmVersion version) {
    StringBuilder out = new StringBuilder();
    if (version == HelmVersion.V3_17) {
      List<String> lines = new ArrayList<>();
      errors.forEach(error -> error.addLegacyLines(lines));
      lines.forEach(line -> out.append("- ").append(line).append('\n'));
      return out.toString();
    }
    errors.forEach(error -> error.appendTo(out, 0));
    return out.substring(1) + "\n";
  }
}
