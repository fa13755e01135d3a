package dev.slipway.cli.command;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.usage.ChartUse;
import dev.slipway.chart.usage.ExplainedValue;
import dev.slipway.chart.usage.Explanation;
import dev.slipway.chart.usage.ValuePath;
import dev.slipway.chart.values.Warnings;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Suggestions;
import java.nio.file.Path;
import java.util.List;

/// `slipway explain CHART [PATH]`: shows where values come from and who reads them.
final class ExplainCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of(
            "Show for each value of a chart what it is, which file and line or flag set it, what"
                + " that overrides, and which templates read it. Nothing is rendered: a template"
                + " reads a value if it does so under any condition. CHART is a folder, a .tgz"
                + " archive, a URL, an oci:// reference, or REPOSITORY/NAME. With a PATH, such as"
                + " image.tag or hosts[0].name, only that value and what is inside it.")
        .withArguments("CHART [PATH]", 1, 2, new Suggestions.Charts())
        .withExample(
            "slipway explain ./charts/shop -f staging.yaml",
            "a table of all values; those that no template reads stand out")
        .withExample(
            "slipway explain ./charts/shop -f staging.yaml --set image.tag=1.8.2 image",
            "everything about the values under image")
        .withOptions(ValueOptions.ALL)
        .withOptions(List.of(OutputFormat.OPTION, HelmOptions.HELM_VERSION))
        .withOptions(SourceOptions.ALL)
        .withOptions(HelmOptions.STORES);
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    HelmVersion version = HelmOptions.version(invocation);
    List<String> arguments = invocation.arguments();
    Path path = new ChartSources(invocation, session).locate(arguments.getFirst());
    Chart chart = ChartLoader.loadDetected(path, version, new Warnings());
    ChartUse use =
        new ChartUse(chart, ValueFiles.settings(invocation), new ValueFiles(session), version);
    ValuePath under = arguments.size() > 1 ? ValuePath.parse(arguments.get(1)) : ValuePath.ROOT;
    List<ExplainedValue> values = Explanation.of(use, under);
    if (OutputFormat.isWanted(invocation)) {
      session.console().print(OutputFormat.text(invocation, ExplainedMaps.of(values)));
    } else if (under.steps().isEmpty()) {
      new ExplainTable(session.console()).print(values);
    } else {
      new ExplainDetails(session.console()).print(values);
    }
    return true;
  }
}
