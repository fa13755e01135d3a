package dev.slipway.kube.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.kube.config.InMemoryKubeHost;
import dev.slipway.kube.config.KubeContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A cluster that answers what a test has written down.
public final class ScriptedCluster implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, List<Reply>> replies = new HashMap<>();
  private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch end = new CountDownLatch(1);

  /// A request that came.
  public record Seen(String line, Map<String, String> headers, String body) {}

  /// An answer.
  ///
  /// @param status 0 to close the connection without one
  /// @param open whether the connection stays open after the body
  public record Reply(int status, Map<String, String> headers, String body, boolean open) {
    public static Reply ok(String body) {
      return new Reply(200, Map.of(), body, false);
    }

    public static Reply cut() {
      return new Reply(0, Map.of(), "", false);
    }

    /// Lines of a watch, whose stream stays open.
    public static Reply streaming(String... lines) {
      return new Reply(200, Map.of(), String.join("\n", lines) + "\n", true);
    }

    /// Lines of a watch, whose stream ends.
    public static Reply lines(String... lines) {
      return ok(String.join("\n", lines) + "\n");
    }

    /// An error.
    ///
    /// @param rest further fields of the `Status`, such as `,"details":{}`
    public static Reply error(int status, String reason, String message, String rest) {
      return new Reply(
          status,
          Map.of(),
          "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\""
              + message.replace("\"", "\\\"")
              + "\",\"reason\":\""
              + reason
              + "\",\"code\":"
              + status
              + rest
              + "}",
          false);
    }

    public Reply with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Reply(status, more, body, open);
    }
  }

  public ScriptedCluster() {
    this(null);
  }

  /// @param tls the server's certificates; null for plain HTTP
  public ScriptedCluster(@Nullable SSLContext tls) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      if (tls == null) {
        server = HttpServer.create(address, 0);
        scheme = "http";
      } else {
        HttpsServer secure = HttpsServer.create(address, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        server = secure;
        scheme = "https";
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
    on("GET /api", Reply.ok(Fixtures.CORE));
    on("GET /apis", Reply.ok(Fixtures.GROUPS));
    on("GET /version", Reply.ok("{\"gitVersion\":\"v1.34.2\"}"));
  }

  /// Sets the answers to a request: one after the other, the last one for all further ones. A query
  /// that is not named may be any.
  public ScriptedCluster on(String line, Reply... answers) {
    synchronized (replies) {
      replies.put(line, new ArrayList<>(List.of(answers)));
    }
    return this;
  }

  public String address() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  public KubeContext context() {
    return KubeContext.anonymous("here", address());
  }

  public HttpKubeClient client(Timing timing) {
    return client(context(), ClientSettings.of("test").withTiming(timing));
  }

  public HttpKubeClient client(KubeContext context, ClientSettings settings) {
    return new KubeClients(new InMemoryKubeHost(), settings).connect(context);
  }

  /// The requests so far, without those for discovery.
  public List<Seen> seen() {
    synchronized (seen) {
      return seen.stream()
          .filter(request -> !request.line().equals("GET /api"))
          .filter(request -> !request.line().equals("GET /apis"))
          .toList();
    }
  }

  /// All request lines.
  public List<String> lines() {
    synchronized (seen) {
      return seen.stream().map(Seen::line).toList();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    Map<String, String> headers = new LinkedHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    byte[] body = exchange.getRequestBody().readAllBytes();
    seen.add(new Seen(line, headers, new String(body, StandardCharsets.UTF_8)));
    Reply reply = reply(line);
    if (reply.status() == 0) {
      exchange.close();
      return;
    }
    send(exchange, reply, headers.getOrDefault("Accept-encoding", ""));
  }

  private Reply reply(String line) {
    synchronized (replies) {
      List<Reply> answers = replies.get(line);
      int query = line.indexOf('?');
      if (answers == null && query > 0) {
        answers = replies.get(line.substring(0, query));
      }
      if (answers == null) {
        return Reply.error(404, "NotFound", "nothing is scripted for " + line, "");
      }
      return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }
  }

  private void send(HttpExchange exchange, Reply reply, String encoding) throws IOException {
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    if (encoding.contains("gzip")) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write(bytes);
      }
      bytes = packed.toByteArray();
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(reply.status(), 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
      out.flush();
      if (reply.open()) {
        end.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
