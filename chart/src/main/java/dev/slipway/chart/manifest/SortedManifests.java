package dev.slipway.chart.manifest;

import java.util.List;

/// Rendered files, sorted apart.
///
/// @param manifests what is installed, in Helm's order
/// @param hooks the hooks, in Helm's order
public record SortedManifests(List<Manifest> manifests, List<Hook> hooks) {
  public SortedManifests {
    manifests = List.copyOf(manifests);
    hooks = List.copyOf(hooks);
  }
}
