package dev.slipway.sandbox.auth;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.access.AccessAttributes;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.admission.Admission;
import dev.slipway.sandbox.admission.AdmissionRequest;
import dev.slipway.sandbox.admission.Operation;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Lets nobody give others more than they have themselves: who writes a role or a binding must hold
/// all its rules, or the verbs `escalate` or `bind` (pkg/registry/rbac).
public final class Escalation implements Admission {
  private final RbacAuthorizer authorizer;

  /// The check for the cluster of that authorizer.
  public Escalation(RbacAuthorizer authorizer) {
    this.authorizer = authorizer;
  }

  @Override
  public void check(AdmissionRequest request) {
    boolean isWrite = request.operation() != Operation.DELETE && request.subresource().isEmpty();
    if (!isWrite || request.user().groups().contains(RbacAuthorizer.MASTERS)) {
      return;
    }
    boolean isRole =
        request.type().is(RbacIndex.GROUP, "roles")
            || request.type().is(RbacIndex.GROUP, "clusterroles");
    boolean isBinding =
        request.type().is(RbacIndex.GROUP, "rolebindings")
            || request.type().is(RbacIndex.GROUP, "clusterrolebindings");
    if (isRole) {
      checkRole(request);
    } else if (isBinding) {
      checkBinding(request);
    }
  }

  private void checkRole(AdmissionRequest request) {
    boolean isCluster = request.namespace().isEmpty();
    String resource = isCluster ? "clusterroles" : "roles";
    if (!may(request.user(), "escalate", resource, request.namespace(), request.name())) {
      demand(
          request,
          new GroupResource(RbacIndex.GROUP, resource),
          PolicyRule.all(request.after().get("rules")));
    }
  }

  private void checkBinding(AdmissionRequest request) {
    KubeObject binding = request.after();
    boolean isClusterRole = binding.text("roleRef", "kind").equals("ClusterRole");
    String role = binding.text("roleRef", "name");
    if (may(
        request.user(),
        "bind",
        isClusterRole ? "clusterroles" : "roles",
        request.namespace(),
        role)) {
      return;
    }
    String resource = request.namespace().isEmpty() ? "clusterrolebindings" : "rolebindings";
    demand(
        request,
        new GroupResource(RbacIndex.GROUP, resource),
        authorizer.index().rulesOf(isClusterRole, request.namespace(), role));
  }

  private boolean may(UserInfo user, String verb, String resource, String namespace, String name) {
    return authorizer
        .decide(
            user,
            new AccessAttributes(verb, RbacIndex.GROUP, "v1", resource, "", namespace, name, ""))
        .allowed();
  }

  private void demand(AdmissionRequest request, GroupResource resource, List<PolicyRule> wanted) {
    List<PolicyRule> held = new ArrayList<>();
    authorizer
        .index()
        .grants(request.user(), request.namespace())
        .forEach(grant -> held.addAll(grant.rules()));
    TreeSet<String> missing = new TreeSet<>();
    for (PolicyRule rule : wanted) {
      for (PolicyRule part : rule.parts()) {
        if (held.stream().noneMatch(has -> has.covers(part))) {
          missing.add(part.shown());
        }
      }
    }
    if (!missing.isEmpty()) {
      UserInfo user = request.user();
      throw ApiException.forbidden(
          resource,
          request.name(),
          "user \""
              + user.name()
              + "\" (groups=["
              + String.join(" ", user.groups().stream().map(g -> "\"" + g + "\"").toList())
              + "]) is attempting to grant RBAC permissions not currently held:\n"
              + String.join("\n", missing));
    }
  }
}
