package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.status.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Pods.
final class PodRule implements KindRule {
  private static final String FIXED =
      "pod updates may not change fields other than"
          + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
          + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
          + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
          + " previously negative)";

  @Override
  public void defaults(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
    PodDefaults.spec(spec);
    PodDefaults.pod(spec);
  }

  @Override
  public void prepareCreate(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
    Fields.map(tree, "status").put("qosClass", PodDefaults.quality(spec));
  }

  @Override
  public void validate(KubeObject object, List<FieldError> errors) {
    PodChecks.check("spec", object.map("spec"), errors);
  }

  @Override
  public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
    Map<String, @Nullable Object> after = fixed(object);
    Map<String, @Nullable Object> before = fixed(old);
    if (before.get("nodeName") == null && after.get("nodeName") != null) {
      errors.add(FieldError.forbidden("spec.nodeName", "may only be set through a binding"));
      return;
    }
    if (object.maps("spec", "containers").size() != old.maps("spec", "containers").size()) {
      errors.add(
          FieldError.forbidden("spec.containers", "pod updates may not add or remove containers"));
      return;
    }
    if (!after.equals(before)) {
      errors.add(FieldError.forbidden("spec", FIXED));
    }
  }

  /// The part of the spec that must not change.
  private static Map<String, @Nullable Object> fixed(KubeObject pod) {
    Map<String, @Nullable Object> spec = new LinkedHashMap<>(pod.map("spec"));
    spec.remove("activeDeadlineSeconds");
    spec.remove("tolerations");
    spec.remove("terminationGracePeriodSeconds");
    spec.remove("schedulingGates");
    spec.remove("ephemeralContainers");
    for (String list : List.of("containers", "initContainers")) {
      List<@Nullable Object> fixed = new ArrayList<>();
      for (Map<String, @Nullable Object> container : pod.maps("spec", list)) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(container);
        rest.remove("image");
        rest.remove("resources");
        fixed.add(rest);
      }
      spec.put(list, fixed);
    }
    return spec;
  }

  @Override
  public void prepareUpdate(Map<String, @Nullable Object> tree, KubeObject old) {
    Object quality = old.get("status", "qosClass");
    if (!Objects.equals(Fields.value(tree, "status", "qosClass"), quality)) {
      Fields.set(Fields.map(tree, "status"), "qosClass", quality);
    }
  }
}
