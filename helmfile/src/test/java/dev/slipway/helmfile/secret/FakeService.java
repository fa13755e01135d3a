package dev.slipway.helmfile.secret;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server on this machine that answers from a table, and keeps what it was asked.
final class FakeService implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  final List<String> requests = new CopyOnWriteArrayList<>();

  /// @param header a header that a request must have, `name: value`, or empty
  private record Answer(int status, String body, String header) {}

  FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  FakeService answer(String request, String header, String body) {
    answers.put(request, new Answer(200, body, header));
    return this;
  }

  FakeService refuse(String request, int status, String body) {
    answers.put(request, new Answer(status, body, ""));
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String request =
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + (body.isEmpty() ? "" : " ")
            + body;
    requests.add(request);
    Answer answer = answers.getOrDefault(request, new Answer(404, "{\"errors\":[]}", ""));
    int colon = answer.header.indexOf(": ");
    boolean allowed =
        colon < 0
            || answer
                .header
                .substring(colon + 2)
                .equals(exchange.getRequestHeaders().getFirst(answer.header.substring(0, colon)));
    byte[] bytes =
        (allowed ? answer.body : "{\"errors\":[\"permission denied\"]}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(allowed ? answer.status : 403, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
