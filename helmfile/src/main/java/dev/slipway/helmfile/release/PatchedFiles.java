package dev.slipway.helmfile.release;

import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.manifest.ManifestSplitter;
import dev.slipway.chart.values.ValueTrees;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoSpaces;
import dev.slipway.core.GoStrings;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.patch.Patches;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Applies a release's patches to what its chart rendered. helmfile has Kustomize do that and makes
/// a chart of the result, whose only template is named here as there.
///
/// @param state the helmfile
/// @param release the release
/// @param chart the chart's name
/// @param version whose Helm is followed
/// @param patches the patches' layers: JSON patches, then strategic merge patches
/// @param json how many of them are JSON patches
record PatchedFiles(
    DesiredState state,
    Release release,
    String chart,
    HelmVersion version,
    List<ValuesLayer> patches,
    int json)
    implements UnaryOperator<Map<String, String>> {
  private static final String RESOURCES = "/templates/patched_resources.yaml";

  /// The change that a release's patches make; none if there are no patches.
  ///
  /// @throws dev.slipway.core.SlipwayException if a patch cannot be read, or needs Kustomize itself
  static UnaryOperator<Map<String, String>> change(
      DesiredState state,
      Release release,
      String chart,
      HelmVersion version,
      HelmfileHost host,
      Consumer<LogLine> log) {
    refuse(state, release, "transformers", release.transformers());
    refuse(state, release, "dependencies", release.dependencies());
    if (release.jsonPatches().isEmpty()
        && release.strategicMergePatches().isEmpty()
        && release.forceNamespace().isEmpty()) {
      return files -> files;
    }
    List<ValuesLayer> layers = new ArrayList<>();
    layers.addAll(layers(state, release, "jsonPatches", host, log));
    int json = layers.size();
    layers.addAll(layers(state, release, "strategicMergePatches", host, log));
    return new PatchedFiles(state, release, chart, version, layers, json);
  }

  private static List<ValuesLayer> layers(
      DesiredState state, Release release, String key, HelmfileHost host, Consumer<LogLine> log) {
    Release asValues =
        release
            .with("values", release.items(key))
            .with("secrets", null)
            .with("valuesPathPrefix", null);
    return new ReleaseLayers(state, asValues, host, SecretSources.none(), log).all();
  }

  private static void refuse(
      DesiredState state, Release release, String key, List<@Nullable Object> entries) {
    if (!entries.isEmpty()) {
      SourceLocation place = release.location().orElseGet(() -> SourceLocation.of(state.file()));
      throw new HelmfileException(
          Diagnostic.error(
                  HelmfileErrorCode.NOT_SUPPORTED,
                  "release \"" + release.name() + "\": '" + key + "' is not supported")
              .at(place, null)
              .withHint(
                  key.equals("transformers")
                      ? "say it with jsonPatches or strategicMergePatches, which need no Kustomize"
                      : "name the charts as dependencies in the chart's own Chart.yaml"));
    }
  }

  @Override
  public Map<String, String> apply(Map<String, String> files) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    Map<String, String> sorted = new TreeMap<>(GoStrings.BYTE_ORDER);
    sorted.putAll(files);
    sorted.values().forEach(text -> read(text, objects));
    if (!release.forceNamespace().isEmpty()) {
      for (Map<String, @Nullable Object> object : objects) {
        setNamespace(object, release.forceNamespace());
      }
    }
    Patches all = new Patches(objects);
    for (int i = 0; i < patches.size(); i++) {
      apply(all, patches.get(i), i < json);
    }
    StringBuilder text = new StringBuilder();
    for (Map<String, @Nullable Object> object : all.objects()) {
      text.append(Yaml.write(object)).append("---\n");
    }
    Map<String, String> out = new LinkedHashMap<>();
    out.put(chart + RESOURCES, text.toString());
    return out;
  }

  private void apply(Patches all, ValuesLayer layer, boolean asJson) {
    String name = "patch " + layer.name().replace("values[", "entry [");
    try {
      if (asJson) {
        all.json(name, Yaml.readMap(layer.text()));
      } else {
        all.strategic(name, layer.text());
      }
    } catch (dev.slipway.core.SlipwayException e) {
      SourceLocation place = release.location().orElseGet(() -> SourceLocation.of(state.file()));
      throw new HelmfileException(e.diagnostic().at(place, null), e);
    }
  }

  private void read(String text, List<Map<String, @Nullable Object>> objects) {
    if (GoSpaces.isBlank(text)) {
      return;
    }
    for (String document : ManifestSplitter.split(text, version)) {
      Map<String, @Nullable Object> object = ValueTrees.table(Yaml.read(document));
      if (object != null && !object.isEmpty()) {
        objects.add(object);
      }
    }
  }

  private static void setNamespace(Map<String, @Nullable Object> object, String namespace) {
    Map<String, @Nullable Object> metadata = ValueTrees.table(object.get("metadata"));
    Map<String, @Nullable Object> changed =
        metadata == null ? new LinkedHashMap<>() : new LinkedHashMap<>(metadata);
    changed.put("namespace", namespace);
    object.put("metadata", changed);
  }
}
