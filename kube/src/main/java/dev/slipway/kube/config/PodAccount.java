package dev.slipway.kube.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// The cluster around the pod that the program runs in.
public final class PodAccount {
  private static final String FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount/";

  private PodAccount() {}

  /// Whether the program runs in a pod with a service account.
  public static boolean isHere(KubeHost host) {
    return !text(host, "KUBERNETES_SERVICE_HOST").isEmpty()
        && !text(host, "KUBERNETES_SERVICE_PORT").isEmpty();
  }

  /// The cluster, as the pod's service account.
  ///
  /// @throws dev.slipway.kube.KubeException of code KUBECONFIG if this is no pod, or its account
  ///   cannot be read
  public static KubeContext context(KubeHost host) {
    return context(host, InstantSource.system());
  }

  static KubeContext context(KubeHost host, InstantSource clock) {
    if (!isHere(host)) {
      throw ConfigFaults.config(
          "unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and"
              + " KUBERNETES_SERVICE_PORT must be defined",
          "",
          null,
          null);
    }
    String address = text(host, "KUBERNETES_SERVICE_HOST");
    String server =
        "https://"
            + (address.contains(":") ? "[" + address + "]" : address)
            + ":"
            + text(host, "KUBERNETES_SERVICE_PORT");
    ClusterAccess cluster = new ClusterAccess(server, file(host, "ca.crt"), "", false, "", true);
    TokenFile token = new TokenFile(host, FOLDER + "token", "", clock, "the pod's service account");
    token.current();
    return new KubeContext("in-cluster", namespace(host), cluster, token, Impersonation.NONE);
  }

  /// The pod's namespace; `default` where this is none.
  static String namespaceOrDefault(KubeHost host) {
    String namespace = isHere(host) ? namespace(host) : "";
    return namespace.isEmpty() ? "default" : namespace;
  }

  private static String namespace(KubeHost host) {
    String named = text(host, "POD_NAMESPACE");
    return named.isEmpty() ? file(host, "namespace").strip() : named;
  }

  private static String text(KubeHost host, String variable) {
    String value = host.variable(variable);
    return value == null ? "" : value;
  }

  private static String file(KubeHost host, String name) {
    try {
      return new String(host.read(FOLDER + name), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw ConfigFaults.config("the pod's service account cannot be read", FOLDER + name, null, e);
    }
  }
}
