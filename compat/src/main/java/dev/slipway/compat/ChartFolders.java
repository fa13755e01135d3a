package dev.slipway.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the charts of a folder and what their Chart.yaml says. It reads lines, not YAML, so that a
/// fault in Slipway's own YAML reader cannot hide a chart.
final class ChartFolders {
  private static final Pattern NAME = Pattern.compile("(?m)^name:\\s*[\"']?([^\"'\\s#]+)");

  private ChartFolders() {}

  /// The charts under `root`, without those that are another chart's subcharts, sorted.
  static List<Path> under(Path root) {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(file -> file.endsWith("Chart.yaml"))
          .map(file -> file.toAbsolutePath().getParent())
          .filter(folder -> !isSubchart(folder))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSubchart(Path folder) {
    Path parent = folder.getParent();
    return parent != null
        && parent.endsWith("charts")
        && Files.exists(parent.resolveSibling("Chart.yaml"));
  }

  static String chartYaml(Path chart) {
    return read(chart.resolve("Chart.yaml"));
  }

  static String nameOf(Path chart) {
    Matcher name = NAME.matcher(chartYaml(chart));
    return name.find() ? name.group(1) : String.valueOf(chart.getFileName());
  }

  static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The files of `folder` whose path inside it matches the glob, sorted.
  static List<Path> matching(Path folder, String glob) {
    var matcher = folder.getFileSystem().getPathMatcher("glob:" + glob);
    try (Stream<Path> tree = Files.walk(folder, 4)) {
      return tree.filter(Files::isRegularFile)
          .filter(file -> matcher.matches(folder.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
