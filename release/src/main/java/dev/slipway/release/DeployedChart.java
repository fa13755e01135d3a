package dev.slipway.release;

import dev.slipway.chart.Chart;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a release was made from last: as its record tells it.
public interface DeployedChart {
  /// The chart, with its default values.
  Chart chart();

  /// The user's values.
  Map<String, @Nullable Object> values();
}
