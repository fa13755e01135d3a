package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.GoQuote;
import dev.slipway.sandbox.store.StoredObject;
import dev.slipway.sandbox.table.Tables;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one client wants to see objects of one kind.
///
/// @param type the kind in the version of the request
/// @param form the form of the answer
/// @param include what goes along with the rows of a table
/// @param clock tells how old things are
record View(ResourceType type, AcceptedForm form, Tables.Include include, Clock clock) {
  static View of(ApiRequest request, ResourceType type, Clock clock) {
    Tables.Include include =
        switch (request.parameter("includeObject")) {
          case "", "Metadata" -> Tables.Include.METADATA;
          case "None" -> Tables.Include.NONE;
          case "Object" -> Tables.Include.OBJECT;
          default ->
              throw ApiException.badRequest(
                  "Invalid value: "
                      + GoQuote.quote(request.parameter("includeObject"))
                      + ": must be 'Metadata', 'Object', 'None', or empty");
        };
    return new View(type, AcceptedForm.of(request.accept()), include, clock);
  }

  JsonBody one(StoredObject object) {
    return one(Conversion.read(type, object), true);
  }

  /// @param headings whether a table tells its columns
  JsonBody one(JsonBody object, boolean headings) {
    return switch (form) {
      case OBJECT -> object;
      case METADATA -> JsonBody.of(Tables.metadata(object.object()));
      case TABLE ->
          JsonBody.of(
              Tables.table(
                  type,
                  List.of(object.object()),
                  listMetadata(object.object().resourceVersion()),
                  include,
                  headings,
                  clock.instant()));
    };
  }

  /// @param metadata the metadata of the list
  JsonBody list(List<StoredObject> objects, Map<String, @Nullable Object> metadata) {
    if (form == AcceptedForm.TABLE) {
      List<KubeObject> trees = new ArrayList<>(objects.size());
      objects.forEach(object -> trees.add(Conversion.read(type, object).object()));
      return JsonBody.of(Tables.table(type, trees, metadata, include, true, clock.instant()));
    }
    boolean whole = form == AcceptedForm.OBJECT;
    Map<String, @Nullable Object> head = new LinkedHashMap<>();
    head.put("kind", whole ? type.kind() + "List" : "PartialObjectMetadataList");
    head.put("apiVersion", whole ? type.apiVersion() : "meta.k8s.io/v1");
    head.put("metadata", metadata);
    List<JsonBody> items = new ArrayList<>(objects.size());
    boolean untyped = whole && type.custom() == null;
    objects.forEach(object -> items.add(untyped ? JsonBody.untyped(one(object)) : one(object)));
    return new JsonBody.Listing(head, items);
  }

  static Map<String, @Nullable Object> listMetadata(String resourceVersion) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("resourceVersion", resourceVersion);
    return metadata;
  }

  /// The object of a bookmark.
  JsonBody bookmark(long revision, boolean initialEnd) {
    Map<String, @Nullable Object> metadata = listMetadata(Long.toString(revision));
    metadata.put("creationTimestamp", null);
    if (initialEnd) {
      Map<String, @Nullable Object> annotations = new LinkedHashMap<>();
      annotations.put("k8s.io/initial-events-end", "true");
      metadata.put("annotations", annotations);
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    boolean whole = form != AcceptedForm.METADATA;
    tree.put("kind", whole ? type.kind() : "PartialObjectMetadata");
    tree.put("apiVersion", whole ? type.apiVersion() : "meta.k8s.io/v1");
    tree.put("metadata", metadata);
    return form == AcceptedForm.TABLE
        ? JsonBody.of(Tables.table(type, List.of(), metadata, include, true, clock.instant()))
        : JsonBody.of(tree);
  }
}
