package dev.slipway.release;

import dev.slipway.chart.Chart;
import dev.slipway.chart.render.RenderedChart;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a release is to be made from. Rendering is asked of it, because what comes of it depends on
/// the cluster: its version and kinds, whether the release is there already, what `lookup` finds.
public interface ReleaseSource {
  /// The chart.
  Chart chart();

  /// The user's values, as they are recorded with the release.
  Map<String, @Nullable Object> values();

  /// The source of an upgrade of the release that is there, where that matters: one that keeps
  /// values takes them from it.
  default ReleaseSource after(DeployedChart deployed) {
    return this;
  }

  /// Renders the chart. Two calls with the same situation give the same text.
  ///
  /// @throws dev.slipway.core.SlipwayException if it cannot be rendered
  RenderedChart render(RenderSituation situation);
}
