package dev.slipway.sandbox.table;

import dev.slipway.sandbox.resource.ResourceType;
import java.util.List;

/// Which columns the table of which kind has.
final class ColumnBook {
  private ColumnBook() {}

  static List<Column> of(ResourceType type) {
    return List.of(
        Column.objectName(),
        new Column(
            "Created At",
            "date",
            "",
            0,
            (object, _) -> object.text("metadata", "creationTimestamp")));
  }
}
