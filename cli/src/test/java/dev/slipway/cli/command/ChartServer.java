package dev.slipway.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A chart repository and a registry on loopback, in memory.
final class ChartServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile @Nullable String authorization;

  ChartServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /// Lets in that user only.
  ChartServer requiring(String user, String password) {
    authorization = basic(user, password);
    return this;
  }

  private static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  String url() {
    return "http://" + host();
  }

  ChartServer put(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  ChartServer put(String path, String content) {
    return put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /// Adds a chart to the registry.
  ///
  /// @return the digest of its manifest
  String push(String repository, String tag, byte[] archive) {
    String config = blob(repository, "{}".getBytes(StandardCharsets.UTF_8));
    String layer = blob(repository, archive);
    byte[] manifest =
        """
        {"schemaVersion":2,"config":{"mediaType":"application/vnd.cncf.helm.config.v1+json",
         "digest":"%s","size":2},"layers":[{"mediaType":
         "application/vnd.cncf.helm.chart.content.v1.tar+gzip","digest":"%s","size":%d}]}
        """
            .formatted(config, layer, archive.length)
            .getBytes(StandardCharsets.UTF_8);
    String digest = digest(manifest);
    put("/v2/" + repository + "/manifests/" + tag, manifest);
    put("/v2/" + repository + "/manifests/" + digest, manifest);
    return digest;
  }

  private String blob(String repository, byte[] content) {
    String digest = digest(content);
    put("/v2/" + repository + "/blobs/" + digest, content);
    return digest;
  }

  private static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The paths that were asked for; one that came with a password has `*` behind it.
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      String path = exchange.getRequestURI().getPath();
      asked.add(path + (given == null ? "" : "*"));
      byte[] found = files.get(path);
      if (authorization != null && !authorization.equals(given)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"charts\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (found == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.sendResponseHeaders(200, found.length);
        exchange.getResponseBody().write(found);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
