package dev.slipway.sandbox.table;

import dev.slipway.object.KubeObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// One column of a table.
///
/// @param name its heading
/// @param type `string`, `integer`, `number`, `boolean` or `date`
/// @param format such as `name`; may be empty
/// @param priority 0 when it is always shown, greater when only on `-o wide`
/// @param cell its cell for an object at a moment
record Column(
    String name,
    String type,
    String format,
    int priority,
    BiFunction<KubeObject, Instant, @Nullable Object> cell) {
  /// A text column.
  static Column text(String name, BiFunction<KubeObject, Instant, @Nullable Object> cell) {
    return new Column(name, "string", "", 0, cell);
  }

  /// A text column that only `-o wide` shows.
  static Column wide(String name, BiFunction<KubeObject, Instant, @Nullable Object> cell) {
    return new Column(name, "string", "", 1, cell);
  }

  /// A column of a text field.
  static Column field(String name, String... path) {
    return text(name, (object, _) -> object.text(path));
  }

  /// A column of whole numbers.
  static Column count(String name, String... path) {
    return new Column(name, "integer", "", 0, (object, _) -> object.number(0, path));
  }

  /// The object's name.
  static Column objectName() {
    return new Column("Name", "string", "name", 0, (object, _) -> object.name());
  }

  /// How old the object is.
  static Column age() {
    return text(
        "Age", (object, now) -> Ages.since(object.text("metadata", "creationTimestamp"), now));
  }

  Map<String, @Nullable Object> definition(String description) {
    Map<String, @Nullable Object> definition = new LinkedHashMap<>();
    definition.put("name", name);
    definition.put("type", type);
    definition.put("format", format);
    definition.put("description", description);
    definition.put("priority", (long) priority);
    return definition;
  }
}
