package dev.slipway.chart.schema;

import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.ArrayList;
import java.util.List;

/// A violation of a schema, with the violations that it is made of.
///
/// @param path the keys and indices down to the value
/// @param text what is wrong, as santhosh-tekuri/jsonschema v6 says it
/// @param legacyTexts what is wrong, as xeipuuv/gojsonschema says it; `{field}` stands for the path
/// @param causes the violations inside
/// @param reference whether it stands for a `$ref`, which is not shown around a single cause
record SchemaError(
    List<String> path,
    String text,
    List<String> legacyTexts,
    List<SchemaError> causes,
    boolean reference) {
  SchemaError {
    path = List.copyOf(path);
    legacyTexts = List.copyOf(legacyTexts);
    causes = List.copyOf(causes);
  }

  static SchemaError of(List<String> path, String text, String legacyText) {
    return new SchemaError(path, text, List.of(legacyText), List.of(), false);
  }

  /// Several violations, with a heading of their own.
  static SchemaError of(
      List<String> path, String text, List<String> legacyTexts, List<SchemaError> causes) {
    return new SchemaError(path, text, legacyTexts, causes, false);
  }

  /// Appends a line for this and each cause, each after a line break.
  void appendTo(StringBuilder out, int indent) {
    int inner = indent;
    if (!(reference && causes.size() == 1)) {
      out.append('\n').repeat("  ", indent).append("- at ");
      out.append(quote(pointer())).append(": ").append(text);
      inner++;
    }
    for (SchemaError cause : causes) {
      cause.appendTo(out, inner);
    }
  }

  /// Adds gojsonschema's lines: all on one level.
  void addLegacyLines(List<String> lines) {
    String field = path.isEmpty() ? "(root)" : String.join(".", path);
    for (String legacy : legacyTexts) {
      lines.add(field + ": " + legacy.replace("{field}", field));
    }
    for (SchemaError cause : causes) {
      cause.addLegacyLines(lines);
    }
  }

  private String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (String key : path) {
      pointer.append('/').append(key.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  /// The text between single quotes.
  static String quote(String text) {
    String quoted = GoFormat.quote(text);
    return "'"
        + quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"").replace("'", "\\'")
        + "'";
  }

  /// The texts between single quotes, parted by commas.
  static String quoteAll(List<String> texts) {
    List<String> quoted = new ArrayList<>();
    texts.forEach(text -> quoted.add(quote(text)));
    return String.join(", ", quoted);
  }
}
