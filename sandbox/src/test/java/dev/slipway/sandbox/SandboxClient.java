package dev.slipway.sandbox;

import dev.slipway.object.KubeObject;
import dev.slipway.yaml.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A client of a sandbox over HTTP, as plain as can be.
final class SandboxClient implements AutoCloseable {
  private final HttpClient http;
  private final String url;
  private final String token;

  SandboxClient(Sandbox sandbox, String token) {
    HttpClient.Builder builder = HttpClient.newBuilder();
    if (!sandbox.certificate().isEmpty()) {
      builder.sslContext(trusting(sandbox.certificate()));
    }
    this.http = builder.build();
    this.url = sandbox.url();
    this.token = token;
  }

  static SandboxClient of(Sandbox sandbox) {
    return new SandboxClient(sandbox, sandbox.token());
  }

  private static SSLContext trusting(String pem) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null);
      store.setCertificateEntry(
          "ca",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  KubeObject get(String path) throws IOException, InterruptedException {
    return KubeObject.parse(send("GET", path, "").body());
  }

  /// Creates an object from YAML's subset that is JSON.
  KubeObject create(String path, Map<String, ?> object) throws IOException, InterruptedException {
    HttpResponse<String> response = send("POST", path, Json.writeRaw(object));
    if (response.statusCode() != 201) {
      throw new IllegalStateException(response.body());
    }
    return KubeObject.parse(response.body());
  }

  /// Watches until an object is as wanted.
  KubeObject await(String path, String name, Predicate<KubeObject> wanted)
      throws IOException, InterruptedException {
    URI uri =
        URI.create(
            url + path + "?watch=1&timeoutSeconds=120&fieldSelector=metadata.name%3D" + name);
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
    HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      return lines
          .map(line -> KubeObject.of(KubeObject.parse(line).map("object")))
          .filter(wanted)
          .findFirst()
          .orElseThrow(() -> new AssertionError(name + " never came to that"));
    }
  }

  InputStream stream(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
  }

  /// A Deployment of one container.
  static Map<String, Object> deployment(
      String name, int replicas, String image, Map<String, String> annotations) {
    Map<String, String> labels = Map.of("app", name);
    return Map.of(
        "apiVersion",
        "apps/v1",
        "kind",
        "Deployment",
        "metadata",
        Map.of("name", name),
        "spec",
        Map.of(
            "replicas",
            (long) replicas,
            "selector",
            Map.of("matchLabels", labels),
            "template",
            Map.of(
                "metadata",
                Map.of("labels", labels, "annotations", annotations),
                "spec",
                Map.of("containers", List.of(Map.of("name", "main", "image", image))))));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
