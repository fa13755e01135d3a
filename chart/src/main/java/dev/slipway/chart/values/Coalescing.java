package dev.slipway.chart.values;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lays a user's values over the defaults of a chart and its subcharts, by Helm's rules: what
/// stands higher wins, maps are merged, lists and scalars replaced, null removes a default,
/// `global` trickles down. Confined to one thread.
///
/// Follows Helm's `coalesce.go`, including which maps a chart and its subcharts share afterwards:
/// templates that change `.Values.global` see each other's changes.
public final class Coalescing {
  private static final String GLOBAL = "global";

  private final HelmVersion version;
  private final Warnings warnings;

  public Coalescing(HelmVersion version, Warnings warnings) {
    this.version = version;
    this.warnings = warnings;
  }

  /// The values that the chart's templates see. Neither chart nor values are changed.
  ///
  /// @throws ChartException if the values of a subchart are not a map
  public Map<String, @Nullable Object> coalesce(Chart chart, Map<String, @Nullable Object> values) {
    return coalesce(chart, ValueTrees.copy(values), "", false);
  }

  /// As [#coalesce], but nulls are kept for a later pass.
  ///
  /// @throws ChartException if the values of a subchart are not a map
  public Map<String, @Nullable Object> merge(Chart chart, Map<String, @Nullable Object> values) {
    return coalesce(chart, ValueTrees.copy(values), "", true);
  }

  /// Lays `over` over `base`; both are changed, the result is `over`.
  ///
  /// @param keepNulls whether a null stays instead of removing what it hides
  public Map<String, @Nullable Object> tables(
      Map<String, @Nullable Object> over, Map<String, @Nullable Object> base, boolean keepNulls) {
    return tables(over, base, "", keepNulls);
  }

  private Map<String, @Nullable Object> coalesce(
      Chart chart, Map<String, @Nullable Object> values, String prefix, boolean keepNulls) {
    String path = join(prefix, chart.name());
    defaults(chart, values, path, keepNulls);
    for (Chart subchart : chart.subcharts()) {
      Map<String, @Nullable Object> inner = subchartValues(subchart, values);
      globals(inner, values, path);
      values.put(subchart.name(), coalesce(subchart, inner, path, keepNulls));
    }
    return values;
  }

  private static Map<String, @Nullable Object> subchartValues(
      Chart subchart, Map<String, @Nullable Object> values) {
    String name = subchart.name();
    if (!values.containsKey(name)) {
      return new LinkedHashMap<>();
    }
    Object value = values.get(name);
    Map<String, @Nullable Object> table = ValueTrees.table(value);
    if (table == null) {
      throw ChartException.of(
          ChartErrorCode.INVALID_VALUES,
          "type mismatch on " + name + ": " + GoFormat.sprintf("%t", value),
          "'" + name + "' is a subchart: its values must be a map.");
    }
    return table;
  }

  private void globals(
      Map<String, @Nullable Object> inner, Map<String, @Nullable Object> outer, String prefix) {
    Map<String, @Nullable Object> target = globalTable(inner, "destination");
    Map<String, @Nullable Object> source = target == null ? null : globalTable(outer, "source");
    if (target == null || source == null) {
      return;
    }
    source.forEach((key, value) -> addGlobal(target, key, value, prefix));
    inner.put(GLOBAL, target);
  }

  private @Nullable Map<String, @Nullable Object> globalTable(
      Map<String, @Nullable Object> values, String role) {
    if (!values.containsKey(GLOBAL)) {
      return new LinkedHashMap<>();
    }
    Map<String, @Nullable Object> table = ValueTrees.table(values.get(GLOBAL));
    if (table == null) {
      warnings.conflict(
          "warning: skipping globals because " + role + " " + GLOBAL + " is not a table.");
    }
    return table;
  }

  private void addGlobal(
      Map<String, @Nullable Object> target, String key, @Nullable Object value, String prefix) {
    Map<String, @Nullable Object> table = ValueTrees.table(value);
    Object existing = target.get(key);
    if (table == null) {
      if (existing instanceof Map<?, ?>) {
        warnings.conflict("key " + key + " is table. Skipping");
      } else {
        target.put(key, value);
      }
      return;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(table);
    if (!target.containsKey(key)) {
      target.put(key, copy);
      return;
    }
    Map<String, @Nullable Object> lower = ValueTrees.table(existing);
    if (lower == null) {
      warnings.conflict(
          "Conflict: cannot merge map onto non-map for " + GoFormat.quote(key) + ". Skipping.");
      return;
    }
    tables(copy, lower, join(prefix, key), true);
    target.put(key, copy);
  }

  private void defaults(
      Chart chart, Map<String, @Nullable Object> values, String path, boolean keepNulls) {
    Map<String, @Nullable Object> chartValues = chart.values();
    if (chartValues == null) {
      return;
    }
    Set<String> subcharts = new HashSet<>();
    chart.subcharts().forEach(subchart -> subcharts.add(subchart.name()));
    ValueTrees.copy(chartValues)
        .forEach((key, value) -> {
          if (values.containsKey(key)) {
            overDefault(values, key, value, path, keepNulls, keepNulls || subcharts.contains(key));
          } else {
            addDefault(values, key, value, keepNulls);
          }
        });
  }

  private void addDefault(
      Map<String, @Nullable Object> values, String key, @Nullable Object value, boolean keepNulls) {
    if (!keepNulls && version.atLeast(HelmVersion.V4)) {
      if (value == null) {
        return;
      }
      Map<String, @Nullable Object> table = ValueTrees.table(value);
      if (table != null) {
        removeNulls(table);
      }
    }
    values.put(key, value);
  }

  private void overDefault(
      Map<String, @Nullable Object> values,
      String key,
      @Nullable Object chartValue,
      String path,
      boolean keepNulls,
      boolean keepInside) {
    Object value = values.get(key);
    if (value == null && !keepNulls) {
      values.remove(key);
      return;
    }
    Map<String, @Nullable Object> over = ValueTrees.table(value);
    if (over == null) {
      return;
    }
    Map<String, @Nullable Object> base = ValueTrees.table(chartValue);
    if (base == null) {
      if (chartValue != null) {
        warnings.conflict("warning: skipped value for " + join(path, key) + ": Not a table.");
      }
      return;
    }
    if (!keepInside && version.atLeast(HelmVersion.V4)) {
      removeNulls(base);
    }
    tables(over, base, join(path, key), keepInside);
  }

  private static void removeNulls(Map<String, @Nullable Object> map) {
    map.values().removeIf(value -> value == null);
    for (Object value : map.values()) {
      Map<String, @Nullable Object> table = ValueTrees.table(value);
      if (table != null) {
        removeNulls(table);
      }
    }
  }

  private Map<String, @Nullable Object> tables(
      Map<String, @Nullable Object> over,
      Map<String, @Nullable Object> base,
      String prefix,
      boolean keepNulls) {
    Set<String> hidden = new HashSet<>();
    if (version.atLeast(HelmVersion.V3_19)) {
      over.forEach((key, value) -> {
        if (value == null) {
          boolean hides = version == HelmVersion.V3_19 || base.get(key) != null;
          if (hides) {
            hidden.add(key);
          }
          base.put(key, null);
        }
      });
    }
    base.forEach((key, value) -> {
      if (!over.containsKey(key)) {
        over.put(key, value);
        return;
      }
      Object upper = over.get(key);
      boolean hides = version == HelmVersion.V3_17 || hidden.contains(key);
      if (upper == null && !keepNulls && hides) {
        over.remove(key);
      } else {
        both(upper, value, join(prefix, key), keepNulls);
      }
    });
    return over;
  }

  private void both(
      @Nullable Object upper, @Nullable Object lower, String path, boolean keepNulls) {
    Map<String, @Nullable Object> upperTable = ValueTrees.table(upper);
    Map<String, @Nullable Object> lowerTable = ValueTrees.table(lower);
    if (lowerTable != null && upperTable != null) {
      tables(upperTable, lowerTable, path, keepNulls);
    } else if (lowerTable != null) {
      warnings.conflict(
          "warning: cannot overwrite table with non table for "
              + path
              + " ("
              + GoFormat.toText(lower)
              + ")");
    } else if (upperTable != null && lower != null) {
      warnings.conflict(
          "warning: destination for "
              + path
              + " is a table. Ignoring non-table value ("
              + GoFormat.toText(lower)
              + ")");
    }
  }

  private static String join(String prefix, String key) {
    return prefix.isEmpty() ? key : prefix + "." + key;
  }
}
