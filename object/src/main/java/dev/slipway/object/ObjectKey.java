package dev.slipway.object;

/// Which object of a cluster is meant.
///
/// @param type what it is
/// @param namespace its namespace; empty for an object of the whole cluster
/// @param name its name
public record ObjectKey(GroupVersionKind type, String namespace, String name) {
  /// How people name it: `Deployment/web`.
  public String label() {
    return type.kind() + "/" + name;
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? label() : namespace + "/" + label();
  }
}
