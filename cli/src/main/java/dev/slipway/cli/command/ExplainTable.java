package dev.slipway.cli.command;

import dev.slipway.chart.usage.ExplainedValue;
import dev.slipway.chart.usage.Origin;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.Style;
import dev.slipway.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/// Prints a line for each value: what it is, who set it, who reads it.
///
/// @param console where it prints
record ExplainTable(Console console) {
  private static final int LONGEST_PATH = 48;
  private static final int LONGEST_VALUE = 28;
  private static final int LONGEST_ORIGIN = 40;

  /// A line before its columns are aligned.
  private record Row(String path, String value, String origin, ExplainedValue of) {}

  void print(List<ExplainedValue> values) {
    List<Row> rows = new ArrayList<>();
    for (ExplainedValue value : values) {
      rows.add(row(value));
    }
    int path = "VALUE".length();
    int value = "IS".length();
    int origin = "SET BY".length();
    for (Row row : rows) {
      path = Math.max(path, Math.min(LONGEST_PATH, row.path.length()));
      value = Math.max(value, Math.min(LONGEST_VALUE, row.value.length()));
      origin = Math.max(origin, Math.min(LONGEST_ORIGIN, row.origin.length()));
    }
    String heading = padded("VALUE", path) + padded("IS", value) + padded("SET BY", origin);
    console.println(console.styledOutput(Style.STRONG, heading + "READ BY"));
    for (Row row : rows) {
      console.println(
          padded(row.path, path)
              + padded(row.value, value)
              + padded(row.origin, origin)
              + readers(row.of, console));
    }
    summary(values);
  }

  private void summary(List<ExplainedValue> values) {
    long unread = values.stream().filter(value -> value.use() == ExplainedValue.Use.UNREAD).count();
    console.note(
        values.size()
            + " values, "
            + (unread == 0 ? "all of them read" : unread + " that no template reads"));
  }

  private static Row row(ExplainedValue value) {
    Origin setBy = value.setBy();
    return new Row(
        value.path().toString(),
        value.use() == ExplainedValue.Use.REMOVED
            ? "(removed)"
            : ShortValue.of(value.value(), LONGEST_VALUE),
        setBy == null ? "-" : shortPlace(setBy.location()),
        value);
  }

  private static String shortPlace(SourceLocation location) {
    return location.line() > 0 ? location.name() + ":" + location.line() : location.name();
  }

  /// Who reads a value, in a few words.
  static String readers(ExplainedValue value, Console console) {
    List<SourceLocation> readers = value.readBy();
    return switch (value.use()) {
      case UNREAD -> console.styledOutput(Style.WARNING, "no template");
      case INACTIVE -> console.styledOutput(Style.FAINT, "(subchart not in use)");
      case REMOVED -> "-";
      case UNKNOWN -> console.styledOutput(Style.FAINT, "(unknown)");
      case READ ->
          switch (readers.size()) {
            case 0 -> "a condition";
            case 1 -> shortPlace(readers.getFirst());
            default -> shortPlace(readers.getFirst()) + " and " + (readers.size() - 1) + " more";
          };
    };
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()) + 2);
  }
}
