package dev.slipway.kube.config;

/// Where a cluster's API is, and how to know that it is the right one.
///
/// @param server its address without a slash at the end; with a path where a proxy serves several
///   clusters
/// @param authorities the certificates of those that vouch for the server, as PEM; empty for those
///   that the machine trusts
/// @param serverName the name that must stand in the server's certificate; empty for the one in the
///   address
/// @param insecure whether any server is taken
/// @param proxy the address of a proxy; empty for what the environment says
/// @param compress whether answers may come compressed
public record ClusterAccess(
    String server,
    String authorities,
    String serverName,
    boolean insecure,
    String proxy,
    boolean compress) {
  /// An API without TLS, or with a certificate that the machine trusts.
  public static ClusterAccess of(String server) {
    return new ClusterAccess(server, "", "", false, "", true);
  }

  /// Whether the connection is encrypted.
  public boolean isTls() {
    return server.startsWith("https:");
  }

  @Override
  public String toString() {
    return "ClusterAccess[" + server + "]";
  }
}
