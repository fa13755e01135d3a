package dev.slipway.chart.render;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.manifest.Manifest;
import dev.slipway.chart.manifest.ManifestSplitter;
import dev.slipway.chart.values.Warnings;
import dev.slipway.core.Diagnostic;
import dev.slipway.yaml.ManifestHead;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What `helm install` and `helm upgrade` make of a chart before they go to the cluster: its
/// objects and hooks, after the post-renderer. Stateless.
public final class InstallRendering {
  private static final String SOURCE = "# Source: ";

  private InstallRendering() {}

  /// Checks and renders a chart.
  ///
  /// Helm 4 gives the post-renderer all that templates made, hooks too; Helm 3 gives it the objects
  /// only, and takes what comes back in the order in which it comes.
  ///
  /// @param renderer changes the manifests; null for none
  /// @param change from what each file rendered, by the file's path, to what shall count
  /// @throws ChartException if the chart cannot be installed or rendered, with Helm's text
  public static RenderedChart render(
      RenderRequest request,
      @Nullable PostRenderer renderer,
      UnaryOperator<Map<String, String>> change) {
    HelmVersion version = request.mode().version();
    Warnings warnings = new Warnings();
    InstallChecks.check(request.chart(), version, warnings);
    ReleaseName.check(request.release().name(), version);
    RenderedChart rendered = PostRendering.render(request, renderer, change);
    List<Diagnostic> all = new ArrayList<>(warnings.toList());
    all.addAll(rendered.warnings());
    List<Manifest> manifests =
        renderer == null || version.atLeast(HelmVersion.V4)
            ? rendered.manifests()
            : changed(rendered.manifests(), renderer, request);
    return new RenderedChart(manifests, rendered.hooks(), rendered.notes(), rendered.crds(), all);
  }

  private static List<Manifest> changed(
      List<Manifest> manifests, PostRenderer renderer, RenderRequest request) {
    StringBuilder text = new StringBuilder();
    for (Manifest manifest : manifests) {
      TemplateAction.append(text, manifest.path(), manifest.content());
    }
    String changed = PostRendering.run(renderer, text.toString());
    List<Manifest> out = new ArrayList<>();
    for (String document : ManifestSplitter.split(changed, request.mode().version())) {
      out.add(manifest(document, request.chart().name()));
    }
    return out;
  }

  /// An object that a post-renderer gave back. Many keep the comment that tells its template.
  private static Manifest manifest(String document, String chart) {
    String path = chart + "/templates/post-rendered.yaml";
    String content = document;
    int end = document.indexOf('\n');
    if (document.startsWith(SOURCE) && end > 0) {
      path = document.substring(SOURCE.length(), end);
      content = document.substring(end + 1);
    }
    try {
      ManifestHead head = ManifestHead.read(content, "releaseutil");
      return new Manifest(path, head.kind(), head.name(), content);
    } catch (YamlException e) {
      throw new ChartException(
          ChartErrorCode.POST_RENDERER,
          "error while parsing post rendered output: " + e.getMessage(),
          e);
    }
  }
}
