package dev.slipway.chart.loader;

import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartMaintainer;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.loader.StructReader.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers a chart's metadata from Chart.yaml and requirements.yaml, one after the other, as Helm
/// reads both into the same struct. Confined to one thread.
final class MetadataReader {
  private final HelmVersion version;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private List<String> sources = List.of();
  private List<String> keywords = List.of();
  private List<@Nullable ChartMaintainer> maintainers = List.of();
  private List<@Nullable ChartDependency> dependencies = List.of();
  private Map<String, String> annotations = Map.of();
  private boolean deprecated;

  MetadataReader(HelmVersion version) {
    this.version = version;
  }

  /// Reads one document on top of what was read before.
  ///
  /// @return the text of Go's error, or null
  @Nullable String read(@Nullable Object document) {
    return read(document, false);
  }

  /// As [#read(Object)]; if `strict`, unknown fields are an error.
  @Nullable String read(@Nullable Object document, boolean strict) {
    StructReader reader = new StructReader(goPackage(version) + "Metadata");
    for (String name :
        List.of(
            "name",
            "home",
            "version",
            "description",
            "icon",
            "apiVersion",
            "condition",
            "tags",
            "appVersion",
            "kubeVersion",
            "type")) {
      reader.text(name, text -> texts.put(name, text));
    }
    reader
        .texts("sources", list -> sources = list)
        .texts("keywords", list -> keywords = list)
        .flag("deprecated", flag -> deprecated = flag)
        .textMap("annotations", map -> annotations = map)
        .list(
            "maintainers",
            "[]*" + goPackage(version) + "Maintainer",
            (place, items) -> maintainers = maintainers(place, items))
        .list(
            "dependencies",
            "[]*" + goPackage(version) + "Dependency",
            (place, items) -> dependencies = dependencies(version, place, items));
    return reader.readDocument(document, strict);
  }

  /// Reads Chart.lock or requirements.lock.
  static StructReader lockReader(
      HelmVersion version, Map<String, String> texts, List<@Nullable ChartDependency> found) {
    return new StructReader(goPackage(version) + "Lock")
        .text("generated", text -> texts.put("generated", text))
        .text("digest", text -> texts.put("digest", text))
        .list(
            "dependencies",
            "[]*" + goPackage(version) + "Dependency",
            (place, items) -> found.addAll(dependencies(version, place, items)));
  }

  /// The value that a text field has now.
  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /// The entries of `sources`.
  List<String> sources() {
    return sources;
  }

  /// The entries of `maintainers`, of which empty ones are null.
  List<@Nullable ChartMaintainer> maintainers() {
    return maintainers;
  }

  /// Whether there are entries of `dependencies`.
  boolean hasDependencies() {
    return !dependencies.isEmpty();
  }

  /// Sets a text field.
  void setText(String name, String value) {
    texts.put(name, value);
  }

  /// The metadata, cleaned of unprintable characters and checked.
  ///
  /// @throws ChartException with Helm's text if a field is missing or malformed
  ChartMetadata validated() {
    return MetadataValidation.validate(
        new MetadataValidation.Draft(
            texts, sources, keywords, maintainers, annotations, deprecated, dependencies),
        version);
  }

  private static String goPackage(HelmVersion version) {
    return version.atLeast(HelmVersion.V4) ? "v2." : "chart.";
  }

  private List<@Nullable ChartMaintainer> maintainers(
      Place place, List<? extends @Nullable Object> items) {
    List<@Nullable ChartMaintainer> found = new ArrayList<>();
    for (Object item : items) {
      if (item == null) {
        found.add(null);
        continue;
      }
      Map<String, String> fields = new LinkedHashMap<>();
      StructReader reader = new StructReader(goPackage(version) + "Maintainer");
      for (String name : List.of("name", "email", "url")) {
        reader.text(name, text -> fields.put(name, text));
      }
      reader.read(place, item);
      found.add(
          new ChartMaintainer(
              fields.getOrDefault("name", ""),
              fields.getOrDefault("email", ""),
              fields.getOrDefault("url", "")));
    }
    return found;
  }

  private static List<@Nullable ChartDependency> dependencies(
      HelmVersion version, Place place, List<? extends @Nullable Object> items) {
    List<@Nullable ChartDependency> found = new ArrayList<>();
    for (Object item : items) {
      found.add(item == null ? null : dependency(version, place, item));
    }
    return found;
  }

  private static ChartDependency dependency(HelmVersion version, Place place, Object item) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> tags = new ArrayList<>();
    boolean[] enabled = new boolean[1];
    List<@Nullable Object> imports = new ArrayList<>();
    StructReader reader = new StructReader(goPackage(version) + "Dependency");
    for (String name : List.of("name", "version", "repository", "condition", "alias")) {
      reader.text(name, text -> fields.put(name, text));
    }
    reader
        .texts("tags", tags::addAll)
        .flag("enabled", flag -> enabled[0] = flag)
        .list("import-values", "[]interface {}", (innerPlace, values) -> imports.addAll(values))
        .read(place, item);
    return new ChartDependency(
        fields.getOrDefault("name", ""),
        fields.getOrDefault("version", ""),
        fields.getOrDefault("repository", ""),
        fields.getOrDefault("condition", ""),
        tags,
        enabled[0],
        imports,
        fields.getOrDefault("alias", ""));
  }
}
