package dev.slipway.chart.render;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.values.Warnings;
import java.util.ArrayList;
import java.util.List;

/// What Helm checks before it renders a chart for a release.
public final class InstallChecks {
  private InstallChecks() {}

  /// Checks that the chart can be installed and that its dependencies are there.
  ///
  /// @param warnings receives the warning about a deprecated chart
  /// @throws ChartException with Helm's text if not
  public static void check(Chart chart, HelmVersion version, Warnings warnings) {
    String type = chart.metadata().type();
    if (!type.isEmpty() && !type.equals("application")) {
      throw ChartException.of(
          ChartErrorCode.NOT_INSTALLABLE,
          type + " charts are not installable",
          "Name it as a dependency of a chart of your own.");
    }
    if (chart.metadata().deprecated()) {
      warnings.add(
          ChartErrorCode.DEPRECATED,
          version.atLeast(HelmVersion.V4)
              ? "this chart is deprecated"
              : "WARNING: This chart is deprecated");
    }
    List<String> missing = missingDependencies(chart);
    if (!missing.isEmpty()) {
      String problem =
          version.atLeast(HelmVersion.V4)
              ? "an error occurred while checking for chart dependencies. You may need to run 'helm"
                  + " dependency build' to fetch missing dependencies: "
              : "An error occurred while checking for chart dependencies. You may need to run `helm"
                  + " dependency build` to fetch missing dependencies: ";
      throw ChartException.of(
          ChartErrorCode.DEPENDENCIES,
          problem
              + "found in Chart.yaml, but missing in charts/ directory: "
              + String.join(", ", missing),
          "Run 'slipway chart dependency build'.");
    }
  }

  /// The names of the dependencies that are not under `charts/`.
  public static List<String> missingDependencies(Chart chart) {
    List<String> missing = new ArrayList<>();
    for (ChartDependency dependency : chart.metadata().dependencies()) {
      if (chart.subchart(dependency.name()) == null) {
        missing.add(dependency.name());
      }
    }
    return missing;
  }
}
