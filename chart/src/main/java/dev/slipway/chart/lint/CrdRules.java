package dev.slipway.chart.lint;

import static dev.slipway.chart.lint.LintSeverity.ERROR;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.values.Warnings;
import java.nio.file.Files;
import java.nio.file.Path;

/// The rules for `crds/`: the files there define custom resources and are no templates.
final class CrdRules {
  private static final String FOLDER = "crds/";

  private final Path chart;
  private final Findings findings;
  private final HelmVersion helmVersion;

  CrdRules(Path chart, Findings findings, HelmVersion helmVersion) {
    this.chart = chart;
    this.findings = findings;
    this.helmVersion = helmVersion;
  }

  void check() {
    Path folder = chart.resolve("crds");
    if (!Files.exists(folder)
        || !findings.check(ERROR, FOLDER, Files.isDirectory(folder) ? null : "not a directory")) {
      return;
    }
    Chart loaded;
    try {
      loaded = ChartLoader.load(chart, helmVersion, new Warnings());
    } catch (ChartException e) {
      findings.check(ERROR, FOLDER, e.getMessage());
      return;
    }
    for (ChartFile crd : loaded.crds()) {
      if (!checkFile(crd)) {
        return;
      }
    }
  }

  /// Helm stops at the first file that is no YAML.
  private boolean checkFile(ChartFile crd) {
    // Helm names the file within its own chart.
    String name = crd.name().substring(crd.name().lastIndexOf("/" + FOLDER) + 1);
    ObjectStream stream = ObjectStream.read(crd.text());
    for (ObjectHead object : stream.objects()) {
      findings.check(
          ERROR,
          name,
          object.apiVersion().startsWith("apiextensions.k8s.io")
              ? null
              : "apiVersion is not in 'apiextensions.k8s.io'");
      findings.check(
          ERROR,
          name,
          object.kind().equals("CustomResourceDefinition")
              ? null
              : "object kind is not 'CustomResourceDefinition'");
    }
    String problem = stream.problem();
    return findings.check(ERROR, name, problem == null ? null : "unable to parse YAML: " + problem);
  }
}
