package dev.slipway.kube.access;

/// Whether something may be done.
///
/// @param verb what, such as `create`
/// @param group the API group of what it is done to; empty for the core group
/// @param resource its plural, such as `deployments`
/// @param subresource such as `status`, or empty
/// @param namespace where; empty for kinds without, and for all namespaces
/// @param name of which object; empty for any
public record AccessQuestion(
    String verb, String group, String resource, String subresource, String namespace, String name) {
  /// Whether something may be done with all objects of a kind in a namespace.
  public static AccessQuestion of(String verb, String group, String resource, String namespace) {
    return new AccessQuestion(verb, group, resource, "", namespace, "");
  }

  /// `create deployments.apps in namespace shop`.
  public String describe() {
    return verb
        + " "
        + resource
        + (group.isEmpty() ? "" : "." + group)
        + (subresource.isEmpty() ? "" : "/" + subresource)
        + (name.isEmpty() ? "" : " \"" + name + "\"")
        + (namespace.isEmpty() ? "" : " in namespace " + namespace);
  }
}
