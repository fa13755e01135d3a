package dev.slipway.release.plan;

import dev.slipway.chart.ChartFile;
import dev.slipway.chart.manifest.Hook;
import java.util.List;

/// What a revision consists of, as it is recorded.
///
/// @param manifest all objects but the hooks, as Helm writes them: each after `---` and `# Source:`
/// @param hooks the hooks, in Helm's order
/// @param notes the rendered NOTES.txt; empty without one
/// @param crds the chart's files under `crds/`; they are not part of the record
public record RenderedRelease(
    String manifest, List<Hook> hooks, String notes, List<ChartFile> crds) {
  public RenderedRelease {
    hooks = List.copyOf(hooks);
    crds = List.copyOf(crds);
  }
}
