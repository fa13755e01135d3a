package dev.slipway.kube.config;

/// Reads a cluster's entry of a kubeconfig.
final class ClusterSection {
  private final KubeHost host;
  private final Section section;

  ClusterSection(KubeHost host, Section section) {
    this.host = host;
    this.section = section;
  }

  /// Where the cluster is.
  ///
  /// @throws dev.slipway.kube.KubeException if it has no address, or a file cannot be read
  ClusterAccess access() {
    String server = section.text("server");
    if (server.isEmpty()) {
      throw ConfigFaults.config(
          "the kubeconfig's cluster \"" + section.name() + "\" has no server",
          section.file(),
          null,
          null);
    }
    String authorities = section.data(host, "certificate-authority");
    boolean insecure = section.flag("insecure-skip-tls-verify");
    if (insecure && !authorities.isEmpty()) {
      throw ConfigFaults.config(
          "the kubeconfig's cluster \""
              + section.name()
              + "\" has both a certificate-authority and insecure-skip-tls-verify",
          section.file(),
          "take out one of them",
          null);
    }
    if (!server.contains("://")) {
      server = (insecure || !authorities.isEmpty() ? "https://" : "http://") + server;
    }
    int end = server.length();
    while (end > 0 && server.charAt(end - 1) == '/') {
      end--;
    }
    return new ClusterAccess(
        server.substring(0, end),
        authorities,
        section.text("tls-server-name"),
        insecure,
        section.text("proxy-url"),
        !section.flag("disable-compression"));
  }
}
