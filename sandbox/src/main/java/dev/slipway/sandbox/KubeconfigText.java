package dev.slipway.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Writes kubeconfig files.
final class KubeconfigText {
  private KubeconfigText() {}

  /// A kubeconfig with one context, named as its cluster.
  static String of(String name, String url, String certificate, String user, String token) {
    String authority =
        certificate.isEmpty()
            ? ""
            : "    certificate-authority-data: "
                + Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.UTF_8))
                + "\n";
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: %1$s
      cluster:
        server: %2$s
    %3$susers:
    - name: %1$s-%4$s
      user:
        token: %5$s
    contexts:
    - name: %1$s
      context:
        cluster: %1$s
        user: %1$s-%4$s
        namespace: default
    current-context: %1$s
    """
        .formatted(name, url, authority, user, token);
  }
}
