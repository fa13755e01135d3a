package dev.slipway.chart;

import dev.slipway.gotemplate.time.GoTime;
import dev.slipway.yaml.FieldMap;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a chart's metadata into documents as Go writes its structs: fields in the structs' order,
/// which JSON keeps and YAML sorts, and none that are empty.
public final class ChartDocuments {
  private ChartDocuments() {}

  /// The content of Chart.yaml. Charts of API version 1 keep their dependencies elsewhere, so that
  /// file must not hold them.
  ///
  /// @param withDependencies whether the dependencies belong to it
  public static Map<String, @Nullable Object> metadata(
      ChartMetadata metadata, boolean withDependencies) {
    Map<String, @Nullable Object> fields = new FieldMap();
    putMetadata(fields, metadata, withDependencies);
    return fields;
  }

  private static void putMetadata(
      Map<String, @Nullable Object> fields, ChartMetadata metadata, boolean withDependencies) {
    putText(fields, "name", metadata.name());
    putText(fields, "home", metadata.home());
    putList(fields, "sources", metadata.sources());
    putText(fields, "version", metadata.version());
    putText(fields, "description", metadata.description());
    putList(fields, "keywords", metadata.keywords());
    putList(fields, "maintainers", maintainers(metadata));
    putText(fields, "icon", metadata.icon());
    putText(fields, "apiVersion", metadata.apiVersion());
    putText(fields, "condition", metadata.condition());
    putText(fields, "tags", metadata.tags());
    putText(fields, "appVersion", metadata.appVersion());
    if (metadata.deprecated()) {
      fields.put("deprecated", true);
    }
    if (!metadata.annotations().isEmpty()) {
      fields.put("annotations", new LinkedHashMap<>(metadata.annotations()));
    }
    putText(fields, "kubeVersion", metadata.kubeVersion());
    if (withDependencies) {
      putList(fields, "dependencies", dependencies(metadata.dependencies()));
    }
    putText(fields, "type", metadata.type());
  }

  private static List<Object> maintainers(ChartMetadata metadata) {
    List<Object> maintainers = new ArrayList<>();
    for (ChartMaintainer maintainer : metadata.maintainers()) {
      Map<String, @Nullable Object> fields = new FieldMap();
      putText(fields, "name", maintainer.name());
      putText(fields, "email", maintainer.email());
      putText(fields, "url", maintainer.url());
      maintainers.add(fields);
    }
    return maintainers;
  }

  /// A list of dependencies, as in Chart.yaml and Chart.lock.
  public static List<Object> dependencies(List<ChartDependency> dependencies) {
    List<Object> documents = new ArrayList<>();
    for (ChartDependency dependency : dependencies) {
      Map<String, @Nullable Object> fields = new FieldMap();
      fields.put("name", dependency.name());
      putText(fields, "version", dependency.version());
      fields.put("repository", dependency.repository());
      putText(fields, "condition", dependency.condition());
      putList(fields, "tags", dependency.tags());
      if (dependency.enabled()) {
        fields.put("enabled", true);
      }
      putList(fields, "import-values", dependency.importValues());
      putText(fields, "alias", dependency.alias());
      documents.add(fields);
    }
    return documents;
  }

  /// The content of Chart.lock.
  public static Map<String, @Nullable Object> lock(ChartLock lock) {
    Map<String, @Nullable Object> fields = new FieldMap();
    fields.put("generated", lock.generated());
    fields.put("digest", lock.digest());
    fields.put("dependencies", dependencies(lock.dependencies()));
    return fields;
  }

  /// The present time as Go writes it to documents.
  public static String timestamp(Clock clock) {
    return GoTime.now(clock).format("2006-01-02T15:04:05.999999999Z07:00");
  }

  private static void putText(Map<String, @Nullable Object> fields, String name, String text) {
    if (!text.isEmpty()) {
      fields.put(name, text);
    }
  }

  private static void putList(
      Map<String, @Nullable Object> fields, String name, List<? extends @Nullable Object> list) {
    if (!list.isEmpty()) {
      fields.put(name, new ArrayList<>(list));
    }
  }
}
