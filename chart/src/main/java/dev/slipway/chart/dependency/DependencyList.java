package dev.slipway.chart.dependency;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.repository.VersionChoice;
import dev.slipway.core.GoStrings;
import dev.slipway.core.TextTable;
import dev.slipway.gotemplate.fmt.GoQuote;
import dev.slipway.gotemplate.semver.SemanticVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells which dependencies a chart declares and which of them are there: what `helm dependency
/// list` prints.
public final class DependencyList {
  private final Path path;
  private final Chart chart;
  private final HelmVersion version;

  private DependencyList(Path path, Chart chart, HelmVersion version) {
    this.path = path;
    this.chart = chart;
    this.version = version;
  }

  /// A declared dependency.
  ///
  /// @param status such as `ok`, `unpacked`, `missing` or `wrong version`, in Helm's words
  public record Row(ChartDependency dependency, String status) {}

  /// Looks at the chart in a folder or an archive.
  ///
  /// @throws ChartException if it cannot be loaded
  public static DependencyList of(Path path, HelmVersion version) {
    Path shown = path.normalize();
    return new DependencyList(shown, LocalCharts.load(path, version), version);
  }

  /// The declared dependencies.
  public List<Row> rows() {
    return chart.metadata().dependencies().stream()
        .map(dependency -> new Row(dependency, status(dependency)))
        .toList();
  }

  /// The lines that Helm prints.
  ///
  /// @param columnWidth the greatest width of a column; 0 for no bound
  public List<String> lines(int columnWidth) {
    List<Row> rows = rows();
    if (rows.isEmpty()) {
      return List.of("WARNING: no dependencies at " + path.resolve("charts"));
    }
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("NAME", "VERSION", "REPOSITORY", "STATUS"));
    for (Row row : rows) {
      ChartDependency dependency = row.dependency;
      cells.add(
          List.of(dependency.name(), dependency.version(), dependency.repository(), row.status));
    }
    List<String> lines = new ArrayList<>(TextTable.lines(cells, columnWidth));
    lines.add("");
    lines.addAll(undeclared());
    return lines;
  }

  private List<String> undeclared() {
    List<String> warnings = new ArrayList<>();
    for (Path entry : entries()) {
      if (!Files.isDirectory(entry) && !entry.toString().endsWith(".tgz")) {
        continue;
      }
      try {
        String name = LocalCharts.load(entry, version).name();
        if (chart.metadata().dependencies().stream().noneMatch(d -> d.name().equals(name))) {
          warnings.add("WARNING: " + GoQuote.quote(entry.toString()) + " is not in Chart.yaml.");
        }
      } catch (ChartException e) {
        warnings.add("WARNING: " + GoQuote.quote(entry.toString()) + " is not a chart.");
      }
    }
    return warnings;
  }

  private List<Path> entries() {
    Path charts = path.resolve("charts");
    if (!Files.isDirectory(charts)) {
      return List.of();
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(charts)) {
      stream.forEach(entries::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    entries.sort(Comparator.comparing(Path::toString, GoStrings.BYTE_ORDER));
    return entries;
  }

  private String status(ChartDependency dependency) {
    List<Path> archives = new ArrayList<>();
    String prefix = dependency.name() + "-";
    for (Path entry : entries()) {
      String file = entry.getFileName().toString();
      if (file.startsWith(prefix) && file.endsWith(".tgz")) {
        archives.add(entry);
      }
    }
    if (archives.size() > 1) {
      archives.removeIf(archive -> !hasVersion(archive, prefix));
      if (archives.size() > 1) {
        return "too many matches";
      }
    }
    if (archives.size() == 1) {
      return statusOfArchive(archives.getFirst(), dependency);
    }
    return statusOfSubchart(dependency);
  }

  private static boolean hasVersion(Path archive, String prefix) {
    String file = archive.getFileName().toString();
    String version = file.substring(prefix.length(), file.length() - ".tgz".length());
    return VersionChoice.parseStrict(version) != null;
  }

  private String statusOfArchive(Path archive, ChartDependency dependency) {
    Chart found;
    try {
      found = LocalCharts.load(archive, version);
    } catch (ChartException e) {
      return "corrupt";
    }
    if (!found.name().equals(dependency.name())) {
      return "misnamed";
    }
    String mismatch = mismatch(found, dependency);
    return mismatch == null ? "ok" : mismatch;
  }

  private String statusOfSubchart(ChartDependency dependency) {
    Chart found = chart.subchart(dependency.name());
    if (found == null) {
      return "missing";
    }
    String mismatch = mismatch(found, dependency);
    return mismatch == null ? "unpacked" : mismatch;
  }

  private static @Nullable String mismatch(Chart found, ChartDependency dependency) {
    String version = found.metadata().version();
    if (version.equals(dependency.version())) {
      return null;
    }
    SemanticVersion parsed = VersionChoice.parse(version);
    if (parsed == null) {
      return "invalid version";
    }
    try {
      return VersionChoice.range(dependency.version()).check(parsed) ? null : "wrong version";
    } catch (ChartException e) {
      return "invalid version";
    }
  }
}
