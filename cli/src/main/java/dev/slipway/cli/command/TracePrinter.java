package dev.slipway.cli.command;

import dev.slipway.chart.PathPattern;
import dev.slipway.chart.render.ChartRenderer;
import dev.slipway.chart.render.RenderRequest;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.Style;
import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.TracedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Prints rendered templates with the template and line that made each line.
final class TracePrinter {
  private final Console console;

  private TracePrinter(Console console) {
    this.console = console;
  }

  /// @param showOnly patterns of the templates to show; empty for all
  static void print(RenderRequest request, List<String> showOnly, Console console) {
    Map<String, TracedText> files =
        ChartRenderer.trace(request, template -> wanted(template, showOnly));
    TracePrinter printer = new TracePrinter(console);
    files.forEach(printer::file);
  }

  private static boolean wanted(String template, List<String> showOnly) {
    String path = template.substring(template.indexOf('/') + 1);
    return showOnly.isEmpty()
        || showOnly.stream()
            .flatMap(pattern -> PathPattern.parse(pattern).stream())
            .anyMatch(pattern -> pattern.matches(path));
  }

  private void file(String template, TracedText traced) {
    List<String> lines = traced.text().lines().toList();
    List<String> places = new ArrayList<>();
    int width = 0;
    for (int i = 0; i < lines.size(); i++) {
      String place = traced.locationOf(i + 1).map(where -> place(where, template)).orElse("");
      places.add(place);
      width = Math.max(width, place.length());
    }
    console.println(console.styledOutput(Style.STRONG, "# " + template));
    for (int i = 0; i < lines.size(); i++) {
      String place = places.get(i);
      String column = " ".repeat(width - place.length()) + place + " | ";
      console.println(console.styledOutput(Style.FAINT, column) + lines.get(i));
    }
  }

  /// The line number alone in the template itself, the file too elsewhere.
  private static String place(SourceLocation where, String template) {
    return where.name().equals(template)
        ? Integer.toString(where.line())
        : where.name() + ":" + where.line();
  }
}
