package dev.slipway.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Completes charts whose dependencies are not checked in: it copies the chart and, as its
/// subcharts, the charts of those names from the collections at hand. The copy's constraint on a
/// dependency becomes the version that is there, or Helm would drop it. Both tools then render the
/// same copy.
final class DependencyStaging {
  private static final Pattern VERSION = Pattern.compile("(?m)^version:\\s*[\"']?([^\"'\\s#]+)");
  private static final int DEEPEST = 6;

  private final Path target;
  private final Map<String, List<Path>> charts = new HashMap<>();

  /// @param target the folder for the copies
  /// @param roots the folders of the collections, in order of preference
  DependencyStaging(Path target, List<Path> roots) {
    this.target = target;
    for (Path root : roots) {
      for (Path chart : ChartFolders.under(root)) {
        charts.computeIfAbsent(ChartFolders.nameOf(chart), _ -> new ArrayList<>()).add(chart);
      }
    }
  }

  /// A chart that is ready to render, or what it lacks.
  record Staged(Path chart, Set<String> lacking) {}

  Staged stage(Path chart, Path collection) throws IOException {
    Set<String> lacking = new TreeSet<>();
    if (!lacks(chart)) {
      return new Staged(chart, lacking);
    }
    find(chart, collection, lacking, 0);
    if (!lacking.isEmpty()) {
      return new Staged(chart, lacking);
    }
    Path copy = target.resolve(collection.relativize(chart).toString());
    if (!Files.exists(copy.resolve("Chart.yaml"))) {
      build(chart, copy, collection, 0);
    }
    return new Staged(copy, lacking);
  }

  private static boolean lacks(Path chart) {
    return ChartNeeds.of(chart).stream().anyMatch(need -> !need.carriedBy(chart));
  }

  private void find(Path chart, Path collection, Set<String> lacking, int depth) {
    for (ChartNeeds need : ChartNeeds.of(chart)) {
      if (need.carriedBy(chart)) {
        continue;
      }
      Path found = depth < DEEPEST ? provider(need, collection) : null;
      if (found == null) {
        lacking.add(need.name());
      } else {
        find(found, collection, lacking, depth + 1);
      }
    }
  }

  private @Nullable Path provider(ChartNeeds need, Path collection) {
    if (!need.local().isEmpty()) {
      Path local = Path.of(need.local());
      return Files.exists(local.resolve("Chart.yaml")) ? local : null;
    }
    List<Path> named = charts.getOrDefault(need.name(), List.of());
    return named.stream()
        .filter(chart -> chart.startsWith(collection))
        .findFirst()
        .or(() -> named.stream().findFirst())
        .orElse(null);
  }

  private void build(Path chart, Path copy, Path collection, int depth) throws IOException {
    copy(chart, copy);
    for (ChartNeeds need : ChartNeeds.of(chart)) {
      Path provider = need.carriedBy(chart) ? null : provider(need, collection);
      if (provider == null) {
        continue;
      }
      Path subchart = copy.resolve("charts").resolve(need.name());
      if (!Files.exists(subchart.resolve("Chart.yaml"))) {
        build(provider, subchart, collection, depth + 1);
      }
      pin(copy.resolve(need.file().getFileName()), need, ChartFolders.chartYaml(provider));
    }
  }

  private static void pin(Path file, ChartNeeds need, String providerYaml) throws IOException {
    Matcher version = VERSION.matcher(providerYaml);
    if (need.versionLine() < 0 || !version.find()) {
      return;
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    String line = lines.get(need.versionLine());
    int colon = line.indexOf(':');
    lines.set(need.versionLine(), line.substring(0, colon + 1) + " \"" + version.group(1) + "\"");
    Files.write(file, lines);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path source : (Iterable<Path>) tree::iterator) {
        Path copied = to.resolve(from.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(source, copied);
        }
      }
    }
  }
}
