package dev.slipway.chart.repository;

import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartMaintainer;
import dev.slipway.chart.ChartMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the metadata of one version in an index. Much is forgiven, since other programs write
/// indexes; what would make the chart unusable is not.
final class IndexedMetadata {
  private IndexedMetadata() {}

  /// The metadata.
  ///
  /// @throws ChartException with Helm's text if name or version are missing or malformed
  static ChartMetadata read(Map<?, ?> fields) {
    String apiVersion = Documents.text(fields, "apiVersion");
    ChartMetadata metadata =
        new ChartMetadata(
            Documents.text(fields, "name"),
            Documents.text(fields, "home"),
            Documents.texts(fields, "sources"),
            Documents.text(fields, "version"),
            Documents.text(fields, "description"),
            Documents.texts(fields, "keywords"),
            maintainers(fields),
            Documents.text(fields, "icon"),
            apiVersion.isEmpty() ? ChartMetadata.API_V1 : apiVersion,
            Documents.text(fields, "condition"),
            Documents.text(fields, "tags"),
            Documents.text(fields, "appVersion"),
            Documents.flag(fields, "deprecated"),
            annotations(fields),
            Documents.text(fields, "kubeVersion"),
            dependencies(fields),
            Documents.text(fields, "type"));
    check(metadata);
    return metadata;
  }

  private static void check(ChartMetadata metadata) {
    String name = metadata.name();
    if (name.isEmpty()) {
      throw invalid("chart.metadata.name is required");
    }
    if (name.equals(".") || name.equals("..")) {
      throw invalid("chart.metadata.name \"" + name + "\" is not allowed");
    }
    if (name.indexOf('/') >= 0) {
      throw invalid("chart.metadata.name \"" + name + "\" is invalid");
    }
    if (metadata.version().isEmpty()) {
      throw invalid("chart.metadata.version is required");
    }
    if (VersionChoice.parse(metadata.version()) == null) {
      throw invalid("chart.metadata.version \"" + metadata.version() + "\" is invalid");
    }
    switch (metadata.type()) {
      case "", "application", "library" -> {}
      default -> throw invalid("chart.metadata.type must be application or library");
    }
  }

  private static List<ChartMaintainer> maintainers(Map<?, ?> fields) {
    List<ChartMaintainer> maintainers = new ArrayList<>();
    for (Map<?, ?> item : Documents.maps(fields, "maintainers")) {
      maintainers.add(
          new ChartMaintainer(
              Documents.text(item, "name"),
              Documents.text(item, "email"),
              Documents.text(item, "url")));
    }
    return maintainers;
  }

  private static Map<String, String> annotations(Map<?, ?> fields) {
    Map<String, String> annotations = new LinkedHashMap<>();
    Map<?, ?> found = Documents.map(fields, "annotations");
    for (Object key : found.keySet()) {
      String name = String.valueOf(key);
      annotations.put(name, Documents.text(found, name));
    }
    return annotations;
  }

  private static List<ChartDependency> dependencies(Map<?, ?> fields) {
    List<ChartDependency> dependencies = new ArrayList<>();
    for (Map<?, ?> item : Documents.maps(fields, "dependencies")) {
      dependencies.add(
          new ChartDependency(
              Documents.text(item, "name"),
              Documents.text(item, "version"),
              Documents.text(item, "repository"),
              Documents.text(item, "condition"),
              Documents.texts(item, "tags"),
              Documents.flag(item, "enabled"),
              Documents.list(item, "import-values"),
              Documents.text(item, "alias")));
    }
    return dependencies;
  }

  private static ChartException invalid(String message) {
    return new ChartException(ChartErrorCode.INVALID_METADATA, "validation: " + message);
  }
}
