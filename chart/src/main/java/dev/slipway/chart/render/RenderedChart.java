package dev.slipway.chart.render;

import dev.slipway.chart.ChartFile;
import dev.slipway.chart.manifest.Hook;
import dev.slipway.chart.manifest.Manifest;
import dev.slipway.core.Diagnostic;
import java.util.List;

/// A rendered chart.
///
/// @param manifests the objects to install, in Helm's order of installation
/// @param hooks the hooks, in Helm's order
/// @param notes the rendered NOTES.txt; empty without one
/// @param crds the files under `crds/`, named with the chart's full path
/// @param warnings what Helm writes to its log, such as conflicts between values
public record RenderedChart(
    List<Manifest> manifests,
    List<Hook> hooks,
    String notes,
    List<ChartFile> crds,
    List<Diagnostic> warnings) {
  public RenderedChart {
    manifests = List.copyOf(manifests);
    hooks = List.copyOf(hooks);
    crds = List.copyOf(crds);
    warnings = List.copyOf(warnings);
  }
}
