package dev.slipway.kube.client;

import dev.slipway.kube.config.ClusterAccess;
import dev.slipway.kube.config.Credential;
import dev.slipway.kube.config.Impersonation;
import dev.slipway.kube.config.KubeContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/// Sends single requests to a cluster, with the credential of the moment. Safe for use by several
/// threads at once.
final class Connection implements AutoCloseable {
  private static final Duration READ_SLACK = Duration.ofSeconds(5);

  private final KubeContext context;
  private final ClientSettings settings;
  private final Transport transport;

  Connection(KubeContext context, ClientSettings settings, Transport transport) {
    this.context = context;
    this.settings = settings;
    this.transport = transport;
  }

  /// Sends a request and reads the whole answer. A refused credential is renewed once.
  ///
  /// @throws IOException if no answer came
  /// @throws dev.slipway.kube.KubeException if there is no credential
  ApiAnswer send(ApiRequest request) throws IOException, InterruptedException {
    Credential credential = context.credentials().current();
    ApiAnswer answer = once(request, credential);
    if (answer.status() == 401 && context.credentials().renew(credential)) {
      answer = once(request, context.credentials().current());
    }
    return answer;
  }

  private ApiAnswer once(ApiRequest request, Credential credential)
      throws IOException, InterruptedException {
    Duration time = settings.requestTimeout();
    HttpRequest http = build(request, credential).timeout(time).build();
    CompletableFuture<HttpResponse<byte[]>> sent =
        transport
            .client(credential, false)
            .sendAsync(http, HttpResponse.BodyHandlers.ofByteArray());
    // The request's own limit ends when the answer's head is there: this one is for the rest.
    HttpResponse<byte[]> response = await(sent, time.plus(READ_SLACK));
    return new ApiAnswer(response.statusCode(), response.headers(), plain(response));
  }

  /// Opens a stream that stays open, such as a watch.
  ///
  /// @return the answer with its open body
  /// @throws IOException if no answer came
  HttpResponse<InputStream> open(ApiRequest request) throws IOException, InterruptedException {
    Credential credential = context.credentials().current();
    HttpResponse<InputStream> response = openOnce(request, credential);
    if (response.statusCode() == 401 && context.credentials().renew(credential)) {
      response.body().close();
      response = openOnce(request, context.credentials().current());
    }
    return response;
  }

  private HttpResponse<InputStream> openOnce(ApiRequest request, Credential credential)
      throws IOException, InterruptedException {
    HttpRequest http = build(request, credential).timeout(settings.requestTimeout()).build();
    return await(
        transport
            .client(credential, true)
            .sendAsync(http, HttpResponse.BodyHandlers.ofInputStream()),
        settings.requestTimeout().plus(READ_SLACK));
  }

  private static <T> T await(CompletableFuture<T> sent, Duration atMost)
      throws IOException, InterruptedException {
    try {
      return sent.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      HttpTimeoutException late = new HttpTimeoutException("the answer did not end in time");
      late.initCause(e);
      throw late;
    } catch (InterruptedException e) {
      sent.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    }
  }

  private HttpRequest.Builder build(ApiRequest request, Credential credential) {
    ClusterAccess cluster = context.cluster();
    String body = request.body();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(cluster.server() + request.path()))
            .header("User-Agent", settings.userAgent())
            .header("Accept", request.accept())
            .method(
                request.method(),
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(
                        dev.slipway.core.GoStrings.toBytes(body)));
    if (!request.mediaType().isEmpty()) {
      builder.header("Content-Type", request.mediaType());
    }
    if (cluster.compress() && request.work() == Work.LIST) {
      builder.header("Accept-Encoding", "gzip");
    }
    headers(credential, (name, value) -> builder.header(name, value));
    return builder;
  }

  /// Takes a header.
  interface HeaderSink {
    void accept(String name, String value);
  }

  /// The headers that say who asks. As in client-go, secrets go over TLS only; the machine itself
  /// is an exception.
  void headers(Credential credential, HeaderSink sink) {
    if (!credential.authorization().isEmpty() && (context.cluster().isTls() || isLocal())) {
      sink.accept("Authorization", credential.authorization());
    }
    Impersonation as = context.impersonation();
    if (as.user().isEmpty()) {
      return;
    }
    sink.accept("Impersonate-User", as.user());
    if (!as.uid().isEmpty()) {
      sink.accept("Impersonate-Uid", as.uid());
    }
    for (String group : as.groups()) {
      sink.accept("Impersonate-Group", group);
    }
    as.extra()
        .forEach((key, values) ->
            values.forEach(value -> sink.accept("Impersonate-Extra-" + escaped(key), value)));
  }

  private boolean isLocal() {
    String host = URI.create(context.cluster().server()).getHost();
    return host != null
        && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
  }

  private static String escaped(String key) {
    return java.net.URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static byte[] plain(HttpResponse<byte[]> response) throws IOException {
    List<String> coding = response.headers().allValues("content-encoding");
    if (coding.size() != 1 || !coding.getFirst().equalsIgnoreCase("gzip")) {
      return response.body();
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return in.readAllBytes();
    }
  }

  KubeContext context() {
    return context;
  }

  /// Opens a WebSocket.
  ///
  /// @throws IOException if it does not come about
  WebSocket webSocket(String path, String protocol, WebSocket.Listener listener)
      throws IOException, InterruptedException {
    Credential credential = context.credentials().current();
    WebSocket.Builder builder =
        transport
            .client(credential, true)
            .newWebSocketBuilder()
            .subprotocols(protocol)
            .connectTimeout(settings.connectTimeout())
            .header("User-Agent", settings.userAgent());
    headers(credential, (name, value) -> builder.header(name, value));
    // `http` becomes `ws`, `https` becomes `wss`.
    URI address = URI.create("ws" + context.cluster().server().substring(4) + path);
    return await(builder.buildAsync(address, listener), settings.requestTimeout());
  }

  @Override
  public void close() {
    transport.close();
  }
}
