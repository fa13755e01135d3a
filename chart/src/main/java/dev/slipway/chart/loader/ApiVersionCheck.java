package dev.slipway.chart.loader;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// The first step of Helm 4: it looks for the API version in Chart.yaml to choose how to load a
/// chart.
final class ApiVersionCheck {
  /// The version that Helm 4 loads, but does not render yet.
  private static final String FUTURE = "v3";

  private ApiVersionCheck() {}

  /// Refuses a chart that was loaded, but is of the version to come.
  ///
  /// @throws ChartException with Helm's text
  static Chart rendered(Chart chart) {
    if (chart.metadata().apiVersion().equals(FUTURE)) {
      throw unsupported("invalid chart apiVersion");
    }
    return chart;
  }

  /// Checks the chart in a folder.
  ///
  /// @throws ChartException with Helm's text if there is no Chart.yaml, or of an unknown version
  static void folder(Path folder) {
    Path file = folder.toAbsolutePath().normalize().resolve("Chart.yaml");
    String prefix = "unable to detect chart at " + file + ": ";
    if (Files.isDirectory(file)) {
      throw missing(prefix + "read " + file + ": is a directory");
    }
    if (!Files.exists(file)) {
      throw missing(prefix + "open " + file + ": no such file or directory");
    }
    try {
      check(GoStrings.fromBytes(ChartLoader.withoutByteOrderMark(Files.readAllBytes(file))));
    } catch (IOException e) {
      throw new ChartException(ChartErrorCode.READ, prefix + e.getMessage(), e);
    }
  }

  /// Checks the chart with those files.
  ///
  /// @throws ChartException with Helm's text if there is no Chart.yaml, or of an unknown version
  static void files(List<ChartFile> files) {
    for (ChartFile file : files) {
      if (file.name().equals("Chart.yaml")) {
        check(file.text());
        return;
      }
    }
    throw missing("unable to detect chart version, no Chart.yaml found");
  }

  private static ChartException missing(String message) {
    return ChartException.of(
        ChartErrorCode.CHART_YAML_MISSING,
        message,
        "Is this the chart's folder? 'slipway chart create NAME' makes a new chart.");
  }

  private static void check(String text) {
    AtomicReference<String> version = new AtomicReference<>("");
    try {
      String problem =
          new StructReader("loader.chartBase")
              .text("apiVersion", version::set)
              .readDocument(Yaml.readNumbers(text));
      if (problem != null) {
        throw new ChartException(
            ChartErrorCode.INVALID_CHART_FILE,
            "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: " + problem);
      }
    } catch (YamlException e) {
      throw new ChartException(
          ChartErrorCode.INVALID_CHART_FILE, "cannot load Chart.yaml: " + e.getMessage(), e);
    }
    switch (version.get()) {
      case "", "v1", "v2", FUTURE -> {}
      default -> throw unsupported("unsupported chart version");
    }
  }

  private static ChartException unsupported(String message) {
    return ChartException.of(
        ChartErrorCode.INVALID_METADATA, message, "Set apiVersion in Chart.yaml to v2.");
  }
}
