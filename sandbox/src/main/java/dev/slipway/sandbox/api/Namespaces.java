package dev.slipway.sandbox.api;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the namespaces that every cluster has, and what every namespace has.
final class Namespaces {
  private static final List<String> ALWAYS =
      List.of("default", "kube-system", "kube-public", "kube-node-lease");

  private final LocalClient client;
  private final String certificate;

  Namespaces(LocalClient client, String certificate) {
    this.client = client;
    this.certificate = certificate;
  }

  /// Makes what a new cluster lacks.
  void bootstrap() {
    for (String name : ALWAYS) {
      if (isMissing("", "Namespace", "", name)) {
        Map<String, @Nullable Object> namespace = object("v1", "Namespace", "", name);
        client.create(KubeObject.of(namespace));
        fill(name);
      }
    }
    if (isMissing("", "Service", "default", "kubernetes")) {
      client.create(KubeObject.of(service()));
    }
    priorityClass("system-node-critical", 2_000_001_000L);
    priorityClass("system-cluster-critical", 2_000_000_000L);
  }

  /// Makes the service account and the certificates of a new namespace.
  void fill(String namespace) {
    createIfMissing(object("v1", "ServiceAccount", namespace, "default"));
    Map<String, @Nullable Object> map = object("v1", "ConfigMap", namespace, "kube-root-ca.crt");
    Fields.map(map, "metadata", "annotations")
        .put(
            "kubernetes.io/description",
            "Contains a CA bundle that can be used to verify the kube-apiserver when using internal"
                + " endpoints such as the internal service IP or kubernetes.default.svc. No other"
                + " usage is guaranteed across distributions of Kubernetes clusters.");
    Fields.map(map, "data").put("ca.crt", certificate);
    createIfMissing(map);
  }

  private void createIfMissing(Map<String, @Nullable Object> tree) {
    try {
      client.create(KubeObject.of(tree));
    } catch (ApiException refused) {
      if (refused.code() != 409 && refused.code() != 403) {
        throw refused;
      }
    }
  }

  private void priorityClass(String name, long value) {
    if (isMissing("scheduling.k8s.io", "PriorityClass", "", name)) {
      Map<String, @Nullable Object> tree =
          object("scheduling.k8s.io/v1", "PriorityClass", "", name);
      tree.put("value", value);
      tree.put("description", "Used for system critical pods.");
      client.create(KubeObject.of(tree));
    }
  }

  private static Map<String, @Nullable Object> service() {
    Map<String, @Nullable Object> tree = object("v1", "Service", "default", "kubernetes");
    Map<String, @Nullable Object> labels = Fields.map(tree, "metadata", "labels");
    labels.put("component", "apiserver");
    labels.put("provider", "kubernetes");
    Map<String, @Nullable Object> port = new LinkedHashMap<>();
    port.put("name", "https");
    port.put("port", 443L);
    port.put("targetPort", 6443L);
    Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
    spec.put("clusterIP", "10.96.0.1");
    spec.put("ports", List.of(port));
    return tree;
  }

  private boolean isMissing(String group, String kind, String namespace, String name) {
    return client.get(new ObjectKey(new GroupVersionKind(group, "v1", kind), namespace, name))
        == null;
  }

  private static Map<String, @Nullable Object> object(
      String apiVersion, String kind, String namespace, String name) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", apiVersion);
    tree.put("kind", kind);
    Map<String, @Nullable Object> metadata = Fields.map(tree, "metadata");
    metadata.put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return tree;
  }
}
