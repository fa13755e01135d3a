package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.Diagnostic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fetches files over HTTP, with Helm's rule about passwords: they go to the repository's own
/// scheme, host and port, and elsewhere only if asked for. Safe to share between threads.
final class HttpFetcher {
  private final HttpTransport transport;

  HttpFetcher(HttpTransport transport) {
    this.transport = transport;
  }

  /// The body behind `url`.
  ///
  /// @param origin the repository's URL, to which the credentials belong
  /// @param accept the media types wanted, or empty
  /// @throws ChartException if it cannot be had
  byte[] get(String url, String origin, ServerAccess access, String accept, long maxBytes) {
    URI uri = RepositoryUrls.parse(url);
    Map<String, String> headers = new LinkedHashMap<>();
    if (!accept.isEmpty()) {
      headers.put("Accept", accept);
    }
    String authorization = authorization(uri, RepositoryUrls.parse(origin), access);
    HttpTransport.Request request =
        new HttpTransport.Request(
            "GET", uri, headers, authorization, access.passCredentialsAll(), null);
    HttpTransport.Answer answer = transport.send(request, access, maxBytes);
    if (answer.status() != 200) {
      throw new ChartException(
          Diagnostic.error(
                  ChartErrorCode.FETCH, "failed to fetch " + url + " : " + answer.statusLine())
              .withHint(hint(answer.status(), authorization != null)));
    }
    return answer.body();
  }

  private static @Nullable String authorization(URI uri, URI origin, ServerAccess access) {
    if (access.passCredentialsAll() || RepositoryUrls.sameOrigin(origin, uri)) {
      if (access.hasCredentials()) {
        return basic(access.username(), access.password());
      }
      // A user and password within the URL itself.
      String info = uri.getUserInfo();
      if (info != null && info.contains(":")) {
        int colon = info.indexOf(':');
        return basic(info.substring(0, colon), info.substring(colon + 1));
      }
    }
    return null;
  }

  private static @Nullable String hint(int status, boolean authorized) {
    if (status != 401 && status != 403) {
      return null;
    }
    return authorized
        ? "the server refuses these credentials"
        : "give --username and --password; --pass-credentials if the chart is on another host than"
            + " the repository";
  }

  /// The header of basic authentication.
  static String basic(String username, String password) {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
