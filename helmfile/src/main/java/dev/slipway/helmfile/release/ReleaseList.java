package dev.slipway.helmfile.release;

import dev.slipway.core.GoStrings;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What `helmfile list` prints (helmfile, pkg/app/formatters.go). Confined to one thread.
public final class ReleaseList {
  private static final List<String> TITLES =
      List.of("NAME", "NAMESPACE", "ENABLED", "INSTALLED", "LABELS", "CHART", "VERSION");

  private record Row(
      String name,
      String namespace,
      boolean enabled,
      boolean installed,
      String labels,
      String chart,
      String version) {
    List<String> cells() {
      return List.of(
          name,
          namespace,
          String.valueOf(enabled),
          String.valueOf(installed),
          labels,
          chart,
          version);
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private boolean recent;

  /// Adds releases of a helmfile.
  public void add(DesiredState state, List<Release> releases) {
    boolean isRecent = state.rules().rules() == HelmfileRules.V1;
    recent |= isRecent;
    for (Release release : releases) {
      rows.add(
          new Row(
              release.name(),
              release.namespace(),
              release.enabled(),
              release.installed(),
              labels(isRecent ? release.selectableLabels() : release.labels()),
              release.chart(),
              release.version()));
    }
  }

  /// Since 1.0 helmfile also shows those that it adds itself.
  private static String labels(Map<String, String> labels) {
    Map<String, String> sorted = new TreeMap<>(GoStrings.BYTE_ORDER);
    sorted.putAll(labels);
    StringBuilder text = new StringBuilder();
    sorted.forEach((name, value) ->
        text.append(text.isEmpty() ? "" : ",").append(name).append(':').append(value));
    return text.toString();
  }

  /// helmfile sorts since 1.0, since it reads several files at once.
  private List<Row> sorted() {
    if (!recent) {
      return rows;
    }
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort((a, b) -> {
      int order = GoStrings.BYTE_ORDER.compare(a.namespace, b.namespace);
      return order != 0 ? order : GoStrings.BYTE_ORDER.compare(a.name, b.name);
    });
    return sorted;
  }

  /// The list as JSON, in one line.
  public String json() {
    if (rows.isEmpty()) {
      return "null\n";
    }
    StringBuilder out = new StringBuilder("[");
    for (Row row : sorted()) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("name", row.name);
      fields.put("namespace", row.namespace);
      fields.put("enabled", row.enabled);
      fields.put("installed", row.installed);
      fields.put("labels", row.labels);
      fields.put("chart", row.chart);
      fields.put("version", row.version);
      out.append(out.length() > 1 ? "," : "").append(object(fields));
    }
    return out.append("]\n").toString();
  }

  /// In this order: `Json` sorts keys as Go does those of maps.
  private static String object(Map<String, @Nullable Object> fields) {
    StringBuilder out = new StringBuilder("{");
    fields.forEach((name, value) ->
        out.append(out.length() > 1 ? "," : "")
            .append('"')
            .append(name)
            .append("\":")
            .append(Json.write(value)));
    return out.append('}').toString();
  }

  /// The list as a table. helmfile 0.171 fills the last columns with spaces, too.
  public String table() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(TITLES);
    sorted().forEach(row -> lines.add(row.cells()));
    return table(lines, !recent);
  }

  /// Lines of cells, padded to columns with a tab between.
  static String table(List<List<String>> lines, boolean fill) {
    int[] widths = new int[TITLES.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> line : lines) {
      int start = out.length();
      for (int i = 0; i < line.size(); i++) {
        String cell = line.get(i);
        out.append(i == 0 ? "" : "\t").append(cell).repeat(" ", widths[i] - width(cell));
      }
      int end = out.length();
      while (!fill && end > start && " \t".indexOf(out.charAt(end - 1)) >= 0) {
        end--;
      }
      out.setLength(end);
      out.append('\n');
    }
    return out.toString();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
