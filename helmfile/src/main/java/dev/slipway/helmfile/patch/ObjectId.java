package dev.slipway.helmfile.patch;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What tells Kubernetes objects apart, with Kustomize's rules (kyaml, resid).
///
/// @param group the API group, empty for the core's
/// @param version the API version
/// @param kind the kind
/// @param namespace the namespace, or empty
/// @param name the name
record ObjectId(String group, String version, String kind, String namespace, String name) {
  /// The kinds that Kustomize knows to be in no namespace, with their API versions.
  private static final Set<String> CLUSTER_WIDE =
      Set.of(
          "admissionregistration.k8s.io/v1 MutatingWebhookConfiguration",
          "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration",
          "admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration",
          "admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration",
          "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy",
          "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding",
          "apiextensions.k8s.io/v1 CustomResourceDefinition",
          "apiextensions.k8s.io/v1beta1 CustomResourceDefinition",
          "apiregistration.k8s.io/v1 APIService",
          "apiregistration.k8s.io/v1beta1 APIService",
          "certificates.k8s.io/v1 CertificateSigningRequest",
          "certificates.k8s.io/v1beta1 CertificateSigningRequest",
          "flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema",
          "flowcontrol.apiserver.k8s.io/v1beta1 PriorityLevelConfiguration",
          "networking.k8s.io/v1 IngressClass",
          "networking.k8s.io/v1beta1 IngressClass",
          "node.k8s.io/v1 RuntimeClass",
          "node.k8s.io/v1beta1 RuntimeClass",
          "policy/v1beta1 PodSecurityPolicy",
          "rbac.authorization.k8s.io/v1 ClusterRole",
          "rbac.authorization.k8s.io/v1 ClusterRoleBinding",
          "rbac.authorization.k8s.io/v1beta1 ClusterRole",
          "rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding",
          "scheduling.k8s.io/v1 PriorityClass",
          "scheduling.k8s.io/v1beta1 PriorityClass",
          "storage.k8s.io/v1 CSIDriver",
          "storage.k8s.io/v1 CSINode",
          "storage.k8s.io/v1 StorageClass",
          "storage.k8s.io/v1 VolumeAttachment",
          "storage.k8s.io/v1beta1 CSIDriver",
          "storage.k8s.io/v1beta1 CSINode",
          "storage.k8s.io/v1beta1 StorageClass",
          "storage.k8s.io/v1beta1 VolumeAttachment",
          "v1 ComponentStatus",
          "v1 Namespace",
          "v1 Node",
          "v1 NodeProxyOptions",
          "v1 PersistentVolume");

  static ObjectId of(Map<String, @Nullable Object> object) {
    String api = text(object.get("apiVersion"));
    int slash = api.indexOf('/');
    Object metadata = object.get("metadata");
    Map<?, ?> fields = metadata instanceof Map<?, ?> map ? map : Map.of();
    return new ObjectId(
        slash < 0 ? "" : api.substring(0, slash),
        api.substring(slash + 1),
        text(object.get("kind")),
        text(fields.get("namespace")),
        text(fields.get("name")));
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /// Whether objects of this kind are known to be in no namespace.
  boolean isClusterWide() {
    return CLUSTER_WIDE.contains(apiVersion() + " " + kind);
  }

  /// Whether both are in one namespace; none means `default`.
  boolean isBeside(ObjectId other) {
    return place().equals(other.place());
  }

  private String place() {
    return isClusterWide() ? "" : namespace.isEmpty() ? "default" : namespace;
  }

  /// Whether both name one object.
  boolean isSame(ObjectId other) {
    return group.equals(other.group)
        && version.equals(other.version)
        && kind.equals(other.kind)
        && name.equals(other.name)
        && isBeside(other);
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  @Override
  public String toString() {
    String type = kind + "." + version + (group.isEmpty() ? "" : "." + group);
    return type + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
