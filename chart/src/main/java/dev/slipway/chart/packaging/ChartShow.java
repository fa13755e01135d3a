package dev.slipway.chart.packaging;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDocuments;
import dev.slipway.chart.ChartFile;
import dev.slipway.yaml.Yaml;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows what is inside a chart, as `helm show` prints it.
public final class ChartShow {
  private static final List<String> README_NAMES = List.of("readme.md", "readme.txt", "readme");

  private ChartShow() {}

  /// What of a chart to show.
  public enum Part {
    /// Everything below, with `---` between.
    ALL,
    /// Chart.yaml.
    CHART,
    /// values.yaml as it is.
    VALUES,
    /// The README file.
    README,
    /// The manifests under `crds/`, subcharts' too.
    CRDS
  }

  /// The text to print.
  public static String text(Chart chart, Part part) {
    StringBuilder out = new StringBuilder();
    boolean all = part == Part.ALL;
    if (all || part == Part.CHART) {
      out.append(Yaml.write(ChartDocuments.metadata(chart.metadata(), true))).append('\n');
    }
    if ((all || part == Part.VALUES) && chart.values() != null) {
      separate(out, all);
      for (ChartFile file : chart.raw()) {
        if (file.name().equals("values.yaml")) {
          out.append(file.text()).append('\n');
        }
      }
    }
    ChartFile readme = readme(chart);
    if ((all || part == Part.README) && readme != null) {
      separate(out, all);
      out.append(readme.text()).append('\n');
    }
    if (all || part == Part.CRDS) {
      for (ChartFile crd : chart.crds()) {
        separate(out, !crd.text().startsWith("---"));
        out.append(crd.text()).append('\n');
      }
    }
    return out.toString();
  }

  private static void separate(StringBuilder out, boolean wanted) {
    if (wanted) {
      out.append("---\n");
    }
  }

  private static @Nullable ChartFile readme(Chart chart) {
    for (ChartFile file : chart.files()) {
      for (String name : README_NAMES) {
        if (file.name().equalsIgnoreCase(name)) {
          return file;
        }
      }
    }
    return null;
  }
}
