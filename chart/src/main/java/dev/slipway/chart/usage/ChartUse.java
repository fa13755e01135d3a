package dev.slipway.chart.usage;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.values.DependencyProcessing;
import dev.slipway.chart.values.ValueFileSource;
import dev.slipway.chart.values.ValueSettings;
import dev.slipway.chart.values.Warnings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A chart with the values that a user gives it.
///
/// @param chart the chart as it was loaded
/// @param settings the user's values
/// @param files reads the files that the settings name; each of them once
/// @param version whose Helm is followed
public record ChartUse(
    Chart chart, ValueSettings settings, ValueFileSource files, HelmVersion version) {
  public ChartUse {
    if (!(files instanceof ReadOnce)) {
      files = new ReadOnce(files, new HashMap<>());
    }
  }

  /// Keeps what it read: the standard input can be read only once.
  private record ReadOnce(ValueFileSource files, Map<String, byte[]> known)
      implements ValueFileSource {
    @Override
    public byte[] read(String name) throws IOException {
      byte[] content = known.get(name);
      if (content == null) {
        content = files.read(name);
        known.put(name, content);
      }
      return content;
    }
  }

  /// The user's values, merged.
  ///
  /// @throws dev.slipway.chart.ChartException if a file or an assignment is malformed, with Helm's
  ///   text
  public Map<String, @Nullable Object> values() {
    return settings.merge(files, version);
  }

  /// Whether the user gives any values.
  public boolean hasValues() {
    return !settings.equals(ValueSettings.NONE);
  }

  /// The chart with those subcharts that these values leave in use.
  Chart used(Map<String, @Nullable Object> values) {
    return new DependencyProcessing(version, new Warnings()).process(chart, values);
  }
}
