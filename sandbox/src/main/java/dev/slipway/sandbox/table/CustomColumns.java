package dev.slipway.sandbox.table;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.CustomVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns that a custom resource definition names.
final class CustomColumns {
  private CustomColumns() {}

  static List<Column> of(CustomVersion version) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.objectName());
    for (Map<String, @Nullable Object> item : version.columns()) {
      KubeObject column = KubeObject.of(item);
      String path = column.text("jsonPath");
      String type = column.text("type");
      columns.add(
          new Column(
              column.text("name"),
              type,
              column.text("format"),
              (int) column.number(0, "priority"),
              (object, now) -> cell(object, path, type, now)));
    }
    if (version.columns().isEmpty()) {
      columns.add(Column.age());
    }
    return columns;
  }

  private static @Nullable Object cell(KubeObject object, String path, String type, Instant now) {
    Object value = JsonPaths.first(object.tree(), path);
    if (value == null) {
      return type.equals("date") ? "<unknown>" : null;
    }
    return switch (type) {
      case "integer" -> value instanceof Number number ? number.longValue() : null;
      case "number", "boolean" -> value;
      case "date" -> Ages.since(value.toString(), now);
      default -> value.toString();
    };
  }
}
