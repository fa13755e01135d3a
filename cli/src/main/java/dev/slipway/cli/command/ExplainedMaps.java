package dev.slipway.cli.command;

import dev.slipway.chart.usage.ExplainedValue;
import dev.slipway.chart.usage.Origin;
import dev.slipway.core.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Explained values for `--output json` and `yaml`.
final class ExplainedMaps {
  private ExplainedMaps() {}

  static List<Map<String, @Nullable Object>> of(List<ExplainedValue> values) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (ExplainedValue value : values) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("path", value.path().toString());
      map.put("value", value.value());
      map.put("use", value.use().name().toLowerCase(Locale.ROOT));
      Origin setBy = value.setBy();
      if (setBy != null) {
        map.put("setBy", place(setBy.location()));
      }
      List<Object> overrides = new ArrayList<>();
      for (Origin origin : value.overrides()) {
        Map<String, @Nullable Object> overridden = place(origin.location());
        overridden.put("value", origin.value());
        overrides.add(overridden);
      }
      map.put("overrides", overrides);
      List<Object> readBy = new ArrayList<>();
      value.readBy().forEach(location -> readBy.add(place(location)));
      map.put("readBy", readBy);
      all.add(map);
    }
    return all;
  }

  private static Map<String, @Nullable Object> place(SourceLocation location) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(location.name().startsWith("--") ? "flag" : "file", location.name());
    if (location.line() > 0) {
      map.put("line", (long) location.line());
      map.put("column", (long) location.column());
    }
    return map;
  }
}
