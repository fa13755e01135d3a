package dev.slipway.chart.values;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.HelmVersion;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides which subcharts of a chart are in use (alias, version, tags, condition) and lifts the
/// values that they export into their parent, as Helm's `dependencies.go` does. Confined to one
/// thread.
public final class DependencyProcessing {
  private final HelmVersion version;
  private final Warnings warnings;
  private final Coalescing coalescing;

  /// What each dependency was before it was enabled. In Helm 3 the copies of a chart that is used
  /// twice share their dependencies, and the imports of a dependency are lost once they are done.
  private final IdentityHashMap<ChartDependency, ChartDependency> sources = new IdentityHashMap<>();

  private final Set<ChartDependency> imported = Collections.newSetFromMap(new IdentityHashMap<>());

  public DependencyProcessing(HelmVersion version, Warnings warnings) {
    this.version = version;
    this.warnings = warnings;
    this.coalescing = new Coalescing(version, warnings);
  }

  /// The chart as it is rendered with those values.
  ///
  /// @param values the user's values
  /// @throws ChartException if the values of a subchart are not a map
  public Chart process(Chart chart, Map<String, @Nullable Object> values) {
    return importValues(enable(chart, new Visible(values, Map.of()), ""));
  }

  /// The values that conditions and tags are looked up in.
  ///
  /// @param all those of the chart at the top
  /// @param changed what the defaults of the charts on the way down have changed in them
  private record Visible(Map<String, @Nullable Object> all, Map<String, @Nullable Object> changed) {
    /// Those of the named tables that are there.
    Map<String, @Nullable Object> only(Set<String> names) {
      Map<String, @Nullable Object> found = new LinkedHashMap<>();
      for (String name : names) {
        if (changed.containsKey(name)) {
          found.put(name, changed.get(name));
        } else if (all.containsKey(name)) {
          found.put(name, all.get(name));
        }
      }
      return found;
    }

    Visible with(Map<String, @Nullable Object> more) {
      Map<String, @Nullable Object> both = new LinkedHashMap<>(changed);
      both.putAll(more);
      return new Visible(all, both);
    }
  }

  private Chart enable(Chart chart, Visible values, String path) {
    ChartMetadata metadata = chart.metadata();
    if (metadata.dependencies().isEmpty()) {
      return chart;
    }
    Chart candidate =
        chart.withSubcharts(candidates(chart)).withMetadata(metadata.withDependencies(List.of()));
    Map<String, @Nullable Object> merged = merged(candidate, values, path);
    Visible inner = path.isEmpty() ? new Visible(merged, Map.of()) : values.with(merged);
    List<ChartDependency> kept = new ArrayList<>();
    Set<String> removed = new HashSet<>();
    for (ChartDependency dependency : metadata.dependencies()) {
      ChartDependency named = dependency.withName(dependency.effectiveName()).withEnabled(true);
      boolean enabled = byCondition(named, merged, path, byTags(named, merged));
      if (enabled) {
        sources.put(named, dependency);
        kept.add(named);
      } else {
        removed.add(named.name());
      }
    }
    kept.removeIf(dependency -> removed.contains(dependency.name()));
    List<Chart> subcharts = new ArrayList<>();
    for (Chart subchart : candidate.subcharts()) {
      if (!removed.contains(subchart.name())) {
        subcharts.add(enable(subchart, inner, path + subchart.name() + "."));
      }
    }
    return chart.withSubcharts(subcharts).withMetadata(metadata.withDependencies(kept));
  }

  /// The values with the chart's defaults below them. Helm merges the defaults of a subchart into
  /// the values of the chart at the top; of those only what its conditions and tags can reach is
  /// needed, which keeps the work in proportion to the size of the subchart.
  private Map<String, @Nullable Object> merged(Chart chart, Visible values, String path) {
    if (path.isEmpty()) {
      return coalescing.coalesce(chart, values.all);
    }
    Set<String> names = new LinkedHashSet<>(List.of("global", "tags"));
    names.add(path.substring(0, path.indexOf('.')));
    chart.subcharts().forEach(subchart -> names.add(subchart.name()));
    Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
    if (chart.values() != null) {
      defaults.putAll(new Visible(chart.values(), Map.of()).only(names));
    }
    return coalescing.coalesce(chart.withValues(defaults), values.only(names));
  }

  /// The charts under `charts/` that no dependency names, then one for each dependency that is
  /// there, under its alias.
  private List<Chart> candidates(Chart chart) {
    Map<String, List<ChartDependency>> wanted = new HashMap<>();
    for (ChartDependency dependency : chart.metadata().dependencies()) {
      wanted.computeIfAbsent(dependency.name(), _ -> new ArrayList<>()).add(dependency);
    }
    List<Chart> candidates = new ArrayList<>();
    Map<String, List<Chart>> byName = new HashMap<>();
    for (Chart subchart : chart.subcharts()) {
      byName.computeIfAbsent(subchart.name(), _ -> new ArrayList<>()).add(subchart);
      if (wanted.getOrDefault(subchart.name(), List.of()).stream()
          .noneMatch(dependency -> provides(subchart, dependency))) {
        candidates.add(subchart);
      }
    }
    for (ChartDependency dependency : chart.metadata().dependencies()) {
      for (Chart subchart : byName.getOrDefault(dependency.name(), List.of())) {
        if (provides(subchart, dependency)) {
          candidates.add(
              dependency.alias().isEmpty()
                  ? subchart
                  : subchart.withMetadata(subchart.metadata().withName(dependency.alias())));
          break;
        }
      }
    }
    return candidates;
  }

  private boolean provides(Chart subchart, ChartDependency dependency) {
    return VersionRanges.isCompatible(dependency.version(), subchart.metadata().version(), version);
  }

  private boolean byTags(ChartDependency dependency, Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> tags = ValueTrees.table(values.get("tags"));
    if (tags == null) {
      return true;
    }
    boolean anyTrue = false;
    boolean anyFalse = false;
    for (String tag : dependency.tags()) {
      if (tags.containsKey(tag)) {
        if (tags.get(tag) instanceof Boolean on) {
          anyTrue |= on;
          anyFalse |= !on;
        } else {
          warn("Tag '" + tag + "' for chart " + dependency.name() + " returned non-bool value");
        }
      }
    }
    return anyTrue || !anyFalse;
  }

  private boolean byCondition(
      ChartDependency dependency,
      Map<String, @Nullable Object> values,
      String path,
      boolean byTags) {
    for (String condition : dependency.condition().strip().split(",", -1)) {
      if (condition.isEmpty()) {
        continue;
      }
      String whole = path + condition;
      int dot = whole.lastIndexOf('.');
      Map<String, @Nullable Object> table =
          dot < 0 ? values : ValueTrees.tableAt(values, whole.substring(0, dot));
      String key = whole.substring(dot + 1);
      if (table == null || !table.containsKey(key) || table.get(key) instanceof Map<?, ?>) {
        continue;
      }
      if (table.get(key) instanceof Boolean on) {
        return on;
      }
      warn(
          "Condition path '"
              + condition
              + "' for chart "
              + dependency.name()
              + " returned non-bool value");
    }
    return byTags;
  }

  private Chart importValues(Chart chart) {
    List<Chart> subcharts = new ArrayList<>(chart.subcharts().size());
    for (Chart subchart : chart.subcharts()) {
      subcharts.add(importValues(subchart));
    }
    Chart whole = chart.withSubcharts(subcharts);
    if (chart.metadata().dependencies().isEmpty()) {
      return whole;
    }
    Map<String, @Nullable Object> values = coalescing.merge(whole, Map.of());
    Map<String, @Nullable Object> exports = new LinkedHashMap<>();
    List<ChartDependency> dependencies = new ArrayList<>();
    for (ChartDependency dependency : chart.metadata().dependencies()) {
      dependencies.add(importFrom(dependency, values, exports));
    }
    if (!exports.isEmpty()) {
      // What was imported shares maps with the values: part them before one goes over the other.
      values = coalescing.tables(ValueTrees.copy(values), exports, true);
    }
    return whole.withValues(values).withMetadata(whole.metadata().withDependencies(dependencies));
  }

  private ChartDependency importFrom(
      ChartDependency dependency,
      Map<String, @Nullable Object> values,
      Map<String, @Nullable Object> exports) {
    if (importsAreLost(dependency)) {
      return dependency.withImportValues(List.of());
    }
    List<@Nullable Object> declared = new ArrayList<>();
    for (Object item : dependency.importValues()) {
      Map<String, @Nullable Object> pair = ValueTrees.table(item);
      String child;
      String parent;
      if (pair != null) {
        child = side(pair, "child");
        parent = side(pair, "parent");
      } else if (item instanceof String export) {
        child = "exports." + export;
        parent = ".";
      } else {
        continue;
      }
      declared.add(GoMap.of(GoType.STRING, Map.of("child", child, "parent", parent)));
      Map<String, @Nullable Object> table =
          ValueTrees.tableAt(values, dependency.name() + "." + child);
      if (table == null) {
        warn("ImportValues missing table from chart " + dependency.name() + ": " + child);
      } else {
        coalescing.tables(exports, atPath(parent, table), true);
      }
    }
    return dependency.withImportValues(declared);
  }

  private boolean importsAreLost(ChartDependency dependency) {
    ChartDependency source = sources.getOrDefault(dependency, dependency);
    return !imported.add(source) && !version.atLeast(HelmVersion.V4);
  }

  private String side(Map<String, @Nullable Object> pair, String key) {
    Object value = pair.get(key);
    if (version == HelmVersion.V3_17 && !(value instanceof String)) {
      throw ChartException.of(
          ChartErrorCode.DEPENDENCIES,
          "panic: interface conversion: interface {} is "
              + (value == null ? "nil" : GoFormat.typeName(value))
              + ", not string",
          "Each entry of import-values needs 'child' and 'parent', both strings.");
    }
    return GoFormat.toText(value);
  }

  private static Map<String, @Nullable Object> atPath(
      String path, Map<String, @Nullable Object> table) {
    if (path.equals(".")) {
      return table;
    }
    Map<String, @Nullable Object> current = table;
    for (String key : List.of(path.split("\\.", -1)).reversed()) {
      Map<String, @Nullable Object> outer = new LinkedHashMap<>();
      outer.put(key, current);
      current = outer;
    }
    return current;
  }

  private void warn(String message) {
    warnings.add(ChartErrorCode.DEPENDENCIES, "Warning: " + message);
  }
}
