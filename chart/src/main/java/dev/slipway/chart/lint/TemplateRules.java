package dev.slipway.chart.lint;

import static dev.slipway.chart.lint.LintSeverity.ERROR;
import static dev.slipway.chart.lint.LintSeverity.WARNING;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.Capabilities;
import dev.slipway.chart.engine.ChartEngine;
import dev.slipway.chart.engine.ClusterLookup;
import dev.slipway.chart.engine.EngineMode;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.schema.SchemaValidation;
import dev.slipway.chart.values.Coalescing;
import dev.slipway.chart.values.DependencyProcessing;
import dev.slipway.chart.values.Warnings;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.gotemplate.fmt.GoQuote;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules for templates: they render, and what they render are Kubernetes objects.
final class TemplateRules {
  private static final String FOLDER = "templates/";
  private static final int MAX_LINE = 64 * 1024;

  private final Path chart;
  private final Findings findings;
  private final LintSettings settings;

  TemplateRules(Path chart, Findings findings, LintSettings settings) {
    this.chart = chart;
    this.findings = findings;
    this.settings = settings;
  }

  void check() {
    Path folder = chart.resolve("templates");
    boolean exists = Files.exists(folder);
    if (!findings.check(WARNING, FOLDER, exists ? null : "directory does not exist")
        || !findings.check(ERROR, FOLDER, Files.isDirectory(folder) ? null : "not a directory")) {
      return;
    }
    Chart loaded;
    try {
      loaded = ChartLoader.load(chart, settings.helmVersion(), new Warnings());
    } catch (ChartException e) {
      findings.check(ERROR, FOLDER, e.getMessage());
      return;
    }
    Map<String, String> rendered = render(loaded);
    if (rendered != null) {
      checkFiles(loaded, rendered);
    }
  }

  /// The output of the templates; null if there is none, which the findings may tell.
  private @Nullable Map<String, String> render(Chart loaded) {
    HelmVersion version = settings.helmVersion();
    Warnings warnings = new Warnings();
    Chart processed;
    Map<String, @Nullable Object> values;
    try {
      processed = new DependencyProcessing(version, warnings).process(loaded, settings.values());
      values = new Coalescing(version, warnings).coalesce(processed, settings.values());
    } catch (ChartException e) {
      // Helm says nothing either: the values are at fault, not the chart.
      return null;
    }
    try {
      // Helm coalesces once more, which brings back defaults that a null had removed.
      values = new Coalescing(version, warnings).coalesce(processed, values);
      if (!settings.skipSchemaValidation()) {
        SchemaValidation.validate(processed, values, version);
      }
      return ChartEngine.render(
          new ChartEngine.Input(
              processed,
              values,
              ReleaseOptions.lint(settings.namespace()),
              Capabilities.defaults(version).with(settings.kubeVersion(), List.of()),
              new EngineMode(version, true, false, false),
              ClusterLookup.NONE,
              RenderOptions.defaults()));
    } catch (ChartException e) {
      findings.check(ERROR, FOLDER, e.getMessage());
      return null;
    }
  }

  private void checkFiles(Chart loaded, Map<String, String> rendered) {
    for (ChartFile template : loaded.templates()) {
      String name = template.name();
      findings.check(ERROR, name, extensionProblem(name));
      String lower = name.toLowerCase(Locale.ROOT);
      if (!lower.endsWith(".yaml") && !lower.endsWith(".yml")) {
        continue;
      }
      String text = rendered.getOrDefault(loaded.name() + "/" + name, "");
      if (!text.isBlank() && !checkContent(name, text)) {
        return;
      }
    }
  }

  /// Helm stops at the first file that is no YAML.
  private boolean checkContent(String name, String text) {
    findings.check(WARNING, name, indentProblem(text));
    ObjectStream stream = ObjectStream.read(text);
    KubeVersion chosen = settings.kubeVersion();
    KubeVersion kube =
        chosen == null ? Capabilities.defaults(settings.helmVersion()).kubeVersion() : chosen;
    for (ObjectHead object : stream.objects()) {
      findings.check(WARNING, name, ObjectNames.problem(object));
      findings.check(WARNING, name, Deprecations.problem(object, kube));
      findings.check(ERROR, name, selectorProblem(object, text));
      findings.check(ERROR, name, listProblem(object, text));
    }
    String problem = stream.problem();
    return findings.check(ERROR, name, problem == null ? null : "unable to parse YAML: " + problem);
  }

  private static @Nullable String extensionProblem(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    String extension = dot < 0 ? "" : file.substring(dot);
    return switch (extension) {
      case ".yaml", ".yml", ".tpl", ".txt" -> null;
      default ->
          "file extension '"
              + extension
              + "' not valid. Valid extensions are .yaml, .yml, .tpl, or .txt";
    };
  }

  private static @Nullable String indentProblem(String text) {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int stop = end < 0 ? text.length() : end;
      String line = text.substring(start, stop);
      if (GoStrings.byteLength(line) >= MAX_LINE) {
        return "bufio.Scanner: token too long";
      }
      if (line.endsWith("\r")) {
        line = line.substring(0, line.length() - 1);
      }
      if (!line.isBlank()) {
        return line.startsWith(" ") || line.startsWith("\t")
            ? "document starts with an illegal indent: "
                + GoQuote.quote(line)
                + ", which may cause parsing problems"
            : null;
      }
      start = stop + 1;
    }
    return null;
  }

  private static @Nullable String selectorProblem(ObjectHead object, String text) {
    return switch (object.kind()) {
      case "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet" ->
          text.contains("matchLabels") || text.contains("matchExpressions")
              ? null
              : "a "
                  + object.kind()
                  + " must contain matchLabels or matchExpressions, and "
                  + GoQuote.quote(object.name())
                  + " does not";
      default -> null;
    };
  }

  private static @Nullable String listProblem(ObjectHead object, String text) {
    if (!object.kind().equals("List")) {
      return null;
    }
    Object document;
    try {
      document = Yaml.read(text);
    } catch (YamlException e) {
      return "unable to parse YAML: " + e.getMessage();
    }
    if (document instanceof Map<?, ?> map && map.get("items") instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> fields
            && fields.get("metadata") instanceof Map<?, ?> metadata
            && metadata.get("annotations") instanceof Map<?, ?> annotations
            && annotations.containsKey("helm.sh/resource-policy")) {
          return "annotation 'helm.sh/resource-policy' within List objects are ignored";
        }
      }
    }
    return null;
  }
}
