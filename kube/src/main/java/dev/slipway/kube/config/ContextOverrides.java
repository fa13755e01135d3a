package dev.slipway.kube.config;

import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What a command line says about a cluster in place of what the kubeconfig says: helm's and
/// kubectl's flags.
///
/// @param server the address of the API; empty for the kubeconfig's
/// @param authorityFile a file with the certificates of those that vouch for the server; empty for
///   the kubeconfig's
/// @param serverName the name in the server's certificate; empty for the kubeconfig's
/// @param insecure whether any server is taken
/// @param token the token to show; empty for the kubeconfig's credentials
/// @param user as whom requests count; empty for who sends them
/// @param groups that user's groups
public record ContextOverrides(
    String server,
    String authorityFile,
    String serverName,
    boolean insecure,
    String token,
    String user,
    List<String> groups) {
  /// Nothing beyond the kubeconfig.
  public static final ContextOverrides NONE =
      new ContextOverrides("", "", "", false, "", "", List.of());

  public ContextOverrides {
    groups = List.copyOf(groups);
  }

  /// The context of a kubeconfig with these changes. A kubeconfig without a current context is
  /// enough when there is a server.
  ///
  /// @param name the context; empty for the current one
  /// @throws dev.slipway.kube.KubeException of code KUBECONFIG if there is no such context, or a
  ///   file cannot be read
  public KubeContext of(KubeHost host, KubeConfig config, String name) {
    boolean alone = !server.isEmpty() && name.isEmpty() && config.currentContext().isEmpty();
    KubeContext context = alone ? KubeContext.anonymous(server, address()) : config.context(name);
    if (equals(NONE)) {
      return context;
    }
    ClusterAccess access = context.cluster();
    boolean otherTrust = insecure || !authorityFile.isEmpty();
    KubeContext changed =
        new KubeContext(
            context.name(),
            context.namespace(),
            new ClusterAccess(
                server.isEmpty() ? access.server() : address(),
                otherTrust ? authorities(host) : access.authorities(),
                serverName.isEmpty() ? access.serverName() : serverName,
                otherTrust ? insecure : access.insecure(),
                access.proxy(),
                access.compress()),
            token.isEmpty()
                ? context.credentials()
                : Credentials.fixed(Credential.bearer(token), "the token of the command line"),
            context.impersonation());
    return user.isEmpty() && groups.isEmpty()
        ? changed
        : changed.as(new Impersonation(user, "", groups, Map.of()));
  }

  private String address() {
    String whole = server.contains("://") ? server : "http://" + server;
    return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
  }

  private String authorities(KubeHost host) {
    if (authorityFile.isEmpty() || insecure) {
      return "";
    }
    try {
      return GoStrings.fromBytes(host.read(authorityFile));
    } catch (IOException e) {
      throw ConfigFaults.config("the certificates cannot be read", authorityFile, null, e);
    }
  }

  @Override
  public String toString() {
    return "ContextOverrides[" + server + "]";
  }
}
