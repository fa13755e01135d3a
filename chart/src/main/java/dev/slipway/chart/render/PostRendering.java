package dev.slipway.chart.render;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.manifest.ManifestSplitter;
import dev.slipway.chart.values.ValueTrees;
import dev.slipway.core.GoSpaces;
import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Gives rendered files to a post-renderer as one stream and takes them apart again, as Helm 4
/// does: an annotation tells from which file each object comes. Helm 3 gives the finished manifests
/// instead, without hooks.
///
/// The objects are those that Helm gives; their text differs in the order of keys and in comments.
final class PostRendering {
  private static final String FILE_NAME = "postrenderer.helm.sh/postrender-filename";

  private PostRendering() {}

  /// Renders with a post-renderer of Helm 4, if there is one, after the change.
  static RenderedChart render(
      RenderRequest request,
      @Nullable PostRenderer renderer,
      UnaryOperator<Map<String, String>> change) {
    if (renderer == null || !request.mode().version().atLeast(HelmVersion.V4)) {
      return ChartRenderer.render(request, change);
    }
    HelmVersion version = request.mode().version();
    return ChartRenderer.render(
        request, files -> split(run(renderer, merged(change.apply(files), version)), version));
  }

  /// Runs the post-renderer.
  static String run(PostRenderer renderer, String manifests) {
    try {
      return renderer.run(manifests);
    } catch (ChartException e) {
      throw e.prefixed("error while running post render on files: ");
    }
  }

  private static String merged(Map<String, String> files, HelmVersion version) {
    StringBuilder stream = new StringBuilder();
    Map<String, String> sorted = new TreeMap<>(GoStrings.BYTE_ORDER);
    sorted.putAll(files);
    sorted.forEach((name, content) -> {
      if (name.startsWith("_", name.lastIndexOf('/') + 1) || GoSpaces.isBlank(content)) {
        return;
      }
      for (String document : ManifestSplitter.split(content, version)) {
        Object object = read(document, "error merging manifests: parsing " + name + ": ");
        Map<String, @Nullable Object> map = ValueTrees.table(object);
        if (map != null) {
          annotations(map).put(FILE_NAME, name);
          stream.append(stream.isEmpty() ? "" : "---\n").append(Yaml.write(map));
        }
      }
    });
    return stream.toString();
  }

  private static Map<String, String> split(String stream, HelmVersion version) {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> documents = ManifestSplitter.split(stream, version);
    for (int i = 0; i < documents.size(); i++) {
      Object object =
          read(documents.get(i), "error while parsing post rendered output: error parsing YAML: ");
      Map<String, @Nullable Object> map = ValueTrees.table(object);
      if (map == null) {
        continue;
      }
      Object name = annotations(map).remove(FILE_NAME);
      removeEmptyAnnotations(map);
      String file = name instanceof String text ? text : "generated-by-postrender-" + i + ".yaml";
      files.merge(file, Yaml.write(map), (before, more) -> before + "---\n" + more);
    }
    return files;
  }

  private static @Nullable Object read(String document, String prefix) {
    try {
      return Yaml.read(document);
    } catch (YamlException e) {
      throw new ChartException(ChartErrorCode.POST_RENDERER, prefix + e.getMessage(), e);
    }
  }

  private static Map<String, @Nullable Object> annotations(Map<String, @Nullable Object> object) {
    return tableIn(tableIn(object, "metadata"), "annotations");
  }

  private static Map<String, @Nullable Object> tableIn(
      Map<String, @Nullable Object> map, String key) {
    Map<String, @Nullable Object> table = ValueTrees.table(map.get(key));
    if (table == null) {
      table = new LinkedHashMap<>();
      map.put(key, table);
    }
    return table;
  }

  private static void removeEmptyAnnotations(Map<String, @Nullable Object> object) {
    Map<String, @Nullable Object> metadata = tableIn(object, "metadata");
    if (annotations(object).isEmpty()) {
      metadata.remove("annotations");
    }
    if (metadata.isEmpty()) {
      object.remove("metadata");
    }
  }
}
