package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.TreeValues;
import dev.slipway.object.patch.JsonPatch;
import dev.slipway.object.patch.MergePatch;
import dev.slipway.object.patch.StrategicPatch;
import dev.slipway.object.schema.Schema;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.rule.Schemas;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.FieldError;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Patches objects. Safe for use by several threads.
final class Patches {
  static final String APPLY = "application/apply-patch+yaml";
  private static final String JSON = "application/json-patch+json";
  private static final String MERGE = "application/merge-patch+json";
  private static final String STRATEGIC = "application/strategic-merge-patch+json";

  private final ObjectWrites writes;
  private final Ownerships ownerships;

  Patches(ObjectWrites writes, Ownerships ownerships) {
    this.writes = writes;
    this.ownerships = ownerships;
  }

  /// Patches an object, or a part that has the object's form.
  ObjectWrites.Written patch(ApiRequest request, WriteCall call) {
    String media = Bodies.mediaType(request);
    if (media.equals(APPLY)) {
      return apply(request, call);
    }
    if (!request.parameter("force").isEmpty()) {
      throw options(FieldError.forbidden("force", "may not be specified for non-apply patch"));
    }
    DocumentPatch patch = documentPatch(request, call.type());
    boolean strategic = media.equals(STRATEGIC);
    ObjectWrites.Change change =
        current -> {
          Map<String, @Nullable Object> patched = patch.apply(current.copy());
          String shown = strategic ? TreeValues.plain(read(request)) : Json.writeRaw(patched);
          Incoming.decode(
              call,
              patched,
              why ->
                  ApiException.invalid(
                      "", "", "", List.of(FieldError.invalid("patch", shown, why))));
          return patched;
        };
    return writes.update(call, null, change, ownerships.writing(call));
  }

  /// A patch that is ready to be put on a document.
  @FunctionalInterface
  interface DocumentPatch {
    Map<String, @Nullable Object> apply(Map<String, @Nullable Object> document);
  }

  /// Reads a patch of any type but apply.
  ///
  /// @throws ApiException 415 for a type that the kind does not take
  static DocumentPatch documentPatch(ApiRequest request, ResourceType type) {
    String media = Bodies.mediaType(request);
    boolean strategic = media.equals(STRATEGIC) && type.custom() == null;
    if (!strategic && !media.equals(JSON) && !media.equals(MERGE)) {
      throw type.custom() == null
          ? ApiException.unsupportedPatch()
          : ApiException.unsupportedMediaType(
              "the body of the request was in an unknown format - accepted media types include: "
                  + JSON
                  + ", "
                  + MERGE
                  + ", "
                  + APPLY);
    }
    Object patch = read(request);
    if (patch instanceof List<?> operations && media.equals(JSON)) {
      return new DocumentPatch() {
        @Override
        public Map<String, @Nullable Object> apply(Map<String, @Nullable Object> document) {
          return refusing(() -> JsonPatch.applyTo(document, operations));
        }
      };
    }
    if (patch instanceof Map<?, ?> map && !media.equals(JSON)) {
      Map<String, @Nullable Object> merge = asMap(map);
      Schema schema = strategic ? Schemas.of(type) : null;
      return new DocumentPatch() {
        @Override
        public Map<String, @Nullable Object> apply(Map<String, @Nullable Object> document) {
          return schema == null || !isOf(type, document)
              ? MergePatch.apply(document, merge)
              : refusing(() -> StrategicPatch.apply(document, merge, schema));
        }
      };
    }
    throw ApiException.badRequest(
        "error decoding patch: json: cannot unmarshal "
            + (patch instanceof Map ? "object" : "array")
            + " into Go value of type "
            + (media.equals(JSON) ? "[]handlers.jsonPatchOp" : "map[string]interface {}"));
  }

  private static boolean isOf(ResourceType type, Map<String, @Nullable Object> document) {
    return type.kind().equals(document.get("kind"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> asMap(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  private static @Nullable Object read(ApiRequest request) {
    try {
      return Json.readExact(Bodies.text(request));
    } catch (YamlException e) {
      throw ApiException.badRequest("error decoding patch: " + e.getMessage());
    }
  }

  /// Answers what a patch cannot do with 422, as the real server does.
  private static Map<String, @Nullable Object> refusing(
      Supplier<Map<String, @Nullable Object>> patch) {
    try {
      return patch.get();
    } catch (ObjectException e) {
      if (e.diagnostic().message().contains("declared merge key")) {
        throw ApiException.of(500, "", e.diagnostic().message(), Map.of());
      }
      throw ApiException.of(
          422,
          "Invalid",
          "the server rejected our request due to an error in our request",
          Map.of());
    }
  }

  private ObjectWrites.Written apply(ApiRequest request, WriteCall call) {
    if (request.parameter("fieldManager").isEmpty()) {
      throw options(FieldError.required("fieldManager", "is required for apply patch"));
    }
    boolean force = request.flag("force");
    KubeObject applied = KubeObject.of(applied(request, call));
    ObjectWrites.Change change = current -> merged(call, current, applied, force);
    ObjectWrites.Creation creation =
        () -> writes.create(call, merged(call, null, applied, force), FieldOwners.UNCHANGED);
    return writes.update(
        call, call.subresource().isEmpty() ? creation : null, change, FieldOwners.UNCHANGED);
  }

  private Map<String, @Nullable Object> merged(
      WriteCall call, @Nullable KubeObject live, KubeObject applied, boolean force) {
    Map<String, @Nullable Object> tree = ownerships.apply(call, live, applied, force);
    Incoming.normalize(call.type(), tree);
    return tree;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> applied(ApiRequest request, WriteCall call) {
    Object value;
    try {
      value = Json.readExact(Json.writeRaw(Yaml.read(Bodies.text(request))));
    } catch (YamlException e) {
      throw ApiException.badRequest("error decoding YAML: " + e.getMessage());
    }
    if (!(value instanceof Map)) {
      throw ApiException.badRequest("error decoding YAML: the patch is no object");
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>((Map<String, @Nullable Object>) value);
    ResourceType type = call.type();
    KubeObject object = KubeObject.of(tree);
    boolean other =
        !type.apiVersion().equals(object.apiVersion()) || !type.kind().equals(object.kind());
    if (other && !object.apiVersion().isEmpty()) {
      throw ApiException.badRequest(
          "Incorrect version specified in apply patch. Specified patch version: "
              + object.apiVersion()
              + ", Kind="
              + object.kind()
              + ", expected: "
              + type.apiVersion()
              + ", Kind="
              + type.kind());
    }
    Map<String, @Nullable Object> metadata = Fields.map(tree, "metadata");
    ObjectWrites.checkName(call, metadata);
    if (call.type().namespaced()) {
      Fields.initText(metadata, "namespace", call.namespace());
    }
    return tree;
  }

  private static ApiException options(FieldError error) {
    return ApiException.invalid("meta.k8s.io", "PatchOptions", "", List.of(error));
  }
}
