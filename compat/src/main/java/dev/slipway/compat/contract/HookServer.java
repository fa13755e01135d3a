package dev.slipway.compat.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.http.CertificateAuthority;
import dev.slipway.sandbox.http.ServerTls;
import dev.slipway.yaml.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Admission webhooks for scripts: what one answers stands in its path, such as `/deny`.
final class HookServer implements AutoCloseable {
  private final CertificateAuthority authority = CertificateAuthority.create();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpsServer server;

  HookServer() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ServerTls tls = new ServerTls(authority, authority.issueServer());
    server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /// Where it listens.
  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The certificate that configurations name, in base64.
  String bundle() {
    return Base64.getEncoder()
        .encodeToString(authority.identity().certificatePem().getBytes(StandardCharsets.UTF_8));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      KubeObject question =
          KubeObject.parse(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      String path = exchange.getRequestURI().getPath();
      switch (path) {
        case "/error" -> send(exchange, 500, "it broke\n");
        case "/missing" -> send(exchange, 404, "nothing here");
        case "/slow" -> {
          TimeUnit.SECONDS.sleep(3);
          send(exchange, 200, review(path, question));
        }
        default -> send(exchange, 200, review(path, question));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String review(String path, KubeObject question) {
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("uid", path.equals("/uid") ? "other" : question.text("request", "uid"));
    response.put("allowed", List.of("/allow", "/patch", "/warn", "/slow").contains(path));
    switch (path) {
      case "/deny" -> response.put("status", Map.of("message", "not on my watch"));
      case "/reason" -> response.put("status", Map.of("reason", "Forbidden", "code", 403));
      case "/details" ->
          response.put(
              "status",
              Map.of(
                  "message",
                  "bad",
                  "reason",
                  "Invalid",
                  "code",
                  422,
                  "details",
                  Map.of("causes", List.of(Map.of("message", "too much", "field", "data")))));
      case "/warn" -> response.put("warnings", List.of("mind the gap"));
      case "/patch" -> {
        response.put("patchType", "JSONPatch");
        response.put(
            "patch", base64("[{\"op\":\"add\",\"path\":\"/data\",\"value\":{\"a\":\"z\"}}]"));
      }
      case "/badpatch" -> {
        response.put("allowed", true);
        response.put("patchType", "JSONPatch");
        response.put("patch", base64("[{\"op\":\"remove\",\"path\":\"/nothing/here\"}]"));
      }
      case "/typeless" -> {
        response.put("allowed", true);
        response.put("patch", base64("[]"));
      }
      case "/echo" -> response.put("status", Map.of("message", told(question)));
      default -> {
        // It says nothing more.
      }
    }
    Map<String, @Nullable Object> review = new LinkedHashMap<>();
    review.put("apiVersion", path.equals("/version") ? "other/v1" : "admission.k8s.io/v1");
    review.put("kind", "AdmissionReview");
    if (!path.equals("/absent")) {
      review.put("response", response);
    }
    return Json.write(review);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// What was asked, but what differs at each run.
  private static String told(KubeObject question) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    for (String name :
        List.of(
            "kind",
            "resource",
            "subResource",
            "requestKind",
            "name",
            "namespace",
            "operation",
            "dryRun")) {
      told.put(name, question.get("request", name));
    }
    told.put("options", question.get("request", "options"));
    told.put("data", question.get("request", "object", "data"));
    told.put("oldData", question.get("request", "oldObject", "data"));
    told.put(
        "has",
        List.of(
            question.get("request", "object") != null,
            question.get("request", "oldObject") != null));
    return Json.write(told).replace('"', '\'');
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
