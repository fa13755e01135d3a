package dev.slipway.sandbox.api;

import dev.slipway.sandbox.access.Authorizer;
import dev.slipway.sandbox.access.TokenIssuer;
import dev.slipway.sandbox.admission.Admission;
import dev.slipway.sandbox.resource.KubernetesVersion;
import dev.slipway.sandbox.resource.NodePortRange;
import java.time.Clock;
import java.util.List;

/// What an API server is made from besides its store.
///
/// @param clock tells the time
/// @param authorizer says who may do what
/// @param tokens makes and knows tokens of service accounts
/// @param logs where the logs of containers come from
/// @param admissions looks at each write besides the server's own rules
/// @param certificate the certificates by which clients know this server, in PEM; each namespace
///   gets them in a ConfigMap
/// @param version the version of Kubernetes whose kinds it serves
/// @param nodePorts the ports that Services may have on nodes
public record ApiServerSetup(
    Clock clock,
    Authorizer authorizer,
    TokenIssuer tokens,
    LogSource logs,
    List<Admission> admissions,
    String certificate,
    KubernetesVersion version,
    NodePortRange nodePorts) {
  public ApiServerSetup {
    admissions = List.copyOf(admissions);
  }

  /// A server that allows everything and has no logs.
  public static ApiServerSetup open(Clock clock) {
    return new ApiServerSetup(
        clock,
        Authorizer.ALLOW_ALL,
        TokenIssuer.NONE,
        LogSource.EMPTY,
        List.of(),
        "",
        KubernetesVersion.USUAL,
        NodePortRange.USUAL);
  }

  /// The same with another authorizer.
  public ApiServerSetup withAuthorizer(Authorizer other) {
    return new ApiServerSetup(
        clock, other, tokens, logs, admissions, certificate, version, nodePorts);
  }

  /// The same with another issuer of tokens.
  public ApiServerSetup withTokens(TokenIssuer other) {
    return new ApiServerSetup(
        clock, authorizer, other, logs, admissions, certificate, version, nodePorts);
  }

  /// The same with another source of logs.
  public ApiServerSetup withLogs(LogSource other) {
    return new ApiServerSetup(
        clock, authorizer, tokens, other, admissions, certificate, version, nodePorts);
  }

  /// The same with other certificates.
  public ApiServerSetup withCertificate(String other) {
    return new ApiServerSetup(
        clock, authorizer, tokens, logs, admissions, other, version, nodePorts);
  }

  /// The same of another version of Kubernetes.
  public ApiServerSetup withVersion(KubernetesVersion other) {
    return new ApiServerSetup(
        clock, authorizer, tokens, logs, admissions, certificate, other, nodePorts);
  }
}
