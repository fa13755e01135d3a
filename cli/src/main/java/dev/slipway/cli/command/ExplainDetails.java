package dev.slipway.cli.command;

import dev.slipway.chart.usage.ExplainedValue;
import dev.slipway.chart.usage.Origin;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.Style;
import dev.slipway.core.SourceLocation;
import java.util.List;

/// Prints everything about a few values:
///
/// ```text
/// image.tag: 1.8.2
///   set by     --set image.tag=1.8.2
///   overrides  staging.yaml:4:3       1.8.1
///              shop/values.yaml:7:3   ""
///   read by    shop/templates/deployment.yaml:24:20
/// ```
///
/// @param console where it prints
record ExplainDetails(Console console) {
  private static final int LONGEST_VALUE = 60;

  void print(List<ExplainedValue> values) {
    String gap = "";
    for (ExplainedValue value : values) {
      console.print(gap);
      print(value);
      gap = "\n";
    }
  }

  private void print(ExplainedValue value) {
    String text =
        value.use() == ExplainedValue.Use.REMOVED
            ? console.styledOutput(Style.FAINT, "(removed)")
            : ShortValue.of(value.value(), LONGEST_VALUE);
    console.println(console.styledOutput(Style.STRONG, value.path() + ":") + " " + text);
    Origin setBy = value.setBy();
    if (setBy != null) {
      console.println("  set by     " + place(setBy.location()));
    }
    int width = 0;
    for (Origin origin : value.overrides()) {
      width = Math.max(width, origin.location().toString().length());
    }
    String label = "  overrides  ";
    for (Origin origin : value.overrides()) {
      String padding = " ".repeat(width - origin.location().toString().length() + 2);
      String overridden = ShortValue.of(origin.value(), LONGEST_VALUE);
      console.println(
          label
              + place(origin.location())
              + padding
              + console.styledOutput(Style.STRUCK, overridden));
      label = "             ";
    }
    readers(value);
  }

  private void readers(ExplainedValue value) {
    String label = "  read by    ";
    if (value.readBy().isEmpty()) {
      console.println(label + ExplainTable.readers(value, console));
    }
    for (SourceLocation location : value.readBy()) {
      console.println(label + place(location));
      label = "             ";
    }
  }

  private String place(SourceLocation location) {
    return console.styledOutput(Style.PLACE, location.toString());
  }
}
