package dev.slipway.compat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a chart declares to depend on, read by lines from Chart.yaml or requirements.yaml.
///
/// @param file the file that declares it
/// @param name the dependency's name
/// @param versionLine the index of the line with its version constraint; -1 without one
/// @param constraint that constraint
/// @param local the folder that a `file://` repository names; empty for others
record ChartNeeds(Path file, String name, int versionLine, String constraint, String local) {
  private static final Pattern FIELD =
      Pattern.compile(
          "^\\s*(?:- )?\\s*(name|version|repository):\\s*[\"']?([^\"']*?)[\"']?\\s*(#.*)?$");

  static List<ChartNeeds> of(Path chart) {
    List<ChartNeeds> all = new ArrayList<>(of(chart.resolve("Chart.yaml"), chart));
    if (all.isEmpty()) {
      all.addAll(of(chart.resolve("requirements.yaml"), chart));
    }
    return all;
  }

  private static List<ChartNeeds> of(Path file, Path chart) {
    List<ChartNeeds> needs = new ArrayList<>();
    List<String> lines = ChartFolders.read(file).lines().toList();
    int at = lines.indexOf("dependencies:") + 1;
    ChartNeeds current = null;
    for (int i = at; at > 0 && i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isEmpty() && Character.isLetter(line.charAt(0))) {
        break;
      }
      if (line.strip().startsWith("- ")) {
        add(needs, current);
        current = new ChartNeeds(file, "", -1, "", "");
      }
      Matcher field = FIELD.matcher(line);
      if (current != null && field.matches()) {
        current = current.with(field.group(1), field.group(2), i, chart);
      }
    }
    add(needs, current);
    return needs;
  }

  private static void add(List<ChartNeeds> needs, @Nullable ChartNeeds one) {
    if (one != null && !one.name().isEmpty()) {
      needs.add(one);
    }
  }

  private ChartNeeds with(String key, String value, int line, Path chart) {
    return switch (key) {
      case "name" -> new ChartNeeds(file, value, versionLine, constraint, local);
      case "version" -> new ChartNeeds(file, name, line, value, local);
      default ->
          value.startsWith("file://")
              ? new ChartNeeds(
                  file,
                  name,
                  versionLine,
                  constraint,
                  chart.resolve(value.substring("file://".length())).normalize().toString())
              : this;
    };
  }

  /// Whether the chart already carries it under charts/.
  boolean carriedBy(Path chart) {
    Path charts = chart.resolve("charts");
    if (!Files.isDirectory(charts)) {
      return false;
    }
    return Files.isDirectory(charts.resolve(name))
        || !ChartFolders.matching(charts, name + "-*.tgz").isEmpty();
  }
}
