package dev.slipway.chart.render;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.engine.ReleaseOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What to render. Made with [#of] and the withers.
///
/// @param chart the chart
/// @param values the user's values: those of files and of `--set`, merged
/// @param release what stands under `.Release`
/// @param helmVersion whose behaviour to follow
/// @param kubeVersion the cluster's version; null for the one built into that Helm
/// @param apiVersions API versions in addition to those built into that Helm
/// @param skipSchemaValidation whether values.schema.json is left aside
/// @param subchartNotes whether NOTES.txt of subcharts are rendered too
/// @param enableDns whether `getHostByName` asks the network
public record RenderRequest(
    Chart chart,
    Map<String, @Nullable Object> values,
    ReleaseOptions release,
    HelmVersion helmVersion,
    @Nullable KubeVersion kubeVersion,
    List<String> apiVersions,
    boolean skipSchemaValidation,
    boolean subchartNotes,
    boolean enableDns) {
  public RenderRequest {
    apiVersions = List.copyOf(apiVersions);
  }

  /// A request with Helm's defaults.
  public static RenderRequest of(
      Chart chart, Map<String, @Nullable Object> values, ReleaseOptions release) {
    return new RenderRequest(
        chart, values, release, HelmVersion.DEFAULT, null, List.of(), false, false, false);
  }

  /// A copy that follows another Helm.
  public RenderRequest withHelmVersion(HelmVersion version) {
    return new RenderRequest(
        chart,
        values,
        release,
        version,
        kubeVersion,
        apiVersions,
        skipSchemaValidation,
        subchartNotes,
        enableDns);
  }

  /// A copy for a cluster of that version that also serves `moreApiVersions`.
  public RenderRequest withCluster(@Nullable KubeVersion version, List<String> moreApiVersions) {
    return new RenderRequest(
        chart,
        values,
        release,
        helmVersion,
        version,
        moreApiVersions,
        skipSchemaValidation,
        subchartNotes,
        enableDns);
  }

  /// A copy with other switches.
  public RenderRequest withSwitches(boolean skipSchema, boolean notesOfSubcharts, boolean dns) {
    return new RenderRequest(
        chart,
        values,
        release,
        helmVersion,
        kubeVersion,
        apiVersions,
        skipSchema,
        notesOfSubcharts,
        dns);
  }
}
