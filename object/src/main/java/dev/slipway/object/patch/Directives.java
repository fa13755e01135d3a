package dev.slipway.object.patch;

import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import dev.slipway.object.TreeValues;
import dev.slipway.object.schema.FreeSchema;
import dev.slipway.object.schema.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys of strategic merge patches that are instructions, and the errors that both sides of the
/// work, making and applying, have in common. Stateless.
final class Directives {
  static final String MARKER = "$patch";
  static final String DELETE = "delete";
  static final String REPLACE = "replace";
  static final String MERGE = "merge";
  static final String DELETE_FROM_LIST = "$deleteFromPrimitiveList";
  static final String RETAIN_KEYS = "$retainKeys";
  static final String ELEMENT_ORDER = "$setElementOrder";

  private Directives() {}

  static ObjectException failed(String message) {
    return new ObjectException(ObjectErrorCode.PATCH, message);
  }

  static ObjectException badList() {
    return failed("invalid patch format of primitive list");
  }

  static ObjectException badOrder() {
    return failed("invalid patch format of setElementOrder list");
  }

  static ObjectException badRetainKeys() {
    return failed("invalid patch format of retainKeys");
  }

  static ObjectException noMergeKey(Map<?, ?> map, String key) {
    return failed("map: " + TreeValues.plain(map) + " does not contain declared merge key: " + key);
  }

  static ObjectException badType(String expected, @Nullable Object actual) {
    return failed("expected a " + expected + ", but received a " + type(actual));
  }

  static final String MAP_TYPE = "map[string]interface {}";
  static final String LIST_TYPE = "[]interface {}";

  /// Go's name of a value's type.
  static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "%!s(<nil>)";
      case Map<?, ?> _ -> MAP_TYPE;
      case List<?> _ -> LIST_TYPE;
      case String _ -> "string";
      case Boolean _ -> "bool";
      case Double _ -> "float64";
      default -> "int64";
    };
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> map(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      return (Map<String, @Nullable Object>) value;
    }
    throw badType(MAP_TYPE, value);
  }

  @SuppressWarnings("unchecked")
  static List<@Nullable Object> list(@Nullable Object value) {
    if (value instanceof List<?>) {
      return (List<@Nullable Object>) value;
    }
    throw badType(LIST_TYPE, value);
  }

  /// The name of the list that a directive for a list is about.
  static String listName(String key, String directive) {
    int slash = key.indexOf('/');
    if (slash < 0 || !key.substring(0, slash).equals(directive)) {
      throw directive.equals(DELETE_FROM_LIST) ? badList() : badOrder();
    }
    return key.substring(slash + 1);
  }

  /// The schema of a field.
  ///
  /// @throws ObjectException if there is no such field
  static Schema field(Schema schema, String name) {
    Schema field = schema.field(name);
    if (field == null) {
      field = schema.undeclared();
    }
    if (field == null) {
      throw failed("unable to find api field in struct for the json field \"" + name + "\"");
    }
    return field;
  }

  /// The schema of the items of a field that is a list.
  static Schema items(Schema field) {
    Schema items = field.items();
    return items == null ? FreeSchema.ANYTHING : items;
  }
}
