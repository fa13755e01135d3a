package dev.slipway.chart.lint;

import static dev.slipway.chart.lint.LintSeverity.ERROR;
import static dev.slipway.chart.lint.LintSeverity.WARNING;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.values.Warnings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules for dependencies: what is declared is there, and the other way round.
final class DependencyRules {
  private final Path chart;
  private final Findings findings;
  private final HelmVersion helmVersion;

  DependencyRules(Path chart, Findings findings, HelmVersion helmVersion) {
    this.chart = chart;
    this.findings = findings;
    this.helmVersion = helmVersion;
  }

  void check() {
    Chart loaded;
    try {
      loaded = ChartLoader.load(chart, helmVersion, new Warnings());
    } catch (ChartException e) {
      findings.check(ERROR, "", "unable to load chart\n\t" + e.getMessage());
      return;
    }
    Set<String> declared = new HashSet<>();
    loaded.metadata().dependencies().forEach(dependency -> declared.add(dependency.name()));
    Set<String> present = loaded.subcharts().stream().map(Chart::name).collect(Collectors.toSet());
    List<String> undeclared = new ArrayList<>();
    loaded.subcharts().forEach(subchart -> undeclared.add(subchart.name()));
    undeclared.removeIf(declared::contains);
    List<String> missing = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (ChartDependency dependency : loaded.metadata().dependencies()) {
      if (!present.contains(dependency.name())) {
        missing.add(dependency.name());
      }
      if (!keys.add(dependency.effectiveName())) {
        twice.add(dependency.effectiveName());
      }
    }
    String path = chart.toString();
    findings.check(
        ERROR, path, listed("chart metadata is missing these dependencies: ", undeclared));
    findings.check(ERROR, path, listed("multiple dependencies with name or alias: ", twice));
    findings.check(
        WARNING, path, listed("chart directory is missing these dependencies: ", missing));
  }

  private static @Nullable String listed(String text, List<String> names) {
    return names.isEmpty() ? null : text + String.join(",", names);
  }
}
