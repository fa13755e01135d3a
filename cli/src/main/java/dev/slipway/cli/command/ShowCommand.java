package dev.slipway.cli.command;

import dev.slipway.chart.Chart;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.packaging.ChartShow;
import dev.slipway.chart.packaging.JsonPath;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.util.List;
import java.util.Locale;

/// `slipway chart show PART CHART`: prints what is inside a chart.
///
/// @param part what of it
record ShowCommand(ChartShow.Part part) implements Command {
  private static final Option<String> JSON_PATH =
      Option.text("jsonpath", "TEMPLATE", "print only this of the values, such as {.image.tag}");

  @Override
  public Usage usage() {
    String name = part.name().toLowerCase(Locale.ROOT);
    return Usage.of(what() + " CHART is a folder, an archive, or a chart elsewhere.")
        .withArguments("CHART", 1, 1, new Suggestions.Charts())
        .withExample("slipway chart show " + name + " ./charts/shop", "of a chart here")
        .withExample(
            "slipway chart show " + name + " oci://registry.example.org/charts/shop --version 1.x",
            "of a chart in a registry")
        .withOptions(part == ChartShow.Part.VALUES ? List.of(JSON_PATH) : List.of())
        .withOptions(SourceOptions.ALL)
        .withOptions(HelmOptions.STORES);
  }

  private String what() {
    return switch (part) {
      case ALL -> "Print a chart's Chart.yaml, values.yaml, README and CRDs.";
      case CHART -> "Print a chart's Chart.yaml.";
      case VALUES -> "Print a chart's values.yaml.";
      case README -> "Print a chart's README.";
      case CRDS -> "Print the manifests under a chart's crds/ folder.";
    };
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    ChartSources sources = new ChartSources(invocation, session);
    Chart chart = ChartLoader.load(sources.locate(invocation.arguments().getFirst()));
    String jsonPath = invocation.get(JSON_PATH);
    if (jsonPath.isEmpty()) {
      session.console().print(ChartShow.text(chart, part));
    } else {
      // As helm: a path that leads to nothing prints nothing.
      JsonPath.parse(jsonPath).text(chart.values()).ifPresent(session.console()::print);
    }
    return true;
  }
}
