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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers requests for objects. Safe for use by several threads.
final class ResourceRequests {
  /// Parts that have the form of the object, and which writes to them change.
  private static final Set<String> OBJECT_PARTS =
      Set.of("status", "approval", "finalize", "ephemeralcontainers", "resize");

  private final ResourceRegistry registry;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final ObjectDeletes deletes;
  private final Ownerships ownerships;
  private final Patches patches;
  private final PartRequests parts;
  private final AccessReviews reviews;
  private final Namespaces namespaces;
  private final Clock clock;

  ResourceRequests(
      ResourceRegistry registry,
      ObjectReads reads,
      ObjectWrites writes,
      ObjectDeletes deletes,
      Ownerships ownerships,
      PartRequests parts,
      AccessReviews reviews,
      Namespaces namespaces,
      Clock clock) {
    this.registry = registry;
    this.reads = reads;
    this.writes = writes;
    this.deletes = deletes;
    this.ownerships = ownerships;
    this.patches = new Patches(writes, ownerships);
    this.parts = parts;
    this.reviews = reviews;
    this.namespaces = namespaces;
    this.clock = clock;
  }

  ApiResponse handle(ApiRequest request, RequestTarget target) {
    ResourceType type =
        registry
            .find(target.group(), target.version(), target.resource())
            .orElseThrow(ApiException::unknownPath);
    checkScope(target, type);
    if (AccessReviews.answers(type)) {
      return reviews.handle(request, target, type);
    }
    if (!target.subresource().isEmpty()) {
      return part(request, target, type);
    }
    if (!type.verbs().contains(target.verb())) {
      throw ApiException.methodNotAllowed();
    }
    if (target.name().isEmpty() && Set.of("update", "patch").contains(target.verb())) {
      throw ApiException.methodNotAllowed();
    }
    String namespace = type.namespaced() ? target.namespace() : "";
    ApiResponse response =
        switch (target.verb()) {
          case "get" -> reads.get(request, type, namespace, target.name());
          case "list" -> reads.list(request, type, namespace);
          case "watch" -> reads.watch(request, type, namespace, target.name());
          case "create" -> create(request, type, namespace);
          case "update" -> update(request, type, namespace, target.name(), "");
          case "patch" -> patch(request, type, namespace, target.name(), "");
          case "delete" -> delete(request, type, namespace, target.name());
          case "deletecollection" -> deleteCollection(request, type, namespace);
          default -> throw ApiException.methodNotAllowed();
        };
    return withWarning(response, type);
  }

  private static void checkScope(RequestTarget target, ResourceType type) {
    boolean whole = Set.of("list", "watch").contains(target.verb()) || AccessReviews.answers(type);
    if (type.namespaced() && target.namespace().isEmpty() && !whole) {
      throw target.name().isEmpty() ? ApiException.methodNotAllowed() : ApiException.unknownPath();
    }
    if (!type.namespaced() && !target.namespace().isEmpty() && !type.is("", "namespaces")) {
      throw ApiException.unknownPath();
    }
  }

  /// Tells users of a version that it is deprecated.
  private static ApiResponse withWarning(ApiResponse response, ResourceType type) {
    if (type.warning().isEmpty()) {
      return response;
    }
    return switch (response) {
      case ApiResponse.Document document ->
          new ApiResponse.Document(
              document.status(),
              document.contentType(),
              document.body(),
              withWarning(document.warnings(), type));
      case ApiResponse.Watching watching ->
          new ApiResponse.Watching(watching.stream(), withWarning(watching.warnings(), type));
      case ApiResponse.Bytes bytes -> bytes;
    };
  }

  private static List<String> withWarning(List<String> warnings, ResourceType type) {
    List<String> all = new ArrayList<>();
    all.add(type.warning());
    all.addAll(warnings);
    return all;
  }

  private ApiResponse part(ApiRequest request, RequestTarget target, ResourceType type) {
    String part = target.subresource();
    if (type.subresource(part).isEmpty()) {
      throw ApiException.unknownPath();
    }
    if (!type.subresource(part).get().verbs().contains(target.verb())) {
      throw ApiException.methodNotAllowed();
    }
    String namespace = type.namespaced() ? target.namespace() : "";
    if (part.equals("scale")) {
      return scale(request, target, type, namespace);
    }
    if (!OBJECT_PARTS.contains(part)) {
      return parts.handle(request, target, type);
    }
    return switch (target.verb()) {
      case "get" -> reads.get(request, type, namespace, target.name());
      case "update" -> update(request, type, namespace, target.name(), part);
      case "patch" -> patch(request, type, namespace, target.name(), part);
      default -> throw ApiException.methodNotAllowed();
    };
  }

  private ApiResponse scale(
      ApiRequest request, RequestTarget target, ResourceType type, String namespace) {
    if (target.verb().equals("get")) {
      KubeObject object = Conversion.read(type, reads.get(type, namespace, target.name())).object();
      return ApiResponse.Document.of(200, JsonBody.of(Scales.of(type, object)));
    }
    WriteCall call =
        WriteCall.of(request, type, namespace, target.name(), "scale", "UpdateOptions");
    ObjectWrites.Change change;
    if (target.verb().equals("update")) {
      KubeObject scale = KubeObject.of(Bodies.object(request, "autoscaling/v1", "Scale"));
      change = current -> Scales.apply(type, current.copy(), scale);
    } else {
      Patches.DocumentPatch patch = Patches.documentPatch(request, type);
      change =
          current ->
              Scales.apply(
                  type, current.copy(), KubeObject.of(patch.apply(Scales.of(type, current))));
    }
    ObjectWrites.Written written = writes.update(call, null, change, ownerships.writing(call));
    return new ApiResponse.Document(
        200, "application/json", JsonBody.of(Scales.of(type, written.object())), call.warnings());
  }

  private ApiResponse create(ApiRequest request, ResourceType type, String namespace) {
    if (type.is("", "bindings")) {
      throw ApiException.methodNotAllowed();
    }
    WriteCall call = WriteCall.of(request, type, namespace, "", "", "CreateOptions");
    Map<String, @Nullable Object> tree = Incoming.object(request, call);
    ObjectWrites.Written written = writes.create(call, tree, ownerships.writing(call));
    if (type.is("", "namespaces") && written.stored() != null) {
      namespaces.fill(written.stored().key().name());
    }
    return written(request, call, written);
  }

  private ApiResponse update(
      ApiRequest request, ResourceType type, String namespace, String name, String part) {
    WriteCall call = WriteCall.of(request, type, namespace, name, part, "UpdateOptions");
    Map<String, @Nullable Object> tree = Incoming.object(request, call);
    FieldOwners owners = ownerships.writing(call);
    ObjectWrites.Creation creation =
        part.isEmpty() && call.createsByPut() ? () -> writes.create(call, tree, owners) : null;
    return written(
        request, call, writes.update(call, creation, _ -> KubeObject.of(tree).copy(), owners));
  }

  private ApiResponse patch(
      ApiRequest request, ResourceType type, String namespace, String name, String part) {
    WriteCall call = WriteCall.of(request, type, namespace, name, part, "PatchOptions");
    ObjectWrites.Written written = patches.patch(request, call);
    if (written.created() && type.is("", "namespaces") && written.stored() != null) {
      namespaces.fill(name);
    }
    return written(request, call, written);
  }

  private ApiResponse written(ApiRequest request, WriteCall call, ObjectWrites.Written written) {
    View view = View.of(request, call.type(), clock);
    return new ApiResponse.Document(
        written.created() ? 201 : 200,
        "application/json",
        view.one(written.body(), true),
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
    return ApiResponse.Document.of(200, view.list(last, View.listMetadata(reads.revision())));
  }
}
