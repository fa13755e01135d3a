package dev.slipway.sandbox.openapi;

import dev.slipway.object.schema.Schema;
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
  /// @param start what its name and those of its parts start with, such as `io.k8s.api.apps.v1.`
  void addKind(String start, String group, String version, String kind, Schema schema) {
    Map<String, @Nullable Object> component = component(start, kind, schema);
    Map<String, @Nullable Object> type = new LinkedHashMap<>();
    type.put("group", group);
    type.put("kind", kind);
    type.put("version", version);
    component.put("x-kubernetes-group-version-kind", List.of(type));
  }

  private Map<String, @Nullable Object> component(String start, String name, Schema schema) {
    String full = start + name;
    int number = 2;
    while (components.containsKey(full)) {
      full = start + name + number++;
    }
    Map<String, @Nullable Object> component = new LinkedHashMap<>();
    names.put(schema.fields(), full);
    components.put(full, component);
    component.put("type", "object");
    Map<String, @Nullable Object> properties = new TreeMap<>();
    schema
        .fields()
        .forEach(
            (field, part) -> properties.put(field, property(start, name + capital(field), part)));
    component.put("properties", properties);
    if (!schema.required().isEmpty()) {
      component.put("required", List.copyOf(schema.required()));
    }
    if (schema.isAtomic()) {
      component.put("x-kubernetes-map-type", "atomic");
    }
    return component;
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private Map<String, @Nullable Object> property(String start, String name, Schema schema) {
    Map<String, @Nullable Object> extensions = extensions(schema);
    if (schema.kind() == Schema.Kind.MAP && !schema.fields().isEmpty()) {
      Map<String, @Nullable Object> reference = new LinkedHashMap<>();
      reference.put("$ref", "#/components/schemas/" + reference(start, name, schema));
      if (extensions.isEmpty()) {
        return reference;
      }
      extensions.put("allOf", List.of(reference));
      return extensions;
    }
    Map<String, @Nullable Object> property = type(schema.kind());
    Schema items = schema.items();
    if (schema.kind() == Schema.Kind.LIST && items != null) {
      property.put("items", property(start, name, items));
    }
    Schema values = schema.undeclared();
    if (schema.kind() == Schema.Kind.MAP && values != null) {
      Map<String, @Nullable Object> value = property(start, name, values);
      if (!value.isEmpty()) {
        property.put("additionalProperties", value);
      }
    }
    property.putAll(extensions);
    return property;
  }

  private String reference(String start, String name, Schema schema) {
    String known = names.get(schema.fields());
    if (known != null) {
      return known;
    }
    component(start, name, schema);
    return String.valueOf(names.get(schema.fields()));
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
