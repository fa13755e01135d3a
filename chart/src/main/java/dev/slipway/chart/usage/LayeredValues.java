package dev.slipway.chart.usage;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The layers of a chart's values: the user's, the chart's own defaults, and those of its
/// subcharts. Confined to one thread.
final class LayeredValues {
  private static final String GLOBAL = "global";

  private final Chart chart;
  private final List<ValueLayer> user;
  private final Map<String, ValueLayer> defaults = new HashMap<>();

  /// A layer and the path under which it has a value.
  record Candidate(ValueLayer layer, ValuePath path) {}

  /// @param declared the chart as it was loaded: its values are those of the files
  /// @param used the same chart with only those subcharts that are in use
  LayeredValues(Chart declared, Chart used, List<ValueLayer> user) {
    this.chart = used;
    this.user = user;
    addDefaults(declared, used, used.name());
  }

  private void addDefaults(Chart declared, Chart used, String path) {
    Map<String, @Nullable Object> values = declared.values();
    if (values != null) {
      defaults.put(path, new ValueLayer(path + "/values.yaml", values, valuesText(declared)));
    }
    for (Chart subchart : used.subcharts()) {
      Chart source = source(declared, subchart.name());
      addDefaults(source == null ? subchart : source, subchart, inner(path, subchart));
    }
  }

  private static String inner(String path, Chart subchart) {
    return path + "/charts/" + subchart.name();
  }

  /// The chart as it was loaded that is known by that name or alias.
  private static @Nullable Chart source(Chart declared, String name) {
    ChartDependency dependency = declared.metadata().dependency(name);
    return declared.subchart(dependency == null ? name : dependency.name());
  }

  private static String valuesText(Chart declared) {
    for (ChartFile file : declared.raw()) {
      if (file.name().equals("values.yaml")) {
        return file.text();
      }
    }
    return "";
  }

  /// Who may give the value at a path, strongest first.
  List<Candidate> candidates(ValuePath path) {
    List<Candidate> all = new ArrayList<>();
    addGlobals(path, all);
    addOwn(path, all);
    return all;
  }

  private void addOwn(ValuePath path, List<Candidate> all) {
    user.reversed().forEach(layer -> all.add(new Candidate(layer, path)));
    addDefaults(chart, chart.name(), path, all);
  }

  /// The globals of a subchart come from its parents first.
  private void addGlobals(ValuePath path, List<Candidate> all) {
    Chart at = chart;
    for (int depth = 0; depth < path.steps().size() - 1; depth++) {
      Chart subchart = at.subchart(path.steps().get(depth));
      if (subchart == null) {
        return;
      }
      at = subchart;
      if (path.steps().get(depth + 1).equals(GLOBAL)) {
        for (int outer = 0; outer <= depth; outer++) {
          List<String> steps = new ArrayList<>(path.steps().subList(0, outer));
          steps.addAll(path.steps().subList(depth + 1, path.steps().size()));
          addOwn(new ValuePath(steps), all);
        }
      }
    }
  }

  private void addDefaults(Chart at, String chartPath, ValuePath path, List<Candidate> all) {
    ValueLayer own = defaults.get(chartPath);
    if (own != null) {
      all.add(new Candidate(own, path));
    }
    for (ChartDependency dependency : at.metadata().dependencies()) {
      addImports(at, dependency, chartPath, path, all);
    }
    Chart subchart = path.steps().isEmpty() ? null : at.subchart(path.steps().getFirst());
    if (subchart != null) {
      addDefaults(subchart, inner(chartPath, subchart), path.from(1), all);
    }
  }

  private void addImports(
      Chart at, ChartDependency dependency, String chartPath, ValuePath path, List<Candidate> all) {
    Chart subchart = at.subchart(dependency.effectiveName());
    if (subchart == null) {
      return;
    }
    for (Object item : dependency.importValues()) {
      if (item instanceof Map<?, ?> pair) {
        ValuePath to = ValuePath.parse("" + pair.get("parent"));
        if (path.startsWith(to)) {
          ValuePath from = ValuePath.parse("" + pair.get("child"));
          for (String step : path.from(to.steps().size()).steps()) {
            from = from.child(step);
          }
          addDefaults(subchart, inner(chartPath, subchart), from, all);
        }
      }
    }
  }
}
