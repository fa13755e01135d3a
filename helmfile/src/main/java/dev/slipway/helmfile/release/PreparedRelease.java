package dev.slipway.helmfile.release;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.render.InstallRendering;
import dev.slipway.chart.render.RenderRequest;
import dev.slipway.chart.render.RenderedChart;
import dev.slipway.chart.render.TemplateSettings;
import dev.slipway.chart.usage.ChartUse;
import dev.slipway.chart.values.ValueFileSource;
import dev.slipway.chart.values.ValueSettings;
import dev.slipway.core.GoStrings;
import dev.slipway.helmfile.state.Release;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A release with all that `helm template` would be told about it.
///
/// @param release the release
/// @param place the chart's folder or archive on this machine
/// @param layers the values files, later ones win
/// @param assignments `--set` and the like, on top of the layers
/// @param request chart, merged values and the rest of what is rendered
/// @param settings what is printed of it
/// @param chartification what the release's patches and the like make of the chart
public record PreparedRelease(
    Release release,
    java.nio.file.Path place,
    List<ValuesLayer> layers,
    ValueSettings assignments,
    RenderRequest request,
    TemplateSettings settings,
    Chartification chartification) {
  public PreparedRelease {
    layers = List.copyOf(layers);
  }

  /// The chart.
  public Chart chart() {
    return request.chart();
  }

  /// The Helm that is followed.
  public HelmVersion version() {
    return request.mode().version();
  }

  /// The release rendered for a cluster, as `helm upgrade --install` would bring it there: after
  /// its patches and its post-renderer. What depends on the cluster and the moment is said with the
  /// withers of [#request()]; what the helmfile says about a cluster to render for (`kubeVersion`,
  /// `apiVersions`, `--is-upgrade`) is in there at first, and counts only without one.
  ///
  /// ```java
  /// RenderedChart next =
  ///     prepared.render(
  ///         prepared
  ///             .request()
  ///             .withRelease(new ReleaseOptions(name, namespace, revision, upgrade))
  ///             .withCluster(version, apiVersions)
  ///             .withLookup(lookup)
  ///             .withOptions(options));
  /// ```
  ///
  /// @param wanted what to render: [#request()], changed
  /// @throws dev.slipway.core.SlipwayException if it cannot be rendered
  public RenderedChart render(RenderRequest wanted) {
    return InstallRendering.render(
        chartification.apply(wanted), settings.postRenderer(), files -> files);
  }

  /// The chart with its values, for reports on them: which no template reads, where one comes from.
  public ChartUse use() {
    Map<String, ValuesLayer> byName = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (ValuesLayer layer : layers) {
      String name = layer.name();
      while (byName.containsKey(name)) {
        name = "./" + name;
      }
      byName.put(name, layer);
      names.add(name);
    }
    ValueFileSource files =
        name -> {
          ValuesLayer layer = byName.get(name);
          if (layer == null) {
            throw new NoSuchFileException(name);
          }
          return GoStrings.toBytes(layer.text());
        };
    return new ChartUse(
        chart(),
        new ValueSettings(
            names,
            assignments.json(),
            assignments.set(),
            assignments.strings(),
            List.of(),
            assignments.literals()),
        files,
        version());
  }
}
