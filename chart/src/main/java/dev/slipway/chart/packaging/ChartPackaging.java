package dev.slipway.chart.packaging;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.archive.ChartWriter;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.values.Warnings;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.semver.SemverException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Packs a chart's folder into an archive: what `helm package` does.
public final class ChartPackaging {
  private ChartPackaging() {}

  /// What to pack, and how.
  ///
  /// @param chart the chart's folder
  /// @param version the chart's version in the archive; its own if empty
  /// @param appVersion the application's version in the archive; its own if empty
  /// @param destination the folder to write to
  /// @param time the time of all entries
  /// @param helmVersion the Helm to follow
  public record Request(
      Path chart,
      String version,
      String appVersion,
      Path destination,
      Instant time,
      HelmVersion helmVersion) {
    /// Packs a chart as it is.
    public static Request of(Path chart, Path destination) {
      return new Request(chart, "", "", destination, ChartWriter.TIME, HelmVersion.DEFAULT);
    }

    /// A copy with other versions.
    public Request withVersions(String newVersion, String newAppVersion) {
      return new Request(chart, newVersion, newAppVersion, destination, time, helmVersion);
    }

    /// A copy whose archive carries that time.
    public Request withTime(Instant newTime) {
      return new Request(chart, version, appVersion, destination, newTime, helmVersion);
    }
  }

  /// Packs a chart.
  ///
  /// @return the archive, below the destination
  /// @throws ChartException if the chart is malformed, incomplete or cannot be written
  public static Path pack(Request request) {
    if (!Files.exists(request.chart)) {
      throw new ChartException(
          ChartErrorCode.NOT_FOUND, "stat " + request.chart + ": no such file or directory");
    }
    checkFolder(request.chart);
    Chart chart = ChartLoader.loadDetected(request.chart, request.helmVersion, new Warnings());
    ChartMetadata metadata = chart.metadata();
    if (!request.version.isEmpty()) {
      metadata = metadata.withVersion(request.version);
    }
    if (!request.appVersion.isEmpty()) {
      metadata = metadata.withAppVersion(request.appVersion);
    }
    checkVersion(metadata.version());
    checkDependencies(chart);
    try {
      return ChartWriter.write(chart.withMetadata(metadata), request.destination, request.time);
    } catch (ChartException e) {
      throw e.prefixed("failed to save: ");
    }
  }

  private static void checkFolder(Path chart) {
    Path file = chart.toAbsolutePath().normalize().resolve("Chart.yaml");
    if (!Files.isRegularFile(file)) {
      boolean folder = Files.isDirectory(chart);
      throw ChartException.of(
          ChartErrorCode.CHART_YAML_MISSING,
          "unable to detect chart at "
              + file
              + ": open "
              + file
              + (folder ? ": no such file or directory" : ": not a directory"),
          "give the folder that holds Chart.yaml");
    }
  }

  private static void checkVersion(String version) {
    try {
      SemanticVersion.parse(version);
    } catch (SemverException e) {
      throw new ChartException(ChartErrorCode.INVALID_VERSION, String.valueOf(e.getMessage()), e);
    }
  }

  private static void checkDependencies(Chart chart) {
    List<String> missing = new ArrayList<>();
    for (ChartDependency dependency : chart.metadata().dependencies()) {
      if (chart.subchart(dependency.name()) == null) {
        missing.add(dependency.name());
      }
    }
    if (!missing.isEmpty()) {
      throw ChartException.of(
          ChartErrorCode.DEPENDENCIES,
          "found in Chart.yaml, but missing in charts/ directory: " + String.join(", ", missing),
          "'slipway chart dependency update' fetches them; so does --dependency-update");
    }
  }
}
