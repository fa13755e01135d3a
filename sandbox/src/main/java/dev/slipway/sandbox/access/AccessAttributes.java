package dev.slipway.sandbox.access;

/// What someone wants to do.
///
/// @param verb such as `get`, `list`, `create`; the HTTP verb in small letters for a path
/// @param group the API group; empty for the core group
/// @param version the API version; may be empty or `*`
/// @param resource the plural; empty for a path that is no resource
/// @param subresource such as `status`; empty for none
/// @param namespace the namespace; empty for the whole cluster
/// @param name the object; empty for any
/// @param path the path when it is no resource; otherwise empty
public record AccessAttributes(
    String verb,
    String group,
    String version,
    String resource,
    String subresource,
    String namespace,
    String name,
    String path) {
  /// Whether a resource is meant, not a path.
  public boolean isResource() {
    return path.isEmpty();
  }
}
