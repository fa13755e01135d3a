package dev.slipway.chart.render;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.ClusterLookup;
import dev.slipway.chart.engine.EngineMode;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.gotemplate.RenderOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What to render. Made with [#of] and the withers.
///
/// @param chart the chart
/// @param values the user's values: those of files and of `--set`, merged; they are not changed
/// @param release what stands under `.Release`
/// @param mode whose Helm to follow, and how
/// @param kubeVersion the cluster's version; null for the one built into that Helm
/// @param apiVersions API versions in addition to those built into that Helm
/// @param skipSchemaValidation whether values.schema.json is left aside
/// @param subchartNotes whether NOTES.txt of subcharts are rendered too
/// @param lookup finds objects of the cluster for templates that ask; finds none by itself
/// @param options clock, randomness, limits and observer
public record RenderRequest(
    Chart chart,
    Map<String, @Nullable Object> values,
    ReleaseOptions release,
    EngineMode mode,
    @Nullable KubeVersion kubeVersion,
    List<String> apiVersions,
    boolean skipSchemaValidation,
    boolean subchartNotes,
    ClusterLookup lookup,
    RenderOptions options) {
  public RenderRequest {
    apiVersions = List.copyOf(apiVersions);
  }

  /// A request with Helm's defaults.
  public static RenderRequest of(
      Chart chart, Map<String, @Nullable Object> values, ReleaseOptions release) {
    return new RenderRequest(
        chart,
        values,
        release,
        EngineMode.of(HelmVersion.DEFAULT),
        null,
        List.of(),
        false,
        false,
        ClusterLookup.NONE,
        RenderOptions.defaults());
  }

  /// A copy that follows another Helm.
  public RenderRequest withHelmVersion(HelmVersion version) {
    return withMode(new EngineMode(version, mode.lint(), mode.strict(), mode.enableDns()));
  }

  /// A copy that renders another chart.
  public RenderRequest withChart(Chart newChart) {
    return new RenderRequest(
        newChart,
        values,
        release,
        mode,
        kubeVersion,
        apiVersions,
        skipSchemaValidation,
        subchartNotes,
        lookup,
        options);
  }

  /// A copy with other values of the user.
  public RenderRequest withValues(Map<String, @Nullable Object> newValues) {
    return new RenderRequest(
        chart,
        newValues,
        release,
        mode,
        kubeVersion,
        apiVersions,
        skipSchemaValidation,
        subchartNotes,
        lookup,
        options);
  }

  /// A copy for another moment of the release: its revision, whether it is an upgrade.
  public RenderRequest withRelease(ReleaseOptions newRelease) {
    return new RenderRequest(
        chart,
        values,
        newRelease,
        mode,
        kubeVersion,
        apiVersions,
        skipSchemaValidation,
        subchartNotes,
        lookup,
        options);
  }

  /// A copy whose templates find objects of a cluster.
  public RenderRequest withLookup(ClusterLookup newLookup) {
    return new RenderRequest(
        chart,
        values,
        release,
        mode,
        kubeVersion,
        apiVersions,
        skipSchemaValidation,
        subchartNotes,
        newLookup,
        options);
  }

  /// A copy in another mode.
  public RenderRequest withMode(EngineMode newMode) {
    return new RenderRequest(
        chart,
        values,
        release,
        newMode,
        kubeVersion,
        apiVersions,
        skipSchemaValidation,
        subchartNotes,
        lookup,
        options);
  }

  /// A copy for a cluster of that version that also serves `moreApiVersions`.
  public RenderRequest withCluster(@Nullable KubeVersion version, List<String> moreApiVersions) {
    return new RenderRequest(
        chart,
        values,
        release,
        mode,
        version,
        moreApiVersions,
        skipSchemaValidation,
        subchartNotes,
        lookup,
        options);
  }

  /// A copy that leaves values.schema.json aside, or not.
  public RenderRequest withSkipSchemaValidation(boolean skip) {
    return new RenderRequest(
        chart,
        values,
        release,
        mode,
        kubeVersion,
        apiVersions,
        skip,
        subchartNotes,
        lookup,
        options);
  }

  /// A copy that renders NOTES.txt of subcharts too, or not.
  public RenderRequest withSubchartNotes(boolean notes) {
    return new RenderRequest(
        chart,
        values,
        release,
        mode,
        kubeVersion,
        apiVersions,
        skipSchemaValidation,
        notes,
        lookup,
        options);
  }

  /// A copy with another clock, randomness, limits or observer.
  public RenderRequest withOptions(RenderOptions newOptions) {
    return new RenderRequest(
        chart,
        values,
        release,
        mode,
        kubeVersion,
        apiVersions,
        skipSchemaValidation,
        subchartNotes,
        lookup,
        newOptions);
  }
}
