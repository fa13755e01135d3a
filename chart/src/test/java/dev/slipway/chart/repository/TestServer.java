package dev.slipway.chart.repository;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// A web server on a free port of this machine, which answers as told and remembers what it was
/// asked.
public final class TestServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final String scheme;
  private final Map<String, Function<Asked, Reply>> routes = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile @Nullable Function<Asked, Reply> fallback;

  private TestServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  /// A request.
  public record Asked(String method, String path, String query, String body, Headers headers) {
    public String header(String name) {
      String value = headers.getFirst(name);
      return value == null ? "" : value;
    }
  }

  /// An answer.
  public static final class Reply {
    private final int status;
    private final byte[] body;
    private final Map<String, String> headers = new ConcurrentHashMap<>();

    private Reply(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    public static Reply of(int status, String body) {
      return new Reply(status, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply of(int status, byte[] body) {
      return new Reply(status, body);
    }

    public Reply with(String name, String value) {
      headers.put(name, value);
      return this;
    }
  }

  public static TestServer http() {
    try {
      return new TestServer(HttpServer.create(address(), 0), "http");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TestServer https(SSLContext context, boolean clientMustShowCertificate) {
    try {
      HttpsServer server = HttpsServer.create(address(), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters tls = context.getDefaultSSLParameters();
              tls.setNeedClientAuth(clientMustShowCertificate);
              parameters.setSSLParameters(tls);
            }
          });
      return new TestServer(server, "https");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public String url() {
    return scheme + "://" + host();
  }

  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  public TestServer file(String path, String body) {
    return route(path, _ -> Reply.of(200, body));
  }

  public TestServer file(String path, byte[] body) {
    return route(path, _ -> Reply.of(200, body));
  }

  public TestServer route(String path, Function<Asked, Reply> answer) {
    routes.put(path, answer);
    return this;
  }

  public TestServer otherwise(Function<Asked, Reply> answer) {
    fallback = answer;
    return this;
  }

  public List<Asked> asked() {
    return asked;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = exchange.getRequestURI().getRawQuery();
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              query == null ? "" : query,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              exchange.getRequestHeaders());
      asked.add(request);
      Function<Asked, Reply> route = routes.getOrDefault(request.path, fallback);
      Reply reply = route == null ? Reply.of(404, "nothing here") : route.apply(request);
      reply.headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status, reply.body.length == 0 ? -1 : reply.body.length);
      exchange.getResponseBody().write(reply.body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }
}
