package dev.slipway.sandbox.table;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns objects into `Table`s, from which `kubectl get` prints its columns.
public final class Tables {
  private Tables() {}

  /// What of each object goes along with its row.
  public enum Include {
    NONE,
    METADATA,
    OBJECT
  }

  /// The table of some objects.
  ///
  /// @param metadata the metadata of the list, or an empty map
  /// @param headings whether the columns are told; not after the first event of a watch
  public static Map<String, @Nullable Object> table(
      ResourceType type,
      List<KubeObject> objects,
      Map<String, @Nullable Object> metadata,
      Include include,
      boolean headings,
      Instant now) {
    List<Column> columns = ColumnBook.of(type);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>(objects.size());
    for (KubeObject object : objects) {
      rows.add(row(columns, object, include, now));
    }
    Map<String, @Nullable Object> table = new LinkedHashMap<>();
    table.put("kind", "Table");
    table.put("apiVersion", "meta.k8s.io/v1");
    table.put("metadata", metadata);
    table.put(
        "columnDefinitions",
        headings
            ? columns.stream()
                .map(column -> column.definition(Descriptions.of(type, column)))
                .toList()
            : null);
    table.put("rows", rows);
    return table;
  }

  private static Map<String, @Nullable Object> row(
      List<Column> columns, KubeObject object, Include include, Instant now) {
    List<@Nullable Object> cells = new ArrayList<>(columns.size());
    columns.forEach(column -> cells.add(column.cell().apply(object, now)));
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("cells", cells);
    switch (include) {
      case NONE -> {}
      case METADATA -> row.put("object", metadata(object));
      case OBJECT -> row.put("object", object.tree());
    }
    return row;
  }

  /// The metadata of an object as a `PartialObjectMetadata`.
  public static Map<String, @Nullable Object> metadata(KubeObject object) {
    Map<String, @Nullable Object> partial = new LinkedHashMap<>();
    partial.put("kind", "PartialObjectMetadata");
    partial.put("apiVersion", "meta.k8s.io/v1");
    partial.put("metadata", object.map("metadata"));
    return partial;
  }
}
