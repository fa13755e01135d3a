package dev.slipway.release.store;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartDocuments;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.ChartLock;
import dev.slipway.chart.ChartMaintainer;
import dev.slipway.chart.ChartMetadata;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A chart as a record holds it. Subcharts are not in there (Helm's struct keeps them in fields
/// that JSON does not see), so what comes back can be rendered only where the chart has none.
final class ChartRecord {
  private ChartRecord() {}

  static Map<String, @Nullable Object> write(Chart chart) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("metadata", ChartDocuments.metadata(chart.metadata(), true));
    ChartLock lock = chart.lock();
    tree.put("lock", lock == null ? null : lock(lock));
    tree.put("templates", files(chart.templates()));
    tree.put("values", chart.values());
    ChartFile schema = chart.schema();
    tree.put("schema", schema == null ? null : base64(schema.data()));
    tree.put("schemamodtime", "0001-01-01T00:00:00Z");
    tree.put("files", files(chart.files()));
    return tree;
  }

  private static Map<String, @Nullable Object> lock(ChartLock lock) {
    Map<String, @Nullable Object> tree = ChartDocuments.lock(lock);
    if (lock.generated().isEmpty()) {
      // Go cannot read an empty text as a moment.
      tree.put("generated", "0001-01-01T00:00:00Z");
    }
    return tree;
  }

  private static List<Object> files(List<ChartFile> files) {
    List<Object> trees = new ArrayList<>(files.size());
    for (ChartFile file : files) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("name", file.name());
      tree.put("data", base64(file.data()));
      trees.add(tree);
    }
    return trees;
  }

  private static String base64(byte[] data) {
    return Base64.getEncoder().encodeToString(data);
  }

  static Chart read(Map<String, @Nullable Object> tree) {
    List<ChartFile> templates = readFiles(tree.get("templates"));
    List<ChartFile> files = readFiles(tree.get("files"));
    List<ChartFile> raw = new ArrayList<>(templates);
    raw.addAll(files);
    ChartMetadata metadata = metadata(Trees.map(tree.get("metadata")));
    return new Chart(
            raw,
            metadata.name(),
            metadata,
            tree.get("lock") == null ? null : readLock(Trees.map(tree.get("lock"))),
            templates,
            null,
            tree.get("schema") instanceof String text
                ? new ChartFile("values.schema.json", bytes(text))
                : null,
            files,
            List.of())
        .withValues(Trees.mapOrNull(tree.get("values")));
  }

  private static List<ChartFile> readFiles(@Nullable Object value) {
    List<ChartFile> files = new ArrayList<>();
    for (Map<String, @Nullable Object> file : Trees.maps(value)) {
      files.add(new ChartFile(Trees.text(file, "name"), bytes(Trees.text(file, "data"))));
    }
    return files;
  }

  private static byte[] bytes(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static ChartLock readLock(Map<String, @Nullable Object> tree) {
    return new ChartLock(
        Trees.text(tree, "generated"),
        Trees.text(tree, "digest"),
        dependencies(tree.get("dependencies")));
  }

  static ChartMetadata metadata(Map<String, @Nullable Object> tree) {
    List<ChartMaintainer> maintainers = new ArrayList<>();
    for (Map<String, @Nullable Object> item : Trees.maps(tree.get("maintainers"))) {
      maintainers.add(
          new ChartMaintainer(
              Trees.text(item, "name"), Trees.text(item, "email"), Trees.text(item, "url")));
    }
    Map<String, String> annotations = new LinkedHashMap<>();
    Trees.map(tree.get("annotations"))
        .forEach((key, value) -> annotations.put(key, String.valueOf(value)));
    return new ChartMetadata(
        Trees.text(tree, "name"),
        Trees.text(tree, "home"),
        Trees.texts(tree.get("sources")),
        Trees.text(tree, "version"),
        Trees.text(tree, "description"),
        Trees.texts(tree.get("keywords")),
        maintainers,
        Trees.text(tree, "icon"),
        Trees.text(tree, "apiVersion"),
        Trees.text(tree, "condition"),
        Trees.text(tree, "tags"),
        Trees.text(tree, "appVersion"),
        Boolean.TRUE.equals(tree.get("deprecated")),
        annotations,
        Trees.text(tree, "kubeVersion"),
        dependencies(tree.get("dependencies")),
        Trees.text(tree, "type"));
  }

  private static List<ChartDependency> dependencies(@Nullable Object value) {
    List<ChartDependency> dependencies = new ArrayList<>();
    for (Map<String, @Nullable Object> item : Trees.maps(value)) {
      dependencies.add(
          new ChartDependency(
                  Trees.text(item, "name"),
                  Trees.text(item, "version"),
                  Trees.text(item, "repository"),
                  Trees.text(item, "condition"),
                  Trees.texts(item.get("tags")),
                  Boolean.TRUE.equals(item.get("enabled")),
                  List.of(),
                  Trees.text(item, "alias"))
              .withImportValues(Trees.list(item.get("import-values"))));
    }
    return dependencies;
  }
}
