package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.select.FieldSelector;
import dev.slipway.object.select.LabelSelector;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.GoQuote;
import dev.slipway.sandbox.store.StoredObject;
import java.util.List;
import java.util.Map;

/// Which objects of a list or watch are wanted.
///
/// @param labels by their labels
/// @param fields by their fields
record Selection(LabelSelector labels, FieldSelector fields) {
  private static final List<String> METADATA = List.of("metadata.name", "metadata.namespace");

  /// The fields by which a kind can be selected besides its name and namespace.
  private static final Map<String, List<String>> FIELDS =
      Map.ofEntries(
          Map.entry(
              "pods",
              List.of(
                  "spec.nodeName",
                  "spec.restartPolicy",
                  "spec.schedulerName",
                  "spec.serviceAccountName",
                  "spec.hostNetwork",
                  "status.phase",
                  "status.podIP",
                  "status.podIPs",
                  "status.nominatedNodeName")),
          Map.entry("nodes", List.of("spec.unschedulable")),
          Map.entry(
              "events",
              List.of(
                  "involvedObject.kind",
                  "involvedObject.namespace",
                  "involvedObject.name",
                  "involvedObject.uid",
                  "involvedObject.apiVersion",
                  "involvedObject.resourceVersion",
                  "involvedObject.fieldPath",
                  "reason",
                  "reportingComponent",
                  "source",
                  "type")),
          Map.entry("namespaces", List.of("status.phase", "name")),
          Map.entry("secrets", List.of("type")),
          Map.entry("services", List.of("spec.clusterIP", "spec.type")),
          Map.entry("replicationcontrollers", List.of("status.replicas")),
          Map.entry("replicasets.apps", List.of("status.replicas")),
          Map.entry("jobs.batch", List.of("status.successful")),
          Map.entry("persistentvolumes", List.of("name")),
          Map.entry("persistentvolumeclaims", List.of("name")),
          Map.entry("certificatesigningrequests.certificates.k8s.io", List.of("spec.signerName")));

  /// Reads the parameters of a request.
  ///
  /// @throws ApiException if a selector cannot be read, or the kind has no such field
  static Selection of(ApiRequest request, ResourceType type) {
    try {
      LabelSelector labels = LabelSelector.parse(request.parameter("labelSelector"));
      FieldSelector fields = FieldSelector.parse(request.parameter("fieldSelector"));
      for (FieldSelector.Requirement requirement : fields.requirements()) {
        check(type, requirement.field());
      }
      return new Selection(labels, fields);
    } catch (ObjectException e) {
      throw ApiException.badRequest(e.getMessage());
    }
  }

  private static void check(ResourceType type, String field) {
    if (METADATA.contains(field)) {
      return;
    }
    List<String> known =
        type.custom() != null ? type.custom().selectable() : FIELDS.get(type.stored().toString());
    if (known == null) {
      throw ApiException.badRequest(
          GoQuote.quote(field)
              + " is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
    }
    if (!known.contains(field)) {
      throw ApiException.badRequest("field label not supported: " + field);
    }
  }

  /// Whether all objects are wanted.
  boolean isEverything() {
    return labels.isEmpty() && fields.isEmpty();
  }

  /// Whether an object is wanted.
  boolean matches(StoredObject object) {
    if (!labels.matches(object.labels())) {
      return false;
    }
    return fields.isEmpty() || fields.matches(field -> field(object, field));
  }

  private static String field(StoredObject object, String field) {
    return switch (field) {
      case "metadata.name", "name" -> object.key().name();
      case "metadata.namespace" -> object.key().namespace();
      default -> {
        KubeObject tree = object.object();
        Object value = tree.get(path(field));
        yield value == null ? absent(field) : value.toString();
      }
    };
  }

  private static String[] path(String field) {
    return switch (field) {
      case "source" -> new String[] {"source", "component"};
      case "status.successful" -> new String[] {"status", "succeeded"};
      default -> field.split("\\.");
    };
  }

  /// What a field counts as that is not there: the zero of its type in Go.
  private static String absent(String field) {
    return switch (field) {
      case "spec.unschedulable", "spec.hostNetwork" -> "false";
      case "status.replicas", "status.successful" -> "0";
      default -> "";
    };
  }
}
