package dev.slipway.kube.client;

import dev.slipway.kube.KubeException;
import dev.slipway.kube.config.Credentials;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Says of a refused credential whether it is a token that has expired.
final class TokenAge {
  private static final String RENEW = "get a new credential, for instance by logging in again";

  private TokenAge() {}

  static String hint(Credentials credentials) {
    try {
      Instant end = end(credentials.current().authorization());
      return end == null ? RENEW : "the token expires at " + end + ": " + RENEW;
    } catch (KubeException e) {
      return e.getMessage();
    }
  }

  /// The end that stands in a JSON web token, or null.
  private static @Nullable Instant end(String authorization) {
    int first = authorization.indexOf('.');
    int second = authorization.indexOf('.', first + 1);
    if (first < 0 || second < 0) {
      return null;
    }
    try {
      byte[] claims = Base64.getUrlDecoder().decode(authorization.substring(first + 1, second));
      return Json.read(new String(claims, StandardCharsets.UTF_8))
                  instanceof java.util.Map<?, ?> map
              && map.get("exp") instanceof Number seconds
          ? Instant.ofEpochSecond(seconds.longValue())
          : null;
    } catch (IllegalArgumentException | YamlException _) {
      return null;
    }
  }
}
