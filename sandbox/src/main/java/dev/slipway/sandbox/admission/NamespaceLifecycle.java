package dev.slipway.sandbox.admission;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets nothing be created in namespaces that are not there or being deleted, and keeps those that
/// a cluster must have.
public final class NamespaceLifecycle implements Admission {
  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
  private static final Set<String> KEPT = Set.of("default", "kube-system", "kube-public");

  private final ObjectStore store;

  /// A guard over the namespaces of a store.
  public NamespaceLifecycle(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void change(AdmissionRequest request) {
    if (request.operation() == Operation.DELETE
        && request.type().is("", "namespaces")
        && KEPT.contains(request.name())) {
      throw ApiException.forbidden(NAMESPACES, request.name(), "this namespace may not be deleted");
    }
    if (request.operation() != Operation.CREATE
        || request.namespace().isEmpty()
        || request.type().group().equals("authorization.k8s.io")) {
      return;
    }
    StoredObject namespace = store.get(new StoreKey(NAMESPACES, "", request.namespace()));
    if (namespace == null) {
      throw ApiException.notFound(NAMESPACES, request.namespace());
    }
    KubeObject object = namespace.object();
    if (!object.text("metadata", "deletionTimestamp").isEmpty()) {
      throw terminating(request);
    }
  }

  private static ApiException terminating(AdmissionRequest request) {
    GroupResource resource = request.type().name();
    Map<String, @Nullable Object> cause = new LinkedHashMap<>();
    cause.put("reason", "NamespaceTerminating");
    cause.put("message", "namespace " + request.namespace() + " is being terminated");
    cause.put("field", "metadata.namespace");
    ApiException refusal =
        ApiException.forbidden(
            resource,
            request.name(),
            "unable to create new content in namespace "
                + request.namespace()
                + " because it is being terminated");
    return refusal.withCauses(List.of(cause));
  }
}
