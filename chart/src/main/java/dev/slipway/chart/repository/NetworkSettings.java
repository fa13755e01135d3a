package dev.slipway.chart.repository;

import java.util.Map;

/// The surroundings of network access.
///
/// @param environment the environment variables, of which `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`
///   and `SSL_CERT_FILE` are looked at
/// @param userAgent what requests call themselves
/// @param plainLoopback whether a registry on this machine that speaks no TLS is asked without it
public record NetworkSettings(
    Map<String, String> environment, String userAgent, boolean plainLoopback) {
  public NetworkSettings {
    environment = Map.copyOf(environment);
  }

  /// Settings with which every registry has to speak TLS unless it is said otherwise.
  public NetworkSettings(Map<String, String> environment, String userAgent) {
    this(environment, userAgent, false);
  }

  /// A copy that asks registries on this machine without TLS where they speak none, as Helm 3 does
  /// with all registries.
  public NetworkSettings withPlainLoopback() {
    return new NetworkSettings(environment, userAgent, true);
  }
}
