package dev.slipway.sandbox.api;

import dev.slipway.object.schema.Schema;
import dev.slipway.sandbox.resource.BuiltinResources;
import dev.slipway.sandbox.resource.ResourceRegistry;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Schemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// OpenAPI documents as far as clients need them: which parameters the paths take, and the fields
/// of kinds down to some depth. Safe for use by several threads.
final class OpenApiDocuments {
  /// How deep fields are described: as far as the ports of a container of a template.
  private static final int DEPTH = 7;

  private final ResourceRegistry registry;

  OpenApiDocuments(ResourceRegistry registry) {
    this.registry = registry;
  }

  /// `/openapi/v3`.
  Map<String, @Nullable Object> index() {
    Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    registry
        .groups()
        .forEach((group, versions) -> {
          for (String version : versions) {
            String path = group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
            paths.put(path, Map.of("serverRelativeURL", "/openapi/v3/" + path));
          }
        });
    Map<String, @Nullable Object> index = new LinkedHashMap<>();
    index.put("paths", paths);
    return index;
  }

  /// The document of a group's version, by its path such as `apis/apps/v1`.
  Optional<Map<String, @Nullable Object>> document(String path) {
    List<ResourceType> types =
        registry.types().stream().filter(type -> root(type).equals("/" + path)).toList();
    if (types.isEmpty()) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
    for (ResourceType type : types) {
      String collection =
          root(type) + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
      paths.put(collection, operations(type, List.of("get", "post", "delete")));
      paths.put(collection + "/{name}", operations(type, List.of("get", "put", "patch", "delete")));
      Schema schema = Schemas.of(type);
      if (schema != null) {
        Map<String, @Nullable Object> described = describe(schema, DEPTH);
        described.put("x-kubernetes-group-version-kind", List.of(kind(type)));
        schemas.put(type.group() + "." + type.version() + "." + type.kind(), described);
      }
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.0.0");
    document.put(
        "info", Map.of("title", "Kubernetes", "version", BuiltinResources.get().kubernetes()));
    document.put("paths", paths);
    document.put("components", Map.of("schemas", schemas));
    return Optional.of(document);
  }

  private static String root(ResourceType type) {
    return (type.group().isEmpty() ? "/api/" : "/apis/") + type.apiVersion();
  }

  private static Map<String, @Nullable Object> operations(ResourceType type, List<String> methods) {
    Map<String, @Nullable Object> operations = new LinkedHashMap<>();
    for (String method : methods) {
      boolean writes = List.of("post", "put", "patch").contains(method);
      List<Object> parameters = new ArrayList<>();
      for (String name :
          writes
              ? List.of("dryRun", "fieldManager", "fieldValidation", "pretty")
              : List.of("pretty")) {
        parameters.add(Map.of("name", name, "in", "query", "schema", Map.of("type", "string")));
      }
      Map<String, @Nullable Object> operation = new LinkedHashMap<>();
      operation.put("parameters", parameters);
      operation.put("responses", Map.of("200", Map.of("description", "OK")));
      operation.put("x-kubernetes-group-version-kind", kind(type));
      operations.put(method, operation);
    }
    return operations;
  }

  private static Map<String, @Nullable Object> kind(ResourceType type) {
    Map<String, @Nullable Object> kind = new LinkedHashMap<>();
    kind.put("group", type.group());
    kind.put("version", type.version());
    kind.put("kind", type.kind());
    return kind;
  }

  private static Map<String, @Nullable Object> describe(Schema schema, int depth) {
    Map<String, @Nullable Object> described = new LinkedHashMap<>();
    switch (schema.kind()) {
      case LIST -> {
        described.put("type", "array");
        Schema items = schema.items();
        if (items != null && depth > 0) {
          described.put("items", describe(items, depth - 1));
        }
      }
      case MAP -> {
        described.put("type", "object");
        map(schema, depth, described);
      }
      case INT32, INT64 -> described.put("type", "integer");
      case NUMBER -> described.put("type", "number");
      case FLAG -> described.put("type", "boolean");
      case INT_OR_TEXT -> described.put("x-kubernetes-int-or-string", true);
      case TEXT, TIME, BYTES, QUANTITY -> described.put("type", "string");
      case ANYTHING -> described.put("x-kubernetes-preserve-unknown-fields", true);
    }
    return described;
  }

  private static void map(Schema schema, int depth, Map<String, @Nullable Object> described) {
    if (depth == 0) {
      described.put("x-kubernetes-preserve-unknown-fields", true);
      return;
    }
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    schema.fields().forEach((name, field) -> properties.put(name, describe(field, depth - 1)));
    if (!properties.isEmpty()) {
      described.put("properties", properties);
    }
    if (!schema.required().isEmpty()) {
      described.put("required", List.copyOf(schema.required()));
    }
    Schema inner = schema.undeclared();
    if (inner != null && properties.isEmpty()) {
      described.put("additionalProperties", describe(inner, depth - 1));
    }
  }
}
