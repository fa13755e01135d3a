package dev.slipway.chart.repository;

import dev.slipway.chart.ChartDocuments;
import dev.slipway.yaml.FieldMap;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes index.yaml as Helm does.
public final class IndexWriter {
  private IndexWriter() {}

  /// The index as YAML.
  public static String yaml(RepositoryIndex index) {
    return Yaml.write(document(index));
  }

  /// The index as indented JSON.
  public static String json(RepositoryIndex index) {
    return Json.writePretty(document(index));
  }

  private static Map<String, @Nullable Object> document(RepositoryIndex index) {
    Map<String, @Nullable Object> fields = new FieldMap();
    fields.put("apiVersion", "v1");
    fields.put("generated", index.generated());
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    index
        .entries()
        .forEach((name, versions) -> {
          List<Object> documents = new ArrayList<>();
          versions.forEach(chart -> documents.add(document(chart)));
          entries.put(name, documents);
        });
    fields.put("entries", entries);
    if (!index.annotations().isEmpty()) {
      fields.put("annotations", new LinkedHashMap<>(index.annotations()));
    }
    return fields;
  }

  private static Map<String, @Nullable Object> document(IndexedChart chart) {
    Map<String, @Nullable Object> fields = ChartDocuments.metadata(chart.metadata(), true);
    fields.put("urls", new ArrayList<>(chart.urls()));
    fields.put("created", chart.created());
    if (chart.removed()) {
      fields.put("removed", true);
    }
    if (!chart.digest().isEmpty()) {
      fields.put("digest", chart.digest());
    }
    return fields;
  }
}
