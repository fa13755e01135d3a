package dev.slipway.chart.lint;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.archive.ArchiveLimits;
import dev.slipway.chart.archive.ChartArchive;
import dev.slipway.chart.archive.ChartExpansion;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Examines one chart. The rules, their order and their words are those of Helm's `pkg/lint`.
public final class ChartLint {
  private ChartLint() {}

  /// What is to be said about the chart in a folder or an archive.
  ///
  /// @throws ChartException if there is no chart
  public static List<LintMessage> lint(Path chart, LintSettings settings) {
    String name = chart.toString();
    if (name.endsWith(".tgz") || name.endsWith(".tar.gz")) {
      return lintArchive(chart, settings);
    }
    return lintFolder(chart, settings);
  }

  private static List<LintMessage> lintFolder(Path folder, LintSettings settings) {
    Path file = folder.resolve("Chart.yaml");
    if (!Files.exists(file)) {
      throw new ChartException(
          ChartErrorCode.CHART_YAML_MISSING,
          "unable to check Chart.yaml file in chart: stat "
              + file.normalize()
              + ": no such file or directory");
    }
    Path top = folder.toAbsolutePath().normalize();
    Findings findings = new Findings();
    new ChartYamlRules(top, findings, settings.helmVersion()).check();
    new ValuesRules(top, findings, settings).check();
    new TemplateRules(top, findings, settings).check();
    new DependencyRules(top, findings, settings.helmVersion()).check();
    new CrdRules(top, findings, settings.helmVersion()).check();
    return findings.messages();
  }

  private static List<LintMessage> lintArchive(Path archive, LintSettings settings) {
    if (!Files.exists(archive)) {
      throw new ChartException(
          ChartErrorCode.NOT_FOUND,
          "unable to open tarball: open " + archive + ": no such file or directory");
    }
    try {
      Path temporary = Files.createTempDirectory("slipway-lint-");
      try {
        return lintFolder(unpack(archive, temporary), settings);
      } finally {
        delete(temporary);
      }
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.WRITE, "unable to extract tarball: " + e.getMessage(), e);
    }
  }

  private static Path unpack(Path archive, Path temporary) throws IOException {
    try (var in = Files.newInputStream(archive)) {
      return ChartExpansion.expand(ChartArchive.read(in, ArchiveLimits.DEFAULT), temporary);
    } catch (ChartException e) {
      throw e.prefixed("unable to extract tarball: ");
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          delete(entry);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
