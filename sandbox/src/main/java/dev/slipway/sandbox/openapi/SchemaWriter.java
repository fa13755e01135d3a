package dev.slipway.sandbox.openapi;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.schema.Schema;
import dev.slipway.sandbox.definition.Descriptions;
import dev.slipway.sandbox.definition.Descriptions.Definition;
import dev.slipway.sandbox.definition.Descriptions.Field;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes schemas as OpenAPI has them: whatever has fields becomes a component of its own that is
/// written once, so that kinds that hold themselves end. Not safe for use by several threads.
final class SchemaWriter {
  private final IdentityHashMap<Map<String, ? extends Schema>, String> names =
      new IdentityHashMap<>();
  private final Map<String, @Nullable Object> components = new TreeMap<>();

  /// The components so far, by name.
  Map<String, @Nullable Object> components() {
    return components;
  }

  /// Adds the schema of a kind.
  ///
  /// @param start what its name and those of its parts start with where no name is recorded, such
  ///   as `io.k8s.api.apps.v1.`
  /// @return the name of its component
  String addKind(String start, GroupVersionKind type, Schema schema) {
    Definition known = Descriptions.get().kind(type.apiVersion(), type.kind());
    String full = component(new Place(start, type.kind(), known), schema);
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("group", type.group());
    tree.put("kind", type.kind());
    tree.put("version", type.version());
    if (components.get(full) instanceof Map<?, ?> component) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      component.forEach((key, value) -> named.put((String) key, value));
      named.put("x-kubernetes-group-version-kind", List.of(tree));
      components.put(full, named);
    }
    return full;
  }

  /// Where a schema stands.
  ///
  /// @param start what names start with where none is recorded
  /// @param name its name after that
  /// @param known what is recorded of it; null for nothing
  private record Place(String start, String name, @Nullable Definition known) {
    /// The place of a field, of its items and of its values.
    Place field(String field) {
      Definition definition = known;
      return new Place(
          start,
          name + Character.toUpperCase(field.charAt(0)) + field.substring(1),
          definition == null ? null : Descriptions.get().of(definition.field(field)));
    }

    Field about(String field) {
      Definition definition = known;
      return definition == null ? Field.UNKNOWN : definition.field(field);
    }
  }

  private String component(Place place, Schema schema) {
    Definition known = place.known();
    String full = known == null ? place.start() + place.name() : known.name();
    int number = 2;
    while (components.containsKey(full)) {
      full = place.start() + place.name() + number++;
    }
    Map<String, @Nullable Object> component = new LinkedHashMap<>();
    names.put(schema.fields(), full);
    components.put(full, component);
    if (known != null && !known.text().isEmpty()) {
      component.put("description", known.text());
    }
    component.put("type", "object");
    Map<String, @Nullable Object> properties = new TreeMap<>();
    schema
        .fields()
        .forEach((field, part) ->
            properties.put(
                field, described(property(place.field(field), part), place.about(field))));
    component.put("properties", properties);
    if (!schema.required().isEmpty()) {
      component.put("required", List.copyOf(schema.required()));
    }
    if (schema.isAtomic()) {
      component.put("x-kubernetes-map-type", "atomic");
    }
    return full;
  }

  /// A property with its description; a reference cannot have one beside it.
  private static Map<String, @Nullable Object> described(
      Map<String, @Nullable Object> property, Field about) {
    if (about.text().isEmpty()) {
      return property;
    }
    Map<String, @Nullable Object> described = new LinkedHashMap<>();
    described.put("description", about.text());
    if (property.containsKey("$ref")) {
      described.put("allOf", List.of(property));
    } else {
      described.putAll(property);
    }
    if (!about.values().isEmpty()) {
      described.put("enum", about.values());
    }
    return described;
  }

  private Map<String, @Nullable Object> property(Place place, Schema schema) {
    Map<String, @Nullable Object> extensions = extensions(schema);
    if (schema.kind() == Schema.Kind.MAP && !schema.fields().isEmpty()) {
      Map<String, @Nullable Object> reference = new LinkedHashMap<>();
      reference.put("$ref", "#/components/schemas/" + reference(place, schema));
      if (extensions.isEmpty()) {
        return reference;
      }
      extensions.put("allOf", List.of(reference));
      return extensions;
    }
    Map<String, @Nullable Object> property = type(schema.kind());
    Schema items = schema.items();
    if (schema.kind() == Schema.Kind.LIST && items != null) {
      property.put("items", property(place, items));
    }
    Schema values = schema.undeclared();
    if (schema.kind() == Schema.Kind.MAP && values != null) {
      Map<String, @Nullable Object> value = property(place, values);
      if (!value.isEmpty()) {
        property.put("additionalProperties", value);
      }
    }
    property.putAll(extensions);
    return property;
  }

  private String reference(Place place, Schema schema) {
    String known = names.get(schema.fields());
    return known == null ? component(place, schema) : known;
  }

  private static Map<String, @Nullable Object> extensions(Schema schema) {
    Map<String, @Nullable Object> extensions = new LinkedHashMap<>();
    if (schema.kind() == Schema.Kind.LIST) {
      switch (schema.list()) {
        case SET -> extensions.put("x-kubernetes-list-type", "set");
        case MAP -> {
          extensions.put("x-kubernetes-list-type", "map");
          extensions.put("x-kubernetes-list-map-keys", schema.keys());
        }
        case ATOMIC -> extensions.put("x-kubernetes-list-type", "atomic");
      }
    }
    Schema.Patching patching = schema.patching();
    List<String> strategies = new ArrayList<>();
    if (patching.merge()) {
      strategies.add("merge");
    }
    if (patching.replace()) {
      strategies.add("replace");
    }
    if (patching.retainKeys()) {
      strategies.add("retainKeys");
    }
    if (!strategies.isEmpty()) {
      extensions.put("x-kubernetes-patch-strategy", String.join(",", strategies));
    }
    if (!patching.key().isEmpty()) {
      extensions.put("x-kubernetes-patch-merge-key", patching.key());
    }
    return extensions;
  }

  private static Map<String, @Nullable Object> type(Schema.Kind kind) {
    Map<String, @Nullable Object> type = new LinkedHashMap<>();
    switch (kind) {
      case TEXT -> type.put("type", "string");
      case INT32 -> put(type, "integer", "int32");
      case INT64 -> put(type, "integer", "int64");
      case NUMBER -> put(type, "number", "double");
      case FLAG -> type.put("type", "boolean");
      case BYTES -> put(type, "string", "byte");
      case TIME -> put(type, "string", "date-time");
      case QUANTITY -> alternatives(type, "string", "number");
      case INT_OR_TEXT -> {
        type.put("format", "int-or-string");
        alternatives(type, "integer", "string");
      }
      case LIST -> type.put("type", "array");
      case MAP -> type.put("type", "object");
      case ANYTHING -> type.put("x-kubernetes-preserve-unknown-fields", true);
    }
    return type;
  }

  private static void put(Map<String, @Nullable Object> into, String type, String format) {
    into.put("type", type);
    into.put("format", format);
  }

  private static void alternatives(Map<String, @Nullable Object> into, String one, String other) {
    into.put("oneOf", List.of(Map.of("type", one), Map.of("type", other)));
  }
}
