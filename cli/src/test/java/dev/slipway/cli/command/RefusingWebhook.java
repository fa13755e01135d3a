package dev.slipway.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.sandbox.http.CertificateAuthority;
import dev.slipway.sandbox.http.ServerTls;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// An admission webhook on loopback that says no to everything.
final class RefusingWebhook implements AutoCloseable {
  private final CertificateAuthority authority = CertificateAuthority.create();
  private final HttpsServer server;
  private final String reason;

  RefusingWebhook(String reason) throws IOException {
    this.reason = reason;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(new ServerTls(authority, authority.issueServer()).context()));
    server.createContext("/", this::refuse);
    server.start();
  }

  /// What makes a cluster ask it about Deployments.
  ///
  /// @param policy what becomes of an object when it does not answer: `Fail` or `Ignore`
  String configuration(String policy) {
    String bundle =
        Base64.getEncoder()
            .encodeToString(authority.identity().certificatePem().getBytes(StandardCharsets.UTF_8));
    return """
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: refuser}
    webhooks:
    - name: refuser.example.org
      admissionReviewVersions: [v1]
      sideEffects: None
      failurePolicy: %s
      clientConfig: {url: "https://127.0.0.1:%d/", caBundle: %s}
      rules:
      - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}
    """
        .formatted(policy, server.getAddress().getPort(), bundle);
  }

  private void refuse(HttpExchange exchange) throws IOException {
    try (exchange) {
      String question =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, Object> response = new LinkedHashMap<>();
      response.put("uid", uid(question));
      response.put("allowed", false);
      response.put("status", Map.of("message", reason));
      byte[] answer =
          Json.writeRaw(
                  Map.of(
                      "apiVersion",
                      "admission.k8s.io/v1",
                      "kind",
                      "AdmissionReview",
                      "response",
                      response))
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String uid(String question) {
    return Yaml.read(question) instanceof Map<?, ?> review
            && review.get("request") instanceof Map<?, ?> request
        ? String.valueOf(request.get("uid"))
        : "";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
