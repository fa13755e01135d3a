package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.status.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Roles and their bindings.
final class RbacRules {
  private static final String GROUP = "rbac.authorization.k8s.io";

  private RbacRules() {}

  /// Roles of a namespace or of the cluster.
  static final class Roles implements KindRule {
    @Override
    public void defaults(Map<String, @Nullable Object> tree) {
      if (!tree.containsKey("rules")) {
        tree.put("rules", null);
      }
    }

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      int at = 0;
      for (Map<String, @Nullable Object> rule : object.maps("rules")) {
        String path = "rules[" + at++ + "]";
        if (Fields.isEmpty(rule.get("verbs"))) {
          errors.add(FieldError.required(path + ".verbs", "verbs must contain at least one value"));
        }
        if (!Fields.isEmpty(rule.get("nonResourceURLs"))) {
          continue;
        }
        if (Fields.isEmpty(rule.get("apiGroups"))) {
          errors.add(
              FieldError.required(
                  path + ".apiGroups", "resource rules must supply at least one api group"));
        }
        if (Fields.isEmpty(rule.get("resources"))) {
          errors.add(
              FieldError.required(
                  path + ".resources", "resource rules must supply at least one resource"));
        }
      }
    }
  }

  /// Bindings of roles.
  static final class Bindings implements KindRule {
    @Override
    public void defaults(Map<String, @Nullable Object> tree) {
      Fields.initText(Fields.map(tree, "roleRef"), "apiGroup", GROUP);
      for (Map<String, @Nullable Object> subject : Fields.maps(tree, "subjects")) {
        if (Set.of("User", "Group").contains(Fields.text(subject, "kind"))) {
          Fields.initText(subject, "apiGroup", GROUP);
        }
      }
    }

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      String group = object.text("roleRef", "apiGroup");
      if (!group.equals(GROUP)) {
        errors.add(FieldError.notSupported("roleRef.apiGroup", group, List.of(GROUP)));
      }
      List<String> kinds = new ArrayList<>(List.of("ClusterRole"));
      if (object.kind().equals("RoleBinding")) {
        kinds.add("Role");
      }
      String kind = object.text("roleRef", "kind");
      if (!kinds.contains(kind)) {
        errors.add(FieldError.notSupported("roleRef.kind", kind, kinds));
      }
      if (object.text("roleRef", "name").isEmpty()) {
        errors.add(FieldError.required("roleRef.name", ""));
      }
      int at = 0;
      for (Map<String, @Nullable Object> subject : object.maps("subjects")) {
        String path = "subjects[" + at++ + "]";
        if (Fields.text(subject, "name").isEmpty()) {
          errors.add(FieldError.required(path + ".name", ""));
        }
        String subjectKind = Fields.text(subject, "kind");
        if (!Set.of("ServiceAccount", "User", "Group").contains(subjectKind)) {
          errors.add(
              FieldError.notSupported(
                  path + ".kind", subjectKind, List.of("Group", "ServiceAccount", "User")));
        } else if (object.kind().equals("ClusterRoleBinding")
            && subjectKind.equals("ServiceAccount")
            && Fields.text(subject, "namespace").isEmpty()) {
          errors.add(FieldError.required(path + ".namespace", ""));
        }
      }
    }

    @Override
    public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
      if (!object.map("roleRef").equals(old.map("roleRef"))) {
        errors.add(FieldError.invalid("roleRef", asInGo(object), "cannot change roleRef"));
      }
    }

    /// The role as the server prints it: its own form of it has no JSON names.
    private static Map<String, @Nullable Object> asInGo(KubeObject binding) {
      Map<String, @Nullable Object> role = new LinkedHashMap<>();
      role.put("APIGroup", binding.text("roleRef", "apiGroup"));
      role.put("Kind", binding.text("roleRef", "kind"));
      role.put("Name", binding.text("roleRef", "name"));
      return role;
    }
  }
}
