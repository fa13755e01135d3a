package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.net.ProxyRules;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends requests: whole answers, bounded in size and time, with redirects followed by hand so that
/// a password never reaches a host that it is not meant for. Safe to share between threads.
final class HttpTransport implements AutoCloseable {
  /// How long a whole request may take, as in Helm.
  static final Duration TIMEOUT = Duration.ofMinutes(2);

  /// The reason of a failure, in Go's words, when a server does not speak TLS.
  static final String PLAIN_ANSWER = "http: server gave HTTP response to HTTPS client";

  private static final int MAX_REDIRECTS = 10;

  private final NetworkSettings settings;
  private final Duration timeout;
  private final Map<ServerAccess, HttpClient> clients = new ConcurrentHashMap<>();

  HttpTransport(NetworkSettings settings) {
    this(settings, TIMEOUT);
  }

  HttpTransport(NetworkSettings settings, Duration timeout) {
    this.settings = settings;
    this.timeout = timeout;
  }

  /// Whether registries on this machine need not speak TLS.
  boolean plainLoopback() {
    return settings.plainLoopback();
  }

  /// An answer.
  static final class Answer {
    private final URI uri;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    private Answer(URI uri, HttpResponse<byte[]> response) {
      this.uri = uri;
      this.status = response.statusCode();
      this.headers = response.headers();
      this.body = response.body();
    }

    /// Where it came from, after redirects.
    URI uri() {
      return uri;
    }

    int status() {
      return status;
    }

    HttpHeaders headers() {
      return headers;
    }

    byte[] body() {
      return body;
    }

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /// Status and reason as Go prints them.
    String statusLine() {
      return status + " " + HttpReasons.of(status);
    }
  }

  /// A request without a body.
  ///
  /// @param authorization what to send in `Authorization` to `uri`'s origin, or to all when
  ///   `authorizeAll`
  record Request(
      String method,
      URI uri,
      Map<String, String> headers,
      @Nullable String authorization,
      boolean authorizeAll,
      @Nullable String form) {
    static Request get(URI uri, Map<String, String> headers, @Nullable String authorization) {
      return new Request("GET", uri, headers, authorization, false, null);
    }
  }

  /// Sends a request and follows redirects.
  ///
  /// @param maxBytes the largest body to accept
  /// @throws ChartException if no answer arrives, or one that is too large
  Answer send(Request request, ServerAccess access, long maxBytes) {
    URI uri = request.uri;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      Answer answer = sendOnce(request, uri, access, maxBytes);
      String location = answer.headers.firstValue("Location").orElse("");
      if (!isRedirect(answer.status) || location.isEmpty() || request.form != null) {
        return answer;
      }
      uri = uri.resolve(RepositoryUrls.parse(location));
      if (uri.getHost() == null || !isHttp(uri)) {
        throw new ChartException(
            ChartErrorCode.FETCH, prefix(request, request.uri) + "unsupported redirect to " + uri);
      }
    }
    throw new ChartException(
        ChartErrorCode.FETCH,
        prefix(request, request.uri) + "stopped after " + MAX_REDIRECTS + " redirects");
  }

  private static boolean isHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private Answer sendOnce(Request request, URI uri, ServerAccess access, long maxBytes) {
    if (!isHttp(uri)) {
      throw new ChartException(
          ChartErrorCode.FETCH,
          prefix(request, uri) + "unsupported protocol scheme " + GoQuote.quote(uri.getScheme()));
    }
    HttpClient client = client(access);
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(
            build(request, uri), BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
    try {
      HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(uri, response);
    } catch (ExecutionException e) {
      throw failure(request, uri, maxBytes, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw new ChartException(
          ChartErrorCode.FETCH,
          prefix(request, uri) + "no answer within " + timeout.toSeconds() + " s",
          e);
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new ChartException(ChartErrorCode.FETCH, prefix(request, uri) + "interrupted", e);
    }
  }

  private HttpRequest build(Request request, URI uri) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri).header("User-Agent", settings.userAgent());
    // The upgrade to HTTP/2 in the clear confuses old servers.
    if ("http".equalsIgnoreCase(uri.getScheme())) {
      builder.version(HttpClient.Version.HTTP_1_1);
    }
    request.headers.forEach(builder::header);
    if (request.authorization != null
        && (request.authorizeAll || RepositoryUrls.sameOrigin(request.uri, uri))) {
      builder.header("Authorization", request.authorization);
    }
    if (request.form != null) {
      builder.header("Content-Type", "application/x-www-form-urlencoded");
      return builder.POST(HttpRequest.BodyPublishers.ofString(request.form)).build();
    }
    return builder.method(request.method, HttpRequest.BodyPublishers.noBody()).build();
  }

  private HttpClient client(ServerAccess access) {
    ServerAccess key =
        access.withBasicAuth("", "").withPassCredentialsAll(false).withPlainHttp(false);
    return clients.computeIfAbsent(key, this::newClient);
  }

  private HttpClient newClient(ServerAccess access) {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(30))
        .proxy(new ProxyRules(settings.environment()::get, RepositoryUrls::parse))
        .sslContext(TlsContexts.create(access, settings.environment()))
        .build();
  }

  private static ChartException failure(Request request, URI uri, long maxBytes, Throwable cause) {
    if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("capacity")) {
      return new ChartException(
          ChartErrorCode.FETCH,
          prefix(request, uri) + "the answer is larger than the maximum size " + maxBytes,
          cause);
    }
    return new ChartException(
        Diagnostic.error(ChartErrorCode.FETCH, prefix(request, uri) + reason(uri, cause))
            .withHint(hint(cause)),
        cause);
  }

  private static @Nullable String hint(Throwable cause) {
    if (speaksPlainHttp(cause)) {
      return "use --plain-http for a registry without TLS, http:// for a repository";
    }
    return cause instanceof SSLException
        ? "name the server's authority with --ca-file, or check the address"
        : null;
  }

  private static String reason(URI uri, Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return "dial tcp " + uri.getAuthority() + ": i/o timeout";
    }
    if (cause instanceof ConnectException || cause.getCause() instanceof ConnectException) {
      return isUnresolved(cause)
          ? "dial tcp: lookup " + uri.getHost() + ": no such host"
          : "dial tcp " + uri.getAuthority() + ": connect: connection refused";
    }
    if (speaksPlainHttp(cause)) {
      return PLAIN_ANSWER;
    }
    if (cause instanceof SSLException) {
      return "tls: failed to verify certificate: " + cause.getMessage();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private static boolean speaksPlainHttp(Throwable cause) {
    return cause instanceof SSLException
        && String.valueOf(cause.getMessage()).contains("SSL message");
  }

  private static boolean isUnresolved(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  /// Such as `Get "http://host/": `, which Go puts before the reason.
  private static String prefix(Request request, URI uri) {
    String method =
        request.method.charAt(0) + request.method.substring(1).toLowerCase(java.util.Locale.ROOT);
    return method + " " + GoQuote.quote(withoutPassword(uri)) + ": ";
  }

  private static String withoutPassword(URI uri) {
    String info = uri.getRawUserInfo();
    if (info == null || info.indexOf(':') < 0) {
      return uri.toString();
    }
    return uri.toString().replace(info + "@", info.substring(0, info.indexOf(':')) + ":***@");
  }

  @Override
  public void close() {
    Map<ServerAccess, HttpClient> open = new LinkedHashMap<>(clients);
    clients.clear();
    open.values().forEach(HttpClient::shutdownNow);
  }
}
