package dev.slipway.release.plan;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.ApiResources;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.release.ServedVersions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The kinds that there are, and that there will be: those that the cluster serves, those that
/// earlier releases bring, and those of the CRDs in the release itself. Filled before it is asked;
/// not thread-safe while that goes on.
final class ObjectScope {
  private final ApiResources served;
  private final Map<GroupVersionKind, Boolean> coming = new HashMap<>();

  ObjectScope(ApiResources served, List<ApiResource> coming) {
    this.served = served;
    for (ApiResource resource : coming) {
      this.coming.put(resource.type(), resource.namespaced());
    }
  }

  /// Counts on the kinds that a CRD defines.
  void expect(KubeObject crd) {
    for (ApiResource resource : CustomKinds.of(crd)) {
      coming.put(resource.type(), resource.namespaced());
    }
  }

  /// Whether the cluster serves the kind now.
  boolean isServed(GroupVersionKind type) {
    return served.find(type).isPresent();
  }

  /// A recorded object in a version that the cluster serves, if it serves one.
  KubeObject served(KubeObject recorded) {
    return isComing(recorded.type()) ? recorded : ServedVersions.of(recorded, served);
  }

  /// Whether the kind will be served when its turn comes.
  boolean isComing(GroupVersionKind type) {
    return coming.containsKey(type);
  }

  /// Whether objects of the kind are in namespaces. Of a kind that nobody knows, those are that
  /// name one.
  boolean isNamespaced(KubeObject object) {
    GroupVersionKind type = object.type();
    Optional<ApiResource> resource = served.find(type);
    if (resource.isPresent()) {
      return resource.get().namespaced();
    }
    @Nullable Boolean known = coming.get(type);
    return known == null ? !isClusterKind(type) : known;
  }

  /// Kinds of the whole cluster that manifests have before the cluster was asked.
  private static boolean isClusterKind(GroupVersionKind type) {
    return switch (type.kind()) {
      case "Namespace",
          "CustomResourceDefinition",
          "ClusterRole",
          "ClusterRoleBinding",
          "PersistentVolume",
          "StorageClass",
          "PriorityClass",
          "IngressClass",
          "APIService",
          "MutatingWebhookConfiguration",
          "ValidatingWebhookConfiguration" ->
          true;
      default -> false;
    };
  }
}
