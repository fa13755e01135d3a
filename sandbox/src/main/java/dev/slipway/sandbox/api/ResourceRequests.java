package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.ResourceRegistry;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.StoredObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers requests for objects. Safe for use by several threads.
final class ResourceRequests {
  private final ResourceRegistry registry;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final ObjectDeletes deletes;
  private final Clock clock;

  ResourceRequests(
      ResourceRegistry registry,
      ObjectReads reads,
      ObjectWrites writes,
      ObjectDeletes deletes,
      Clock clock) {
    this.registry = registry;
    this.reads = reads;
    this.writes = writes;
    this.deletes = deletes;
    this.clock = clock;
  }

  ApiResponse handle(ApiRequest request, RequestTarget target) {
    ResourceType type =
        registry
            .find(target.group(), target.version(), target.resource())
            .orElseThrow(ApiException::unknownPath);
    if (type.namespaced()
        && target.namespace().isEmpty()
        && !List.of("list", "watch").contains(target.verb())) {
      throw target.verb().equals("create")
          ? ApiException.methodNotAllowed()
          : ApiException.unknownPath();
    }
    if (!type.namespaced() && !target.namespace().isEmpty() && !type.is("", "namespaces")) {
      throw ApiException.unknownPath();
    }
    if (!target.subresource().isEmpty()) {
      return part(request, target, type);
    }
    if (!type.verbs().contains(target.verb())) {
      throw ApiException.methodNotAllowed();
    }
    String namespace = type.namespaced() ? target.namespace() : "";
    return switch (target.verb()) {
      case "get" -> reads.get(request, type, namespace, target.name());
      case "list" -> reads.list(request, type, namespace);
      case "watch" -> reads.watch(request, type, namespace, target.name());
      case "create" -> create(request, type, namespace);
      case "update" -> update(request, type, namespace, target.name(), "");
      case "delete" -> delete(request, type, namespace, target.name());
      case "deletecollection" -> deleteCollection(request, type, namespace);
      default -> throw ApiException.methodNotAllowed();
    };
  }

  private ApiResponse part(ApiRequest request, RequestTarget target, ResourceType type) {
    if (type.subresource(target.subresource()).isEmpty()) {
      throw ApiException.unknownPath();
    }
    String namespace = type.namespaced() ? target.namespace() : "";
    if (target.subresource().equals("status")) {
      return switch (target.verb()) {
        case "get" -> reads.get(request, type, namespace, target.name());
        case "update" -> update(request, type, namespace, target.name(), "status");
        default -> throw ApiException.methodNotAllowed();
      };
    }
    throw ApiException.methodNotAllowed();
  }

  private ApiResponse create(ApiRequest request, ResourceType type, String namespace) {
    WriteCall call = WriteCall.of(request, type, namespace, "", "", "CreateOptions");
    Map<String, @Nullable Object> tree = Bodies.object(request, type.apiVersion(), type.kind());
    return written(request, call, writes.create(call, tree, FieldOwners.UNCHANGED));
  }

  private ApiResponse update(
      ApiRequest request, ResourceType type, String namespace, String name, String part) {
    WriteCall call = WriteCall.of(request, type, namespace, name, part, "UpdateOptions");
    Map<String, @Nullable Object> tree = Bodies.object(request, type.apiVersion(), type.kind());
    ObjectWrites.Creation creation =
        part.isEmpty() && call.createsByPut()
            ? () -> writes.create(call, tree, FieldOwners.UNCHANGED)
            : null;
    return written(
        request,
        call,
        writes.update(call, creation, _ -> KubeObject.of(tree).copy(), FieldOwners.UNCHANGED));
  }

  private ApiResponse written(ApiRequest request, WriteCall call, ObjectWrites.Written written) {
    View view = View.of(request, call.type(), clock);
    return new ApiResponse.Document(
        written.created() ? 201 : 200,
        "application/json",
        view.one(JsonBody.of(written.object()), true),
        call.warnings());
  }

  private ApiResponse delete(ApiRequest request, ResourceType type, String namespace, String name) {
    WriteCall call = WriteCall.of(request, type, namespace, name, "", "DeleteOptions");
    DeleteCall options = DeleteCall.of(request);
    ObjectDeletes.Deleted deleted = deletes.delete(call, options);
    JsonBody body =
        deleted.gone()
            ? JsonBody.of(success(type, deleted.object()))
            : Conversion.read(type, deleted.object());
    return new ApiResponse.Document(200, "application/json", body, call.warnings());
  }

  private static Map<String, @Nullable Object> success(ResourceType type, StoredObject gone) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("name", gone.key().name());
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    details.put("kind", type.plural());
    details.put("uid", gone.uid());
    return success(details);
  }

  static Map<String, @Nullable Object> success(Map<String, @Nullable Object> details) {
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("kind", "Status");
    status.put("apiVersion", "v1");
    status.put("metadata", new LinkedHashMap<>());
    status.put("status", "Success");
    Fields.set(status, "details", details.isEmpty() ? null : details);
    return status;
  }

  private ApiResponse deleteCollection(ApiRequest request, ResourceType type, String namespace) {
    DeleteCall options = DeleteCall.of(request);
    List<StoredObject> last = new ArrayList<>();
    for (StoredObject object : reads.selected(request, type, namespace)) {
      WriteCall call =
          WriteCall.of(
              request, type, object.key().namespace(), object.key().name(), "", "DeleteOptions");
      try {
        last.add(deletes.delete(call, options.withoutPreconditions()).object());
      } catch (ApiException gone) {
        if (!gone.reason().equals("NotFound")) {
          throw gone;
        }
      }
    }
    View view = View.of(request, type, clock);
    return ApiResponse.Document.of(200, view.list(last, View.listMetadata("")));
  }
}
