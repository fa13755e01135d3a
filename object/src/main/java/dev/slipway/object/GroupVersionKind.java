package dev.slipway.object;

/// What an object is.
///
/// @param group the API group; empty for the core group
/// @param version its version, such as `v1`
/// @param kind the kind, such as `Deployment`
public record GroupVersionKind(String group, String version, String kind)
    implements Comparable<GroupVersionKind> {
  /// The type of objects that say this of themselves.
  public static GroupVersionKind of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return slash < 0
        ? new GroupVersionKind("", apiVersion, kind)
        : new GroupVersionKind(
            apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
  }

  /// `GROUP/VERSION`, or `VERSION` in the core group.
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  @Override
  public int compareTo(GroupVersionKind other) {
    int order = group.compareTo(other.group);
    if (order == 0) {
      order = version.compareTo(other.version);
    }
    return order == 0 ? kind.compareTo(other.kind) : order;
  }

  /// Kubernetes' own form: `apps/v1, Kind=Deployment`.
  @Override
  public String toString() {
    return apiVersion() + ", Kind=" + kind;
  }
}
