package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.object.select.LabelNames;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.status.FieldError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for the metadata of every object: apimachinery's `api/validation`.
final class MetadataRule {
  private static final int ANNOTATION_BYTES = 256 * 1024;
  private static final Set<String> LABEL_NAMES = Set.of("services", "namespaces");
  private static final Set<String> PATH_NAMES =
      Set.of("roles", "rolebindings", "clusterroles", "clusterrolebindings");

  private MetadataRule() {}

  static void validate(ResourceType type, KubeObject object, List<FieldError> errors) {
    String name = object.name();
    if (name.isEmpty()) {
      errors.add(FieldError.required("metadata.name", "name or generateName is required"));
    } else {
      for (String wrong : name(type, name)) {
        errors.add(FieldError.invalid("metadata.name", name, wrong));
      }
    }
    if (type.namespaced() && !object.namespace().isEmpty()) {
      for (String wrong : Names.label(object.namespace())) {
        errors.add(FieldError.invalid("metadata.namespace", object.namespace(), wrong));
      }
    }
    labels("metadata.labels", object.map("metadata", "labels"), errors);
    annotations("metadata.annotations", object.map("metadata", "annotations"), errors);
    owners(object, errors);
    List<@Nullable Object> finalizers = object.list("metadata", "finalizers");
    for (int i = 0; i < finalizers.size(); i++) {
      if (finalizers.get(i) instanceof String text) {
        finalizer("metadata.finalizers[" + i + "]", text, errors);
      }
    }
  }

  private static List<String> name(ResourceType type, String name) {
    if (type.custom() == null) {
      if (LABEL_NAMES.contains(type.plural())) {
        return Names.label(name);
      }
      if (PATH_NAMES.contains(type.plural())) {
        return Names.pathSegment(name);
      }
    }
    return LabelNames.subdomainProblems(name);
  }

  static void labels(String path, Map<String, @Nullable Object> labels, List<FieldError> errors) {
    labels.forEach((key, value) -> {
      for (String wrong : LabelNames.keyProblems(key)) {
        errors.add(FieldError.invalid(path, key, wrong));
      }
      if (value instanceof String text) {
        for (String wrong : LabelNames.valueProblems(text)) {
          errors.add(FieldError.invalid(path, text, wrong));
        }
      }
    });
  }

  static void annotations(
      String path, Map<String, @Nullable Object> annotations, List<FieldError> errors) {
    long bytes = 0;
    for (Map.Entry<String, @Nullable Object> entry : annotations.entrySet()) {
      for (String wrong : LabelNames.keyProblems(entry.getKey().toLowerCase(Locale.ROOT))) {
        errors.add(FieldError.invalid(path, entry.getKey(), wrong));
      }
      bytes += entry.getKey().length();
      bytes += entry.getValue() instanceof String text ? text.length() : 0;
    }
    if (bytes > ANNOTATION_BYTES) {
      errors.add(FieldError.tooLong(path, ANNOTATION_BYTES));
    }
  }

  private static void owners(KubeObject object, List<FieldError> errors) {
    String controller = "";
    for (Map<String, @Nullable Object> owner : object.maps("metadata", "ownerReferences")) {
      for (String field : List.of("apiVersion", "kind", "name", "uid")) {
        if (Fields.text(owner, field).isEmpty()) {
          errors.add(
              FieldError.invalid("metadata.ownerReferences." + field, "", "must not be empty"));
        }
      }
      if (Boolean.TRUE.equals(owner.get("controller"))) {
        if (!controller.isEmpty()) {
          errors.add(
              FieldError.invalid(
                  "metadata.ownerReferences",
                  owner,
                  "Only one reference can have Controller set to true. Found \"true\" in references"
                      + " for "
                      + controller
                      + " and "
                      + Fields.text(owner, "name")));
        }
        controller = Fields.text(owner, "name");
      }
    }
  }

  private static void finalizer(String path, String text, List<FieldError> errors) {
    if (!text.contains("/")
        && !Set.of("orphan", "foregroundDeletion", "kubernetes").contains(text)) {
      errors.add(
          FieldError.invalid(
              path, text, "name is neither a standard finalizer name nor is it fully qualified"));
    }
  }

  static void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
    for (String field : List.of("name", "namespace", "uid")) {
      String now = object.text("metadata", field);
      if (!now.equals(old.text("metadata", field))) {
        errors.add(FieldError.invalid("metadata." + field, now, "field is immutable"));
      }
    }
    if (!old.text("metadata", "deletionTimestamp").isEmpty()) {
      List<@Nullable Object> before = old.list("metadata", "finalizers");
      List<@Nullable Object> added =
          object.list("metadata", "finalizers").stream()
              .filter(finalizer -> !before.contains(finalizer))
              .toList();
      if (!added.isEmpty()) {
        errors.add(
            FieldError.forbidden(
                "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new"
                    + " finalizers []string{"
                    + String.join(", ", added.stream().map(item -> "\"" + item + "\"").toList())
                    + "}"));
      }
    }
  }
}
