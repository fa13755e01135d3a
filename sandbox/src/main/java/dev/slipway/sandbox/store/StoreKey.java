package dev.slipway.sandbox.store;

/// Where an object stands in the store.
///
/// @param resource what it is
/// @param namespace its namespace; empty for an object of the whole cluster
/// @param name its name
public record StoreKey(GroupResource resource, String namespace, String name) {
  /// Its place among the objects of its kind, in etcd's order: `namespace/name`, or the name.
  public String path() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  @Override
  public String toString() {
    return resource + " " + path();
  }
}
