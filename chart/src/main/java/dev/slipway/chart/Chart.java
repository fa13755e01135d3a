package dev.slipway.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A loaded chart with its subcharts. Immutable and safe to share between threads: whoever needs to
/// change `values` copies first.
///
/// A chart does not know its parent; [#crds] and the renderer hand the path down.
///
/// @param raw all files as they were read, in the order of reading
/// @param sourceName the name in the chart's own Chart.yaml, which an alias does not change
/// @param metadata Chart.yaml, together with requirements.yaml
/// @param lock Chart.lock or requirements.lock, or null
/// @param templates the files under `templates/`
/// @param values values.yaml as a tree of plain values; null when there is no such file
/// @param schema the bytes of values.schema.json, or null
/// @param files all other files, such as README.md and those under `crds/`
/// @param subcharts the charts under `charts/`, ordered by their folder's or archive's name
public record Chart(
    List<ChartFile> raw,
    String sourceName,
    ChartMetadata metadata,
    @Nullable ChartLock lock,
    List<ChartFile> templates,
    @Nullable Map<String, @Nullable Object> values,
    @Nullable ChartFile schema,
    List<ChartFile> files,
    List<Chart> subcharts) {
  public Chart {
    raw = List.copyOf(raw);
    templates = List.copyOf(templates);
    files = List.copyOf(files);
    subcharts = List.copyOf(subcharts);
  }

  /// The chart's name.
  public String name() {
    return metadata.name();
  }

  /// A copy with other metadata.
  public Chart withMetadata(ChartMetadata newMetadata) {
    return new Chart(
        raw, sourceName, newMetadata, lock, templates, values, schema, files, subcharts);
  }

  /// A copy with other default values.
  public Chart withValues(@Nullable Map<String, @Nullable Object> newValues) {
    return new Chart(
        raw, sourceName, metadata, lock, templates, newValues, schema, files, subcharts);
  }

  /// A copy with other subcharts.
  public Chart withSubcharts(List<Chart> newSubcharts) {
    return new Chart(
        raw, sourceName, metadata, lock, templates, values, schema, files, newSubcharts);
  }

  /// A copy with other templates and other files beside them; nothing is left of how it was read.
  public Chart withContent(List<ChartFile> newTemplates, List<ChartFile> newFiles) {
    return new Chart(
        List.of(), sourceName, metadata, null, newTemplates, values, schema, newFiles, subcharts);
  }

  /// The subchart of that name, or null.
  public @Nullable Chart subchart(String wanted) {
    for (Chart chart : subcharts) {
      if (chart.name().equals(wanted)) {
        return chart;
      }
    }
    return null;
  }

  /// The manifests under `crds/` of this chart and its subcharts, named with the chart's full path
  /// (`parent/charts/child/crds/x.yaml`), in Helm's order.
  public List<ChartFile> crds() {
    List<ChartFile> found = new ArrayList<>();
    addCrds(name(), found);
    return found;
  }

  private void addCrds(String path, List<ChartFile> found) {
    for (ChartFile file : files) {
      if (file.name().startsWith("crds/") && hasManifestExtension(file.name())) {
        found.add(file.named(path + "/" + file.name()));
      }
    }
    for (Chart subchart : subcharts) {
      subchart.addCrds(path + "/charts/" + subchart.name(), found);
    }
  }

  private static boolean hasManifestExtension(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
  }
}
