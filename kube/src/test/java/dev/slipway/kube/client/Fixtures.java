package dev.slipway.kube.client;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;

/// Things that tests of clusters share.
public final class Fixtures {
  public static final GroupVersionKind POD = GroupVersionKind.of("v1", "Pod");
  public static final GroupVersionKind CONFIG_MAP = GroupVersionKind.of("v1", "ConfigMap");
  public static final GroupVersionKind DEPLOYMENT = GroupVersionKind.of("apps/v1", "Deployment");
  public static final GroupVersionKind WIDGET = GroupVersionKind.of("example.org/v1", "Widget");

  /// What `/api` says of a cluster with aggregated discovery.
  static final String CORE =
      groups(
          group(
              "",
              "v1",
              resource("pods", "Pod", true)
                  + ","
                  + resource("configmaps", "ConfigMap", true)
                  + ","
                  + resource("events", "Event", true)
                  + ","
                  + resource("namespaces", "Namespace", false)));

  /// What `/apis` says.
  static final String GROUPS =
      groups(
          group(
                  "apps",
                  "v1",
                  resource("deployments", "Deployment", true)
                      + ","
                      + resource("replicasets", "ReplicaSet", true)
                      + ","
                      + resource("statefulsets", "StatefulSet", true))
              + ","
              + group("batch", "v1", resource("jobs", "Job", true))
              + ","
              + group(
                  "authorization.k8s.io",
                  "v1",
                  resource("selfsubjectaccessreviews", "SelfSubjectAccessReview", false)
                      + ","
                      + resource("selfsubjectrulesreviews", "SelfSubjectRulesReview", false)));

  private Fixtures() {}

  static String groups(String groups) {
    return "{\"kind\":\"APIGroupDiscoveryList\",\"apiVersion\":\"apidiscovery.k8s.io/v2\","
        + "\"items\":["
        + groups
        + "]}";
  }

  static String group(String name, String version, String resources) {
    return "{\"metadata\":{\"name\":\""
        + name
        + "\"},\"versions\":[{\"version\":\""
        + version
        + "\",\"resources\":["
        + resources
        + "],\"freshness\":\"Current\"}]}";
  }

  static String resource(String plural, String kind, boolean namespaced) {
    return "{\"resource\":\""
        + plural
        + "\",\"responseKind\":{\"kind\":\""
        + kind
        + "\"},\"scope\":\""
        + (namespaced ? "Namespaced" : "Cluster")
        + "\",\"verbs\":[\"get\",\"list\"],\"subresources\":[{\"subresource\":\"status\"}]}";
  }

  static ObjectKey configMap(String name) {
    return new ObjectKey(CONFIG_MAP, "shop", name);
  }

  static String configMapJson(String name, String version, String data) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\""
        + name
        + "\",\"namespace\":\"shop\",\"uid\":\"uid-"
        + name
        + "\",\"resourceVersion\":\""
        + version
        + "\"},\"data\":{\"a\":\""
        + data
        + "\"}}";
  }

  static KubeObject wanted(String name, String data) {
    return KubeObject.parse(
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\""
            + name
            + "\",\"namespace\":\"shop\"},\"data\":{\"a\":\""
            + data
            + "\"}}");
  }
}
