package dev.slipway.chart.usage;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The scopes of a chart and its subcharts, with what their templates get as `.`.
final class ChartScopes {
  private final List<Scope> all = new ArrayList<>();
  private final Map<Scope, ContextAtom> contexts = new HashMap<>();

  /// @param chart the chart with only those subcharts that are in use, under their aliases
  /// @param values the node of the chart's values
  ChartScopes(Chart chart, ValueNode values) {
    scope(chart, chart.name(), values, List.of());
  }

  private Scope scope(Chart chart, String path, ValueNode values, List<ValueNode> parents) {
    values.shareGlobals(parents);
    List<ValueNode> lineage = new ArrayList<>(parents);
    lineage.add(values);
    List<Scope> inner = new ArrayList<>();
    for (Chart subchart : chart.subcharts()) {
      String name = subchart.name();
      inner.add(scope(subchart, path + "/charts/" + name, values.child(name), lineage));
    }
    Scope scope = new Scope(path, chart, values, inner);
    importValues(scope);
    contexts.put(scope, new ContextAtom(scope, objects(scope)));
    all.add(scope);
    return scope;
  }

  /// What a subchart exports is read where its parent's values are read.
  private static void importValues(Scope scope) {
    for (ChartDependency dependency : scope.chart().metadata().dependencies()) {
      ValueNode child = scope.values().child(dependency.effectiveName());
      for (Object item : dependency.importValues()) {
        String from = item instanceof Map<?, ?> pair ? "" + pair.get("child") : "exports." + item;
        String to = item instanceof Map<?, ?> pair ? "" + pair.get("parent") : ".";
        at(scope.values(), to).addBases(AbstractValue.of(at(child, from)));
      }
    }
  }

  /// The node at a dotted path, `.` for none.
  static ValueNode at(ValueNode from, String path) {
    ValueNode node = from;
    for (String key : path.split("\\.", -1)) {
      if (!key.isEmpty()) {
        node = node.child(key);
      }
    }
    return node;
  }

  private Map<String, AbstractValue> objects(Scope scope) {
    Map<String, AbstractValue> objects = new LinkedHashMap<>();
    objects.put("Values", AbstractValue.of(scope.values()));
    objects.put(
        "Chart",
        object(
            Map.of(
                "Name", scope.chart().name(),
                "Version", scope.chart().metadata().version(),
                "AppVersion", scope.chart().metadata().appVersion())));
    objects.put("Template", object(Map.of("BasePath", scope.path() + "/templates")));
    objects.put("Release", object(Map.of()));
    objects.put("Capabilities", object(Map.of()));
    objects.put("Files", AbstractValue.of(new FilesAtom(scope)));
    ContainerAtom subcharts = new ContainerAtom();
    for (Scope inner : scope.subcharts()) {
      subcharts.put(inner.chart().name(), AbstractValue.of(context(inner)));
    }
    objects.put("Subcharts", AbstractValue.of(subcharts));
    return objects;
  }

  private static AbstractValue object(Map<String, String> known) {
    ContainerAtom object = new ContainerAtom();
    known.forEach((key, value) -> object.put(key, AbstractValue.text(value)));
    object.putRest(AbstractValue.SCALAR);
    return AbstractValue.of(object);
  }

  private ContextAtom context(Scope scope) {
    ContextAtom context = contexts.get(scope);
    if (context == null) {
      throw new IllegalStateException("no context for " + scope.path());
    }
    return context;
  }

  /// All scopes, subcharts before their parents.
  List<Scope> all() {
    return all;
  }

  /// The files that are rendered, each with what it gets as `.`.
  Map<String, AbstractValue> entries() {
    Map<String, AbstractValue> entries = new LinkedHashMap<>();
    for (Scope scope : all) {
      if (scope.chart().metadata().isLibrary()) {
        continue;
      }
      AbstractValue context = AbstractValue.of(context(scope));
      for (ChartFile file : scope.chart().templates()) {
        String base = file.name().substring(file.name().lastIndexOf('/') + 1);
        if (!base.startsWith("_")) {
          entries.put(scope.path() + "/" + file.name(), context);
        }
      }
    }
    return entries;
  }
}
