package dev.slipway.sandbox.store;

/// A kind of objects as the API names it in paths: `deployments` of the group `apps`.
///
/// @param group the API group; empty for the core group
/// @param resource the plural
public record GroupResource(String group, String resource) {
  /// As Kubernetes writes it in messages: `deployments.apps`, and `pods` for the core group.
  @Override
  public String toString() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}
