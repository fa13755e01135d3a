package dev.slipway.kube.config;

/// A cluster, who asks there, and the namespace meant when none is named.
///
/// @param name the context's name, as errors name the cluster
/// @param namespace the namespace; empty when the context has none
/// @param cluster where the API is
/// @param credentials who asks
/// @param impersonation as whom requests count
public record KubeContext(
    String name,
    String namespace,
    ClusterAccess cluster,
    Credentials credentials,
    Impersonation impersonation) {
  /// An API that takes anonymous requests.
  public static KubeContext anonymous(String name, String server) {
    return new KubeContext(
        name,
        "",
        ClusterAccess.of(server),
        Credentials.fixed(Credential.NONE, "nobody"),
        Impersonation.NONE);
  }

  /// A copy with other credentials.
  public KubeContext with(Credentials other) {
    return new KubeContext(name, namespace, cluster, other, impersonation);
  }

  /// A copy whose requests count as those of someone else.
  public KubeContext as(Impersonation other) {
    return new KubeContext(name, namespace, cluster, credentials, other);
  }

  @Override
  public String toString() {
    return "KubeContext[" + name + ", " + cluster.server() + "]";
  }
}
