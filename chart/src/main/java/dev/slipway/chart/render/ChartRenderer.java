package dev.slipway.chart.render;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.Capabilities;
import dev.slipway.chart.engine.ChartEngine;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.manifest.ManifestSorter;
import dev.slipway.chart.manifest.SortedManifests;
import dev.slipway.chart.schema.SchemaValidation;
import dev.slipway.chart.values.Coalescing;
import dev.slipway.chart.values.DependencyProcessing;
import dev.slipway.chart.values.VersionRanges;
import dev.slipway.chart.values.Warnings;
import dev.slipway.gotemplate.TracedText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Renders a chart as Helm does: dependencies, values, schema, templates, hooks, order. Stateless
/// and safe for any number of threads; charts are not changed.
public final class ChartRenderer {
  private static final String NOTES = "NOTES.txt";

  private ChartRenderer() {}

  /// Renders a chart.
  ///
  /// @throws ChartException if it cannot be rendered, with Helm's text
  public static RenderedChart render(RenderRequest request) {
    return render(request, files -> files);
  }

  /// Renders a chart; `change` may change the rendered files before they are split into objects.
  static RenderedChart render(RenderRequest request, UnaryOperator<Map<String, String>> change) {
    Warnings warnings = new Warnings();
    ChartEngine.Input input = prepare(request, warnings);
    Map<String, String> files = ChartEngine.render(input);
    String notes = takeNotes(files, input.chart().name(), request.subchartNotes());
    SortedManifests sorted = sort(change.apply(files), request);
    return new RenderedChart(
        sorted.manifests(), sorted.hooks(), notes, input.chart().crds(), warnings.toList());
  }

  /// The output of each template that is no partial, NOTES.txt included, in the order of execution:
  /// what stands before it is split into objects.
  ///
  /// @throws ChartException if it cannot be rendered, with Helm's text
  public static Map<String, String> renderTemplates(RenderRequest request) {
    return ChartEngine.render(prepare(request, new Warnings()));
  }

  /// The output of the templates that `wanted` accepts, line by line with the place in a template
  /// that each comes from.
  ///
  /// @throws ChartException if it cannot be rendered, with Helm's text
  public static Map<String, TracedText> trace(RenderRequest request, Predicate<String> wanted) {
    return ChartEngine.trace(prepare(request, new Warnings()), wanted);
  }

  private static ChartEngine.Input prepare(RenderRequest request, Warnings warnings) {
    HelmVersion version = request.mode().version();
    Chart chart = processed(request, warnings);
    Map<String, @Nullable Object> values =
        new Coalescing(version, warnings).coalesce(chart, request.values());
    if (!request.skipSchemaValidation()) {
      SchemaValidation.validate(chart, values, version);
    }
    Capabilities capabilities =
        Capabilities.defaults(version).with(request.kubeVersion(), request.apiVersions());
    checkKubeVersion(chart, capabilities);
    return new ChartEngine.Input(
        chart,
        values,
        request.release(),
        capabilities,
        request.mode(),
        request.lookup(),
        request.options());
  }

  private static Chart processed(RenderRequest request, Warnings warnings) {
    HelmVersion version = request.mode().version();
    try {
      return new DependencyProcessing(version, warnings).process(request.chart(), request.values());
    } catch (ChartException e) {
      throw version.atLeast(HelmVersion.V4)
          ? e.prefixed("chart dependencies processing failed: ")
          : e;
    }
  }

  private static void checkKubeVersion(Chart chart, Capabilities capabilities) {
    String wanted = chart.metadata().kubeVersion();
    KubeVersion found = capabilities.kubeVersion();
    if (!wanted.isEmpty()
        && !VersionRanges.isCompatible(wanted, found.normalized(), capabilities.helm())) {
      throw ChartException.of(
          ChartErrorCode.KUBE_VERSION,
          "chart requires kubeVersion: "
              + wanted
              + " which is incompatible with Kubernetes "
              + found.version(),
          "Say with --kube-version which version the cluster has.");
    }
  }

  /// Takes all NOTES.txt out of the files; returns the text of the chart's own, or of all.
  private static String takeNotes(Map<String, String> files, String chart, boolean all) {
    String own = chart + "/templates/" + NOTES;
    StringBuilder notes = new StringBuilder();
    files
        .entrySet()
        .removeIf(entry -> {
          if (!entry.getKey().endsWith(NOTES)) {
            return false;
          }
          if (all || entry.getKey().equals(own)) {
            notes.append(notes.isEmpty() ? "" : "\n").append(entry.getValue());
          }
          return true;
        });
    return notes.toString();
  }

  private static SortedManifests sort(Map<String, String> files, RenderRequest request) {
    try {
      return ManifestSorter.sort(files, request.mode().version());
    } catch (ChartException e) {
      throw InvalidManifestLocator.located(e, request, new LinkedHashMap<>(files));
    }
  }
}
