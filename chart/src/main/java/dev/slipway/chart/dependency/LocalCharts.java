package dev.slipway.chart.dependency;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.values.Warnings;
import java.nio.file.Files;
import java.nio.file.Path;

/// Dependencies that lie beside the chart: `file://` repositories.
final class LocalCharts {
  static final String SCHEME = "file://";

  private LocalCharts() {}

  static boolean isLocal(String repository) {
    return repository.startsWith(SCHEME);
  }

  /// The folder that `file://…` or a path means, seen from the chart.
  ///
  /// @throws ChartException if there is none
  static Path folder(String repository, Path chart) {
    String path =
        repository.startsWith(SCHEME) ? repository.substring(SCHEME.length()) : repository;
    Path folder =
        path.startsWith("/") ? Path.of(path).normalize() : chart.resolve(path).normalize();
    if (!Files.exists(folder)) {
      throw ChartException.of(
          ChartErrorCode.DEPENDENCIES,
          "directory " + folder + " not found",
          "file:// paths start at the chart's folder");
    }
    return folder;
  }

  static Chart load(Path folder, HelmVersion version) {
    return ChartLoader.load(folder, version, new Warnings());
  }
}
