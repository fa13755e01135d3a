package dev.slipway.chart.usage;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.ChartEngine;
import dev.slipway.chart.engine.EngineMode;
import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which templates of a chart and its subcharts read which values, whatever the values are: what no
/// template can read is not in here. Confined to one thread.
public final class ValueReads {
  private final ValueNode root;
  private final TemplateIndex templates;
  private final Set<ValueNode> inactive = new HashSet<>();
  private boolean complete = true;

  private ValueReads(ValueNode root, TemplateIndex templates) {
    this.root = root;
    this.templates = templates;
  }

  /// Analyses a chart.
  ///
  /// @param declared the chart as it was loaded
  /// @param used the same chart with only those subcharts that are in use
  /// @param version whose Helm is followed
  /// @param values the user's values: `tpl` may evaluate what is in them
  /// @param withPlaces whether to remember where each value is read
  /// @throws dev.slipway.chart.ChartException if a template does not parse
  public static ValueReads of(
      Chart declared,
      Chart used,
      HelmVersion version,
      Map<String, @Nullable Object> values,
      boolean withPlaces) {
    ValueNode root = ValueNode.root();
    ChartScopes scopes = new ChartScopes(used, root);
    TemplateIndex templates =
        new TemplateIndex(ChartEngine.templates(used, EngineMode.of(version)));
    ValueReads reads = new ValueReads(root, templates);
    reads.addDependencies(declared, used, declared.name(), root, withPlaces);
    List<Map<String, @Nullable Object>> texts = new ArrayList<>(ValueTexts.defaults(scopes.all()));
    texts.add(values);
    Analysis analysis =
        new Analysis(templates, new ValueTexts(scopes.all(), texts), new Navigation(withPlaces));
    try {
      analysis.run(scopes.entries());
    } catch (Analysis.TooLarge _) {
      reads.complete = false;
    }
    return reads;
  }

  /// Conditions and tags of dependencies read values too.
  private void addDependencies(
      Chart declared, @Nullable Chart used, String path, ValueNode values, boolean withPlaces) {
    for (ChartDependency dependency : declared.metadata().dependencies()) {
      for (String condition : dependency.condition().strip().split(",", -1)) {
        if (!condition.isEmpty()) {
          chartReads(declared, path, ChartScopes.at(values, condition), condition, withPlaces);
        }
      }
      for (String tag : dependency.tags()) {
        chartReads(declared, path, root.child("tags").child(tag), tag, withPlaces);
      }
      ValueNode inner = values.child(dependency.effectiveName());
      inner.child("enabled");
      Chart usedSubchart = used == null ? null : used.subchart(dependency.effectiveName());
      if (usedSubchart == null) {
        inactive.add(inner);
      }
      Chart subchart = declared.subchart(dependency.name());
      if (subchart != null) {
        String innerPath = path + "/charts/" + dependency.effectiveName();
        addDependencies(subchart, usedSubchart, innerPath, inner, withPlaces);
      }
    }
  }

  private void chartReads(
      Chart chart, String path, ValueNode node, String text, boolean withPlaces) {
    if (!withPlaces) {
      return;
    }
    for (ChartFile file : chart.raw()) {
      boolean declares =
          file.name().equals("Chart.yaml") || file.name().equals("requirements.yaml");
      int offset = declares ? file.text().indexOf(text) : -1;
      if (offset >= 0) {
        node.addPlace(templates.addPlain(path + "/" + file.name(), file.text()).place(offset));
      }
    }
  }

  /// Whether the analysis came to its end; if not, a value that is not in here may be read all the
  /// same.
  public boolean isComplete() {
    return complete;
  }

  ValueNode root() {
    return root;
  }

  /// Whether the node holds the values of a subchart that is not there or switched off.
  boolean isInactive(ValueNode node) {
    return inactive.contains(node);
  }

  /// The places of a node, by file, line and column.
  List<SourceLocation> locations(Set<Long> places) {
    List<SourceLocation> found = new ArrayList<>();
    for (long place : places) {
      SourceText source = templates.source(SourceText.numberOf(place));
      found.add(new Place(source.name(), source.text(), SourceText.offsetOf(place)).location());
    }
    return found;
  }
}
