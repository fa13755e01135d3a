package dev.slipway.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An API server at a fixed time, asked as a client would.
final class TestCluster {
  static final UserInfo ADMIN = UserInfo.of("admin", "system:masters");
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  final ObjectStore store;
  final ApiServer server;

  TestCluster() {
    this(new ObjectStore(), ApiServerSetup.open(Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  TestCluster(ObjectStore store, ApiServerSetup setup) {
    this.store = store;
    this.server = new ApiServer(store, setup);
  }

  /// The answer to a request; parameters stand behind a `?`.
  ApiResponse ask(String method, String path, String contentType, String accept, String body) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    int mark = path.indexOf('?');
    if (mark >= 0) {
      for (String pair : path.substring(mark + 1).split("&")) {
        int sign = pair.indexOf('=');
        query
            .computeIfAbsent(pair.substring(0, sign), _ -> new ArrayList<>())
            .add(pair.substring(sign + 1));
      }
    }
    return server.handle(
        new ApiRequest(
            method,
            mark < 0 ? path : path.substring(0, mark),
            query,
            contentType,
            accept,
            "test/1.0",
            body.getBytes(StandardCharsets.UTF_8),
            ADMIN));
  }

  /// A document that is answered with this status.
  KubeObject expect(int status, String method, String path, String yaml) {
    ApiResponse response = ask(method, path, "application/json", "application/json", json(yaml));
    return document(status, response);
  }

  KubeObject patch(int status, String path, String type, String yaml) {
    return document(status, ask("PATCH", path, type, "application/json", json(yaml)));
  }

  static String json(String yaml) {
    return yaml.isEmpty() ? "" : Json.write(Yaml.read(yaml));
  }

  static KubeObject document(int status, ApiResponse response) {
    assertThat(response).isInstanceOf(ApiResponse.Document.class);
    KubeObject document =
        KubeObject.parse(
            new String(((ApiResponse.Document) response).body().json(), StandardCharsets.UTF_8));
    assertThat(response.status()).as(document.json()).isEqualTo(status);
    return document;
  }

  KubeObject get(String path) {
    return expect(200, "GET", path, "");
  }

  KubeObject post(String path, String yaml) {
    return expect(201, "POST", path, yaml);
  }

  /// The status of an answer that need not be a document.
  int statusOf(String method, String path) {
    return ask(method, path, "application/json", "application/json", "").status();
  }

  /// The message of a refusal.
  String refused(int status, String method, String path, String yaml) {
    return expect(status, method, path, yaml).text("message");
  }
}
