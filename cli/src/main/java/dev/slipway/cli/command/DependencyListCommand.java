package dev.slipway.cli.command;

import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.dependency.DependencyList;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `slipway chart dependency list [CHART]`: shows a chart's dependencies.
final class DependencyListCommand implements Command {
  private static final Option<Integer> MAX_COLUMN_WIDTH =
      Option.count("max-col-width", 80, "the greatest width of a column of the table");

  @Override
  public Usage usage() {
    return Usage.of(
            "List the dependencies that a chart declares, and whether they are in its charts/"
                + " folder.")
        .withArguments("[CHART]", 0, 1, new Suggestions.Charts())
        .withExample("slipway chart dependency list ./charts/shop", "as a table")
        .withExample("slipway chart dependency list ./charts/shop -o json", "for a program")
        .withOptions(List.of(OutputFormat.OPTION, MAX_COLUMN_WIDTH, HelmOptions.HELM_VERSION));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    String chart = invocation.arguments().isEmpty() ? "." : invocation.arguments().getFirst();
    DependencyList list =
        DependencyList.of(session.environment().resolve(chart), HelmOptions.version(invocation));
    if (OutputFormat.isWanted(invocation)) {
      List<Map<String, String>> rows = new ArrayList<>();
      list.rows().forEach(row -> rows.add(asMap(row)));
      session.console().print(OutputFormat.text(invocation, rows));
    } else {
      list.lines(invocation.get(MAX_COLUMN_WIDTH)).forEach(session.console()::println);
    }
    return true;
  }

  private static Map<String, String> asMap(DependencyList.Row row) {
    ChartDependency dependency = row.dependency();
    Map<String, String> map = new LinkedHashMap<>();
    map.put("name", dependency.name());
    map.put("version", dependency.version());
    map.put("repository", dependency.repository());
    map.put("status", row.status());
    return map;
  }
}
