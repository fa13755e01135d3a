package dev.slipway.helmfile.secret;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Small requests to a service that keeps secrets; no redirects, so that a token goes nowhere else.
/// Thread-safe.
final class ServiceHttp {
  private static final long LARGEST = 16 << 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client;
  private final String name;

  /// An answer.
  record Answer(int status, String body) {
    @Override
    public String toString() {
      return "Answer[status=" + status + "]";
    }
  }

  /// @param name the service's, for errors
  /// @param tls the certificates to use; null for the JDK's own
  ServiceHttp(String name, @Nullable SSLContext tls) {
    this.name = name;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(30));
    if (tls != null) {
      builder.sslContext(tls);
    }
    this.client = builder.build();
  }

  Answer get(String url, Map<String, String> headers) {
    return send(request(url, headers).GET().build());
  }

  Answer put(String url, Map<String, String> headers, String json) {
    return send(request(url, headers).PUT(HttpRequest.BodyPublishers.ofString(json)).build());
  }

  private HttpRequest.Builder request(String url, Map<String, String> headers) {
    try {
      HttpRequest.Builder builder = HttpRequest.newBuilder(new URI(url)).timeout(TIMEOUT);
      headers.forEach(builder::header);
      return builder;
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw SecretException.of(
          SecretErrorCode.INVALID_REFERENCE, name + ": \"" + url + "\" is no valid address", e);
    }
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response =
          client.send(
              request,
              HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LARGEST));
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      String reason = e.getMessage() == null ? "cannot connect" : e.getMessage();
      throw SecretException.of(
          SecretErrorCode.FETCH,
          name + ": " + request.method() + " " + request.uri() + ": " + reason,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SecretException.of(SecretErrorCode.FETCH, name + ": interrupted", e);
    }
  }
}
