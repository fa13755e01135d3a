package dev.slipway.sandbox.auth;

import dev.slipway.object.KubeObject;
import dev.slipway.object.select.LabelSelector;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The roles and bindings of a cluster at one moment. Immutable.
final class RbacIndex {
  static final String GROUP = "rbac.authorization.k8s.io";
  static final GroupResource ROLES = new GroupResource(GROUP, "roles");
  static final GroupResource CLUSTER_ROLES = new GroupResource(GROUP, "clusterroles");
  static final GroupResource BINDINGS = new GroupResource(GROUP, "rolebindings");
  static final GroupResource CLUSTER_BINDINGS = new GroupResource(GROUP, "clusterrolebindings");

  private final Map<String, List<PolicyRule>> clusterRoles = new HashMap<>();
  private final Map<String, List<PolicyRule>> roles = new HashMap<>();
  private final List<Binding> clusterBindings = new ArrayList<>();
  private final Map<String, List<Binding>> bindings = new HashMap<>();

  /// A binding.
  ///
  /// @param name its name as reasons tell it
  /// @param isClusterRole whether it binds a ClusterRole
  /// @param role the role
  private record Binding(
      String name, boolean isClusterRole, String role, String namespace, List<Subject> subjects) {
    boolean isFor(UserInfo user) {
      return subjects.stream().anyMatch(subject -> subject.is(user));
    }
  }

  private record Subject(String kind, String name, String namespace) {
    boolean is(UserInfo user) {
      return switch (kind) {
        case "User" -> name.equals(user.name());
        case "Group" -> user.groups().contains(name);
        case "ServiceAccount" ->
            user.name().equals("system:serviceaccount:" + namespace + ":" + name);
        default -> false;
      };
    }
  }

  /// What a user may do, and by which binding.
  ///
  /// @param rules the rules
  /// @param reason how messages tell of it
  record Grant(List<PolicyRule> rules, String reason) {}

  static RbacIndex of(ObjectStore store) {
    RbacIndex index = new RbacIndex();
    List<KubeObject> all = new ArrayList<>();
    for (StoredObject stored : store.list(CLUSTER_ROLES, "").objects()) {
      all.add(stored.object());
    }
    all.forEach(role -> index.clusterRoles.put(role.name(), rules(role, all)));
    for (StoredObject stored : store.list(ROLES, "").objects()) {
      KubeObject role = stored.object();
      index.roles.put(role.namespace() + "/" + role.name(), PolicyRule.all(role.get("rules")));
    }
    for (StoredObject stored : store.list(CLUSTER_BINDINGS, "").objects()) {
      index.clusterBindings.add(binding(stored.object()));
    }
    for (StoredObject stored : store.list(BINDINGS, "").objects()) {
      KubeObject binding = stored.object();
      index
          .bindings
          .computeIfAbsent(binding.namespace(), _ -> new ArrayList<>())
          .add(binding(binding));
    }
    return index;
  }

  /// The rules of a cluster role, with those that its aggregation rule gathers.
  private static List<PolicyRule> rules(KubeObject role, List<KubeObject> all) {
    List<PolicyRule> rules = new ArrayList<>(PolicyRule.all(role.get("rules")));
    for (Map<String, @Nullable Object> selector :
        role.maps("aggregationRule", "clusterRoleSelectors")) {
      LabelSelector wanted = LabelSelector.of(selector);
      for (KubeObject other : all) {
        if (!other.name().equals(role.name()) && wanted.matches(other.labels())) {
          rules.addAll(
              other.get("aggregationRule") == null
                  ? PolicyRule.all(other.get("rules"))
                  : rules(other, all));
        }
      }
    }
    return rules;
  }

  private static Binding binding(KubeObject object) {
    List<Subject> subjects = new ArrayList<>();
    for (Map<String, @Nullable Object> subject : object.maps("subjects")) {
      String namespace = text(subject, "namespace");
      subjects.add(
          new Subject(
              text(subject, "kind"),
              text(subject, "name"),
              namespace.isEmpty() ? object.namespace() : namespace));
    }
    boolean isClusterRole = object.text("roleRef", "kind").equals("ClusterRole");
    String role = object.text("roleRef", "name");
    String name =
        object.namespace().isEmpty()
            ? "ClusterRoleBinding \"" + object.name() + "\""
            : "RoleBinding \"" + object.name() + "/" + object.namespace() + "\"";
    return new Binding(
        name + " of " + object.text("roleRef", "kind") + " \"" + role + "\"",
        isClusterRole,
        role,
        object.namespace(),
        subjects);
  }

  private static String text(Map<String, @Nullable Object> tree, String key) {
    return tree.get(key) instanceof String text ? text : "";
  }

  /// All that a user may do in a namespace, or in the whole cluster if that is empty.
  List<Grant> grants(UserInfo user, String namespace) {
    List<Grant> grants = new ArrayList<>();
    for (Binding binding : clusterBindings) {
      add(grants, binding, user);
    }
    if (!namespace.isEmpty()) {
      for (Binding binding : bindings.getOrDefault(namespace, List.of())) {
        add(grants, binding, user);
      }
    }
    return grants;
  }

  private void add(List<Grant> grants, Binding binding, UserInfo user) {
    if (binding.isFor(user)) {
      grants.add(
          new Grant(
              rulesOf(binding.isClusterRole, binding.namespace, binding.role),
              "RBAC: allowed by " + binding.name + " to " + subject(binding, user)));
    }
  }

  private static String subject(Binding binding, UserInfo user) {
    for (Subject subject : binding.subjects) {
      if (subject.is(user)) {
        return subject.kind
            + " \""
            + subject.name
            + (subject.kind.equals("ServiceAccount") ? "/" + subject.namespace : "")
            + "\"";
      }
    }
    return "";
  }

  /// The rules of a role; none if it is not there.
  List<PolicyRule> rulesOf(boolean isClusterRole, String namespace, String name) {
    return isClusterRole
        ? clusterRoles.getOrDefault(name, List.of())
        : roles.getOrDefault(namespace + "/" + name, List.of());
  }
}
