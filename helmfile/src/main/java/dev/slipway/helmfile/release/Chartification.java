package dev.slipway.helmfile.release;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.manifest.Hook;
import dev.slipway.chart.manifest.Manifest;
import dev.slipway.chart.render.InstallRendering;
import dev.slipway.chart.render.RenderRequest;
import dev.slipway.chart.render.RenderedChart;
import dev.slipway.core.GoStrings;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.patch.NamespacedText;
import dev.slipway.helmfile.patch.Patches;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.yaml.Yaml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What helmfile has its library chartify do before it calls Helm: the chart is rendered, its
/// objects are changed as the release asks, and they become a chart whose templates say no more
/// than that. Immutable.
///
/// @param state the helmfile
/// @param release the release
/// @param host what files are read through
/// @param values the values that the chart is rendered with: not all that Helm is given later
/// @param crds whether CRDs of the chart come along
/// @param plain whether the chart was made of a folder that is none
/// @param namespace what objects without one get, or empty
/// @param jsonPatches entries of `jsonPatches`
/// @param mergePatches entries of `strategicMergePatches`
/// @param transformers entries of `transformers`
record Chartification(
    DesiredState state,
    Release release,
    HelmfileHost host,
    Map<String, @Nullable Object> values,
    boolean crds,
    boolean plain,
    String namespace,
    List<ValuesLayer> jsonPatches,
    List<ValuesLayer> mergePatches,
    List<ValuesLayer> transformers) {
  private static final String PATCHED = "templates/patched_resources.yaml";
  private static final String CRD_KIND = "CustomResourceDefinition";

  /// Whether the chart is to be rendered for changes.
  boolean isNeeded() {
    return plain || !namespace.isEmpty() || isPatched();
  }

  private boolean isPatched() {
    return !(jsonPatches.isEmpty() && mergePatches.isEmpty() && transformers.isEmpty());
  }

  /// The request for the changed chart.
  ///
  /// @throws SlipwayException if the chart cannot be rendered or changed
  RenderRequest apply(RenderRequest wanted) {
    if (!isNeeded()) {
      return wanted;
    }
    Map<String, String> files = rendered(wanted.withValues(values));
    if (!namespace.isEmpty()) {
      files.replaceAll((_, text) -> NamespacedText.of(text, namespace));
    }
    if (isPatched()) {
      files = patched(files);
    }
    return wanted.withChart(chart(wanted.chart(), files));
  }

  /// What `helm template --output-dir` writes, by the files' paths in the chart.
  private Map<String, String> rendered(RenderRequest request) {
    RenderedChart rendered = InstallRendering.render(request, null, files -> files);
    Map<String, StringBuilder> texts = new TreeMap<>(GoStrings.BYTE_ORDER);
    if (crds) {
      rendered.crds().forEach(crd -> append(texts, crd.name(), crd.text()));
    }
    for (Manifest manifest : rendered.manifests()) {
      append(texts, manifest.path(), manifest.content());
    }
    for (Hook hook : rendered.hooks()) {
      append(texts, hook.path(), hook.content());
    }
    Map<String, String> files = new LinkedHashMap<>();
    texts.forEach(
        (path, text) -> files.put(path.substring(path.indexOf('/') + 1), text.toString()));
    if (files.isEmpty() && state.rules().rules() == HelmfileRules.V0) {
      throw located(
          new HelmfileException(
              HelmfileErrorCode.PATCH, "the chart renders nothing that could be changed"));
    }
    return files;
  }

  private static void append(Map<String, StringBuilder> texts, String path, String content) {
    texts
        .computeIfAbsent(path, _ -> new StringBuilder())
        .append("---\n# Source: ")
        .append(path)
        .append('\n')
        .append(content)
        .append('\n');
  }

  private Map<String, String> patched(Map<String, String> files) {
    if (files.isEmpty()) {
      return files;
    }
    List<String> objects;
    try {
      Patches patches = Patches.of(files);
      for (ValuesLayer layer : jsonPatches) {
        patches.json(name(layer), Yaml.readMap(layer.text()));
      }
      for (ValuesLayer layer : mergePatches) {
        patches.strategic(name(layer), layer.text());
      }
      for (ValuesLayer layer : transformers) {
        String name = layer.name().replace("values[", "transformer [");
        patches.transform(name, layer.text(), path -> file(layer, path));
      }
      objects = patches.finish();
    } catch (SlipwayException e) {
      throw located(e);
    }
    return sorted(files, objects);
  }

  private Map<String, String> sorted(Map<String, String> files, List<String> objects) {
    StringBuilder resources = new StringBuilder();
    StringBuilder definitions = new StringBuilder();
    for (String object : objects) {
      boolean crd = CRD_KIND.equals(Yaml.readMap(object).get("kind"));
      (crd ? definitions : resources).append(object).append("---\n");
    }
    Map<String, String> out = new LinkedHashMap<>();
    if (!definitions.isEmpty()) {
      boolean templated =
          state.rules().rules() != HelmfileRules.V0
              && files.keySet().stream().anyMatch(path -> path.startsWith("templates/crds/"));
      out.put((templated ? "templates/" : "") + "crds/patched_crds.yaml", definitions.toString());
    }
    if (!resources.isEmpty()) {
      out.put(PATCHED, resources.toString());
    }
    return out;
  }

  private static String name(ValuesLayer layer) {
    return "patch " + layer.name().replace("values[", "entry [");
  }

  /// A file that a transformer names: beside the working folder, or beside its own file.
  private String file(ValuesLayer layer, String path) {
    String first = Paths.resolve(host.workingDirectory(), path);
    String own = Paths.resolve(state.directory(), layer.name());
    String place = host.isFile(first) ? first : Paths.resolve(Paths.directory(own), path);
    try {
      return host.read(place);
    } catch (IOException e) {
      throw new HelmfileException(
          HelmfileErrorCode.MISSING_FILE,
          "failed to get the patch file from path(" + path + "): no such file or directory",
          e);
    }
  }

  private HelmfileException located(SlipwayException error) {
    SourceLocation place = release.location().orElseGet(() -> SourceLocation.of(state.file()));
    return new HelmfileException(error.diagnostic().at(place, null), error);
  }

  /// A chart that renders to these files.
  private static Chart chart(Chart chart, Map<String, String> rendered) {
    List<ChartFile> templates = new ArrayList<>();
    List<ChartFile> files = new ArrayList<>();
    for (ChartFile file : chart.files()) {
      if (!file.name().startsWith("crds/")) {
        files.add(file);
      }
    }
    rendered.forEach((path, text) -> {
      if (path.startsWith("crds/")) {
        files.add(ChartFile.ofText(path, text));
      } else {
        String kept = "files/" + path;
        files.add(ChartFile.ofText(kept, text));
        templates.add(
            ChartFile.ofText(
                path.startsWith("charts/") ? "templates/" + path : path,
                "{{ .Files.Get \"" + kept + "\" }}"));
      }
    });
    return chart
        .withMetadata(chart.metadata().withDependencies(List.of()))
        .withContent(templates, files)
        .withSubcharts(List.of());
  }
}
