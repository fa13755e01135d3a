package dev.slipway.chart.lint;

import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.KubeVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// With what charts are linted.
///
/// @param values the user's values
/// @param namespace what templates see as the release's namespace
/// @param helmVersion the Helm to follow
/// @param kubeVersion the cluster's version, which also decides what is deprecated; null for Helm's
///   own
/// @param skipSchemaValidation whether values.schema.json is left aside
public record LintSettings(
    Map<String, @Nullable Object> values,
    String namespace,
    HelmVersion helmVersion,
    @Nullable KubeVersion kubeVersion,
    boolean skipSchemaValidation) {
  /// The defaults.
  public static LintSettings defaults() {
    return new LintSettings(Map.of(), "default", HelmVersion.DEFAULT, null, false);
  }
}
