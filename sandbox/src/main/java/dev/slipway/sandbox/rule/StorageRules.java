package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.quantity.Quantity;
import dev.slipway.sandbox.status.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Volumes, claims and storage classes.
final class StorageRules {
  private StorageRules() {}

  /// Claims of volumes.
  static final class Claims implements KindRule {
    @Override
    public void defaults(Map<String, @Nullable Object> tree) {
      Fields.initText(Fields.map(tree, "spec"), "volumeMode", "Filesystem");
    }

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      if (object.list("spec", "accessModes").isEmpty()) {
        errors.add(FieldError.required("spec.accessModes", "at least 1 access mode is required"));
      }
      modes(object, errors);
      if (object.get("spec", "resources", "requests", "storage") == null) {
        errors.add(FieldError.required("spec.resources[storage]", ""));
      }
    }

    @Override
    public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
      if (!fixed(object, old).equals(fixed(old, old))) {
        errors.add(
            FieldError.forbidden(
                "spec",
                "spec is immutable after creation except resources.requests and"
                    + " volumeAttributesClassName for bound claims"));
        return;
      }
      Quantity now = quantity(object);
      Quantity before = quantity(old);
      if (now != null && before != null && now.compareTo(before) < 0) {
        errors.add(
            FieldError.forbidden(
                "spec.resources.requests.storage", "field can not be less than status.capacity"));
      }
    }

    private static Map<String, @Nullable Object> fixed(KubeObject claim, KubeObject old) {
      Map<String, @Nullable Object> spec = new LinkedHashMap<>(claim.map("spec"));
      spec.remove("volumeAttributesClassName");
      if (old.text("status", "phase").equals("Bound")) {
        spec.remove("resources");
      }
      if (old.text("spec", "volumeName").isEmpty()) {
        spec.remove("volumeName");
      }
      if (old.get("spec", "storageClassName") == null) {
        spec.remove("storageClassName");
      }
      return spec;
    }

    private static @Nullable Quantity quantity(KubeObject claim) {
      Object value = claim.get("spec", "resources", "requests", "storage");
      try {
        return value == null ? null : Quantity.parse(value.toString());
      } catch (ObjectException _) {
        return null;
      }
    }
  }

  private static void modes(KubeObject object, List<FieldError> errors) {
    List<String> known =
        List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
    for (Object mode : object.list("spec", "accessModes")) {
      if (mode instanceof String text && !known.contains(text)) {
        errors.add(FieldError.notSupported("spec.accessModes", text, known));
      }
    }
  }

  /// Volumes.
  static final class Volumes implements KindRule {
    @Override
    public void defaults(Map<String, @Nullable Object> tree) {
      Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
      Fields.initText(spec, "persistentVolumeReclaimPolicy", "Retain");
      Fields.initText(spec, "volumeMode", "Filesystem");
    }

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      if (object.list("spec", "accessModes").isEmpty()) {
        errors.add(FieldError.required("spec.accessModes", ""));
      }
      modes(object, errors);
      if (object.map("spec", "capacity").isEmpty()) {
        errors.add(FieldError.required("spec.capacity", ""));
      }
    }
  }

  /// Storage classes.
  static final class Classes implements KindRule {
    @Override
    public void defaults(Map<String, @Nullable Object> tree) {
      Fields.initText(tree, "reclaimPolicy", "Delete");
      Fields.initText(tree, "volumeBindingMode", "Immediate");
    }

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      if (object.text("provisioner").isEmpty()) {
        errors.add(FieldError.required("provisioner", ""));
      }
    }

    @Override
    public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
      for (String field : List.of("parameters", "provisioner")) {
        if (!Objects.equals(object.get(field), old.get(field))) {
          errors.add(FieldError.forbidden(field, "updates to " + field + " are forbidden."));
        }
      }
      for (String field : List.of("reclaimPolicy", "volumeBindingMode")) {
        TemplateRule.immutable(object, old, errors, field);
      }
    }
  }
}
