package dev.slipway.chart.render;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.PathPattern;
import dev.slipway.chart.manifest.Hook;
import dev.slipway.chart.manifest.Manifest;
import dev.slipway.chart.manifest.ManifestSplitter;
import dev.slipway.chart.values.Warnings;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoSpaces;
import dev.slipway.core.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// What the command `helm template` does once the chart is found and its values are read. Used
/// once.
public final class TemplateAction {
  private final TemplateSettings settings;
  private final RenderRequest request;
  private final HelmVersion version;
  private final UnaryOperator<Map<String, String>> change;
  private final Consumer<String> output;

  private TemplateAction(
      RenderRequest request,
      TemplateSettings settings,
      UnaryOperator<Map<String, String>> change,
      Consumer<String> output) {
    this.request = request;
    this.settings = settings;
    this.change = change;
    this.version = request.mode().version();
    this.output = output;
  }

  /// Checks and renders a chart and prints its manifests byte for byte as Helm does.
  ///
  /// @param output receives the text for the standard output, in pieces
  /// @return what Helm writes to its log
  /// @throws ChartException if the chart cannot be installed or rendered, with Helm's text
  public static List<Diagnostic> run(
      RenderRequest request, TemplateSettings settings, Consumer<String> output) {
    return run(request, settings, files -> files, output);
  }

  /// The same, where the rendered files are changed before they are split into objects.
  ///
  /// @param change from what each file rendered, by the file's path, to what shall count
  public static List<Diagnostic> run(
      RenderRequest request,
      TemplateSettings settings,
      UnaryOperator<Map<String, String>> change,
      Consumer<String> output) {
    return new TemplateAction(request, settings, change, output).run();
  }

  private List<Diagnostic> run() {
    Chart chart = request.chart();
    Warnings warnings = new Warnings();
    InstallChecks.check(chart, version, warnings);
    ReleaseName.check(request.release().name(), version);
    RenderedChart rendered = PostRendering.render(request, settings.postRenderer(), change);
    print(rendered);
    List<Diagnostic> all = new ArrayList<>(warnings.toList());
    all.addAll(rendered.warnings());
    return all;
  }

  private void print(RenderedChart rendered) {
    List<Hook> hooks = hooks(rendered);
    StringBuilder text = new StringBuilder(sizeOf(rendered, hooks));
    if (settings.outputFolder() == null) {
      appendManifests(text, rendered);
      for (Hook hook : hooks) {
        append(text, hook.path(), hook.content());
      }
    } else {
      writeFiles(rendered, hooks);
      text.append('\n');
    }
    if (settings.showOnly().isEmpty()) {
      output.accept(text.toString());
    } else {
      output.accept(only(text.toString()));
    }
  }

  private static int sizeOf(RenderedChart rendered, List<Hook> hooks) {
    int overhead = "---\n# Source: \n\n".length();
    int size = 1;
    for (Manifest manifest : rendered.manifests()) {
      size += overhead + manifest.path().length() + manifest.content().length();
    }
    for (Hook hook : hooks) {
      size += overhead + hook.path().length() + hook.content().length();
    }
    return size;
  }

  private List<Hook> hooks(RenderedChart rendered) {
    if (settings.noHooks()) {
      return List.of();
    }
    return rendered.hooks().stream()
        .filter(hook -> !(settings.skipTests() && hook.isTest()))
        .toList();
  }

  /// Helm trims the manifests as a whole, and ends them with a line break even when there are none.
  private void appendManifests(StringBuilder text, RenderedChart rendered) {
    if (settings.includeCrds()) {
      for (ChartFile crd : rendered.crds()) {
        append(text, crd.name(), crd.text());
      }
    }
    for (Manifest manifest : rendered.manifests()) {
      append(text, manifest.path(), manifest.content());
    }
    if (settings.postRenderer() != null && !version.atLeast(HelmVersion.V4)) {
      String changed = PostRendering.run(settings.postRenderer(), text.toString());
      text.setLength(0);
      text.append(GoSpaces.trimLeft(changed));
    }
    int end = text.length();
    while (end > 0 && GoSpaces.isSpace(text.charAt(end - 1))) {
      end--;
    }
    text.setLength(end);
    text.append('\n');
  }

  static void append(StringBuilder out, String path, String content) {
    out.append("---\n# Source: ").append(path).append('\n').append(content).append('\n');
  }

  private void writeFiles(RenderedChart rendered, List<Hook> hooks) {
    OutputFolder folder = new OutputFolder(settings, request.release().name(), output);
    if (settings.includeCrds()) {
      rendered.crds().forEach(crd -> folder.writeCrd(crd.name(), crd.text()));
    }
    rendered.manifests().forEach(manifest -> folder.write(manifest.path(), manifest.content()));
    hooks.forEach(hook -> folder.write(hook.path(), hook.content()));
  }

  private String only(String text) {
    List<String> documents = ManifestSplitter.split(text, version);
    StringBuilder out = new StringBuilder();
    for (String wanted : settings.showOnly()) {
      Optional<PathPattern> pattern = PathPattern.parse(wanted);
      boolean found = false;
      for (String document : documents) {
        String path = templatePath(document);
        if (!path.isEmpty() && pattern.isPresent() && pattern.get().matches(path)) {
          found = true;
          out.append("---\n").append(document).append('\n');
        }
      }
      if (!found) {
        throw notFound(wanted, documents);
      }
    }
    return out.toString();
  }

  private static ChartException notFound(String wanted, List<String> documents) {
    Set<String> paths = new LinkedHashSet<>();
    documents.forEach(document -> paths.add(templatePath(document)));
    paths.remove("");
    String hint =
        Spelling.nearest(wanted, paths)
            .map(near -> "Did you mean " + near + "?")
            .orElse("A template that renders nothing cannot be shown either.");
    return ChartException.of(
        ChartErrorCode.SHOW_ONLY, "could not find template " + wanted + " in chart", hint);
  }

  /// What Helm's pattern `# Source: [^/]+/(.+)` finds; empty for nothing.
  private static String templatePath(String document) {
    String mark = "# Source: ";
    int source = document.indexOf(mark);
    while (source >= 0) {
      int start = source + mark.length();
      int slash = document.indexOf('/', start);
      if (slash > start) {
        int end = document.indexOf('\n', slash);
        String path = document.substring(slash + 1, end < 0 ? document.length() : end);
        if (!path.isEmpty()) {
          return path;
        }
      }
      source = document.indexOf(mark, start);
    }
    return "";
  }
}
