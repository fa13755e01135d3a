package dev.slipway.chart.archive;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.gotemplate.fmt.GoQuote;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Unpacks chart archives into folders, files as they are.
public final class ChartExpansion {
  private ChartExpansion() {}

  /// Unpacks an archive's files into `folder/NAME`, where NAME is the chart's.
  ///
  /// @param files what [ChartArchive] read, whose names lead nowhere else
  /// @return the chart's folder
  /// @throws ChartException if the chart's name is no name of a folder, a link is in the way, or a
  ///   file cannot be written
  public static Path expand(List<ChartFile> files, Path folder) {
    Path target = folder.resolve(chartName(files));
    try {
      for (ChartFile file : files) {
        Path path = target.resolve(file.name());
        if (!path.normalize().startsWith(target.normalize())) {
          throw new ChartException(
              ChartErrorCode.INVALID_CHART_FILE,
              "chart illegally contains content outside the base directory: "
                  + GoQuote.quote(file.name()));
        }
        refuseLinks(target, path);
        Path parent = path.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.write(path, file.data());
      }
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.WRITE, "cannot unpack into " + target + ": " + e.getMessage(), e);
    }
    return target;
  }

  /// A link that lies in the target folder already could lead the files elsewhere.
  private static void refuseLinks(Path target, Path path) {
    for (Path at = path; at != null && at.startsWith(target); at = at.getParent()) {
      if (Files.isSymbolicLink(at)) {
        throw ChartException.of(
            ChartErrorCode.LINK_LEADS_OUTSIDE,
            "cannot unpack over the symbolic link " + at,
            "remove it first");
      }
    }
  }

  private static String chartName(List<ChartFile> files) {
    String name = "";
    for (ChartFile file : files) {
      if (file.name().equals("Chart.yaml")) {
        name = nameIn(file);
      }
    }
    if (name.isEmpty()) {
      throw new ChartException(ChartErrorCode.INVALID_METADATA, "chart name not specified");
    }
    if (name.equals(".") || name.equals("..")) {
      throw new ChartException(
          ChartErrorCode.INVALID_METADATA, "chart name " + GoQuote.quote(name) + " is not allowed");
    }
    if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || name.indexOf(0) >= 0) {
      throw new ChartException(
          ChartErrorCode.INVALID_METADATA,
          "chart name " + GoQuote.quote(name) + " must not contain path separators");
    }
    return name;
  }

  private static String nameIn(ChartFile file) {
    try {
      return Yaml.read(file.text()) instanceof Map<?, ?> map
              && map.get("name") instanceof String text
          ? text
          : "";
    } catch (YamlException e) {
      throw new ChartException(
          ChartErrorCode.INVALID_CHART_FILE, "cannot load Chart.yaml: " + e.getMessage(), e);
    }
  }
}
