package dev.slipway.sandbox.openapi;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.schema.KubeSchemas;
import dev.slipway.object.schema.Schema;
import dev.slipway.sandbox.http.ApiGate;
import dev.slipway.sandbox.resource.BuiltinResources;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoredObject;
import dev.slipway.yaml.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// `/openapi/v3` with a document for each group and version, and `/openapi/v2` with all in one, in
/// JSON. Documents of built-in kinds are made when they are first asked for. Safe for use by
/// several threads.
public final class OpenApiPath implements ApiGate.ExtraPath {
  private static final GroupResource DEFINITIONS =
      new GroupResource("apiextensions.k8s.io", "customresourcedefinitions");
  private static final String PROTOBUF =
      "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
  private static final String V3 = "/openapi/v3";

  private final ObjectStore store;
  private final KubeSchemas schemas;
  private final Map<String, byte[]> made = new ConcurrentHashMap<>();

  /// The documents of the kinds of that minor version and of the definitions in a store.
  public OpenApiPath(ObjectStore store, KubeSchemas schemas) {
    this.store = store;
    this.schemas = schemas;
  }

  @Override
  public String path() {
    return "/openapi";
  }

  @Override
  public Answer answer(String method, String path, String accept, byte[] body) {
    if (path.equals("/openapi/v2")) {
      if (accept.startsWith("application/com.github.proto-openapi.spec.v2@v1.0+protobuf")) {
        return new Answer(200, new LinkedHashMap<>(Map.of("Content-Type", PROTOBUF)), empty());
      }
      if (!accept.isEmpty() && !accept.contains("json") && !accept.contains("*/*")) {
        throw ApiException.notAcceptable(
            "only the following media types are accepted: application/json");
      }
      return json(swagger());
    }
    if (path.equals(V3) || path.equals(V3 + "/")) {
      return json(Json.writeRaw(index()).getBytes(StandardCharsets.UTF_8));
    }
    String asked = path.startsWith(V3 + "/") ? path.substring(V3.length() + 1) : "";
    if (!versions().containsKey(asked)) {
      return new Answer(404, new LinkedHashMap<>(), new byte[0]);
    }
    return json(document(asked));
  }

  private static Answer json(byte[] body) {
    return new Answer(200, new LinkedHashMap<>(Map.of("Content-Type", "application/json")), body);
  }

  private static String pathOf(String group, String version) {
    return group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
  }

  /// The kinds by the path of their document.
  private Map<String, List<Kind>> versions() {
    Map<String, List<Kind>> versions = new TreeMap<>();
    for (ResourceType type : BuiltinResources.near(schemas.minor()).types()) {
      versions
          .computeIfAbsent(pathOf(type.group(), type.version()), _ -> new ArrayList<>())
          .add(
              new Kind(
                  new GroupVersionKind(type.group(), type.version(), type.kind()),
                  type.plural(),
                  type.namespaced(),
                  null));
    }
    for (StoredObject stored : store.list(DEFINITIONS, "").objects()) {
      KubeObject definition = stored.object();
      String group = definition.text("spec", "group");
      for (Map<String, @Nullable Object> version : definition.maps("spec", "versions")) {
        if (Boolean.TRUE.equals(version.get("served"))) {
          String name = String.valueOf(version.get("name"));
          versions
              .computeIfAbsent(pathOf(group, name), _ -> new ArrayList<>())
              .add(
                  new Kind(
                      new GroupVersionKind(group, name, definition.text("spec", "names", "kind")),
                      definition.text("spec", "names", "plural"),
                      definition.text("spec", "scope").equals("Namespaced"),
                      KubeObject.of(version).map("schema", "openAPIV3Schema")));
        }
      }
    }
    return versions;
  }

  /// A kind with what its paths need.
  ///
  /// @param schema its schema as its definition has it; null for a built-in kind
  private record Kind(
      GroupVersionKind type,
      String plural,
      boolean namespaced,
      @Nullable Map<String, @Nullable Object> schema) {}

  private Map<String, @Nullable Object> index() {
    Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    versions()
        .forEach((path, kinds) -> {
          boolean custom = kinds.getFirst().schema() != null;
          String hash =
              custom
                  ? Integer.toHexString(kinds.hashCode())
                  : Integer.toHexString(schemas.minor() * 31 + path.hashCode());
          Map<String, @Nullable Object> entry = new LinkedHashMap<>();
          entry.put("serverRelativeURL", V3 + "/" + path + "?hash=" + hash);
          paths.put(path, entry);
        });
    Map<String, @Nullable Object> index = new LinkedHashMap<>();
    index.put("paths", paths);
    return index;
  }

  private byte[] document(String path) {
    List<Kind> kinds = versions().getOrDefault(path, List.of());
    boolean custom = kinds.stream().anyMatch(kind -> kind.schema() != null);
    return custom ? written(kinds) : made.computeIfAbsent(path, _ -> written(kinds));
  }

  private byte[] written(List<Kind> kinds) {
    SchemaWriter writer = new SchemaWriter();
    Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    Map<GroupVersionKind, String> added = new HashMap<>();
    kinds.forEach(kind -> add(kind, writer, added, paths));
    Map<String, @Nullable Object> components = new LinkedHashMap<>();
    components.put("schemas", writer.components());
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.0.0");
    document.put("info", info());
    document.put("paths", paths);
    document.put("components", components);
    return Json.writeRaw(document).getBytes(StandardCharsets.UTF_8);
  }

  private void add(
      Kind kind,
      SchemaWriter writer,
      Map<GroupVersionKind, String> added,
      Map<String, @Nullable Object> paths) {
    GroupVersionKind type = kind.type();
    String start = start(type);
    Map<String, @Nullable Object> own = kind.schema();
    Schema schema = own == null ? schemas.kind(type) : null;
    String name = start + type.kind();
    if (schema != null) {
      name = added.computeIfAbsent(type, _ -> writer.addKind(start, type, schema));
    } else if (own != null) {
      Map<String, @Nullable Object> component = new LinkedHashMap<>(own);
      component.put("x-kubernetes-group-version-kind", List.of(typeTree(type)));
      writer.components().put(name, component);
    }
    String path =
        "/"
            + pathOf(type.group(), type.version())
            + (kind.namespaced() ? "/namespaces/{namespace}/" : "/")
            + kind.plural()
            + "/{name}";
    Map<String, @Nullable Object> methods = new LinkedHashMap<>();
    methods.put("get", operation("get", type, name, List.of()));
    methods.put(
        "patch",
        operation(
            "patch", type, name, List.of("dryRun", "fieldManager", "fieldValidation", "force")));
    paths.put(path, methods);
  }

  /// What the names of a kind's schemas start with.
  private static String start(GroupVersionKind type) {
    String group = type.group();
    int dot = group.indexOf('.');
    String first = group.isEmpty() ? "core" : dot < 0 ? group : group.substring(0, dot);
    boolean own = group.isEmpty() || dot < 0 || group.endsWith(".k8s.io");
    return own
        ? "io.k8s.api." + first + "." + type.version() + "."
        : group + "." + type.version() + ".";
  }

  private static Map<String, @Nullable Object> typeTree(GroupVersionKind type) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("group", type.group());
    tree.put("kind", type.kind());
    tree.put("version", type.version());
    return tree;
  }

  private static Map<String, @Nullable Object> operation(
      String action, GroupVersionKind type, String name, List<String> parameters) {
    List<@Nullable Object> written = new ArrayList<>();
    for (String parameter : parameters) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("name", parameter);
      tree.put("in", "query");
      tree.put("schema", Map.of("type", parameter.equals("force") ? "boolean" : "string"));
      written.add(tree);
    }
    Map<String, @Nullable Object> reference = Map.of("$ref", "#/components/schemas/" + name);
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("description", "OK");
    response.put("content", Map.of("application/json", Map.of("schema", reference)));
    Map<String, @Nullable Object> operation = new LinkedHashMap<>();
    operation.put("parameters", written);
    operation.put("responses", Map.of("200", response));
    operation.put("x-kubernetes-action", action);
    operation.put("x-kubernetes-group-version-kind", typeTree(type));
    return operation;
  }

  private Map<String, @Nullable Object> info() {
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("title", "Slipway sandbox");
    info.put("version", "v1." + schemas.minor());
    return info;
  }

  /// The older document in its binary form, without definitions: clients that ask for it have asked
  /// the newer ones before, for kinds that they have not found there.
  private byte[] empty() {
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    text(info, 1, "Slipway sandbox");
    text(info, 2, "v1." + schemas.minor());
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    text(document, 1, "2.0");
    bytes(document, 2, info.toByteArray());
    bytes(document, 8, new byte[0]);
    return document.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, int field, String text) {
    bytes(out, field, text.getBytes(StandardCharsets.UTF_8));
  }

  /// @param bytes fewer than 128
  private static void bytes(ByteArrayOutputStream out, int field, byte[] bytes) {
    out.write(field << 3 | 2);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  /// All definitions in one document of the older form.
  private byte[] swagger() {
    SchemaWriter writer = new SchemaWriter();
    Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    Map<GroupVersionKind, String> added = new HashMap<>();
    versions().values().forEach(kinds -> kinds.forEach(kind -> add(kind, writer, added, paths)));
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("swagger", "2.0");
    document.put("info", info());
    document.put("paths", Map.of());
    document.put("definitions", writer.components());
    return Json.writeRaw(document)
        .replace("#/components/schemas/", "#/definitions/")
        .getBytes(StandardCharsets.UTF_8);
  }
}
