package dev.slipway.chart.usage;

import dev.slipway.chart.Chart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chart in its place among its parents.
///
/// @param path where its templates are: `parent/charts/child`
/// @param chart the chart
/// @param values its values within those of the outermost chart
/// @param subcharts the scopes of its subcharts
record Scope(String path, Chart chart, ValueNode values, List<Scope> subcharts) {
  Scope {
    subcharts = List.copyOf(subcharts);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object == this;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
