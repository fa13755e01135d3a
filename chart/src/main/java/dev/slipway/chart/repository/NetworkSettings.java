package dev.slipway.chart.repository;

import java.util.Map;

/// The surroundings of network access.
///
/// @param environment the environment variables, of which `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`
///   and `SSL_CERT_FILE` are looked at
/// @param userAgent what requests call themselves
public record NetworkSettings(Map<String, String> environment, String userAgent) {
  public NetworkSettings {
    environment = Map.copyOf(environment);
  }
}
