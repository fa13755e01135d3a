package dev.slipway.chart.repository;

import dev.slipway.chart.repository.TestServer.Asked;
import dev.slipway.chart.repository.TestServer.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A registry in memory: manifests, blobs, pages of tags, and tokens for those who know the
/// password.
public final class TestRegistry implements AutoCloseable {
  private static final int PAGE = 2;

  private final TestServer server = TestServer.http();
  private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, String> tags = new TreeMap<>();
  private volatile Protection protection = Protection.NONE;

  /// What the registry asks of its clients: `user` with `secret`.
  public enum Protection {
    NONE,
    BASIC,
    TOKEN
  }

  public TestRegistry() {
    server.otherwise(this::answer);
  }

  public TestRegistry protectedBy(Protection newProtection) {
    protection = newProtection;
    return this;
  }

  public String host() {
    return server.host();
  }

  public TestServer server() {
    return server;
  }

  /// Adds a chart; the tag has `_` for `+`.
  public String push(String repository, String tag, byte[] archive) {
    return push(repository, tag, archive, OciManifest.CONFIG, "");
  }

  /// Adds a chart with a signature, or something else.
  public String push(
      String repository, String tag, byte[] archive, String configType, String provenance) {
    byte[] config = "{\"name\":\"x\",\"version\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    String layers = layer(OciManifest.CHART_LAYER, archive);
    if (!provenance.isEmpty()) {
      layers +=
          "," + layer(OciManifest.PROVENANCE_LAYER, provenance.getBytes(StandardCharsets.UTF_8));
    }
    String manifest =
        "{\"schemaVersion\":2,\"config\":"
            + layer(configType, config)
            + ",\"layers\":["
            + layers
            + "]}";
    return putManifest(repository, tag, manifest);
  }

  public String putManifest(String repository, String tag, String manifest) {
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    String digest = "sha256:" + Digests.sha256(bytes);
    manifests.put(repository + "/" + tag, bytes);
    manifests.put(repository + "/" + digest, bytes);
    tags.put(tag, repository);
    return digest;
  }

  /// Replaces a blob, so that its digest no longer fits.
  public void corrupt(byte[] blob) {
    blobs.put("sha256:" + Digests.sha256(blob), new byte[] {1, 2, 3});
  }

  private String layer(String mediaType, byte[] content) {
    String digest = "sha256:" + Digests.sha256(content);
    blobs.put(digest, content);
    return "{\"mediaType\":\""
        + mediaType
        + "\",\"digest\":\""
        + digest
        + "\",\"size\":"
        + content.length
        + "}";
  }

  private Reply answer(Asked asked) {
    String path = asked.path();
    if (path.equals("/token")) {
      return token(asked);
    }
    if (!isAllowed(asked)) {
      String challenge =
          protection == Protection.BASIC
              ? "Basic realm=\"registry\""
              : "Bearer realm=\""
                  + server.url()
                  + "/token\",service=\"registry\",scope=\"repository:"
                  + path.replaceAll("^/v2/|/(manifests|blobs|tags)/.*", "")
                  + ":pull\"";
      return Reply.of(401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"who are you\"}]}")
          .with("WWW-Authenticate", challenge);
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (path.contains("/manifests/")) {
      byte[] found = manifests.get(path.substring("/v2/".length()).replace("/manifests/", "/"));
      return found == null
          ? missing()
          : Reply.of(200, found)
              .with("Content-Type", "application/vnd.oci.image.manifest.v1+json")
              .with("Docker-Content-Digest", "sha256:" + Digests.sha256(found));
    }
    if (path.contains("/blobs/")) {
      byte[] found = blobs.get(name);
      return found == null ? missing() : Reply.of(200, found);
    }
    return path.endsWith("/tags/list") ? tagPage(asked) : missing();
  }

  private Reply tagPage(Asked asked) {
    String repository = asked.path().substring("/v2/".length()).replace("/tags/list", "");
    String last = asked.query().contains("last=") ? asked.query().replaceAll(".*last=", "") : "";
    List<String> all =
        tags.entrySet().stream()
            .filter(entry -> entry.getValue().equals(repository))
            .map(Map.Entry::getKey)
            .filter(tag -> tag.compareTo(last) > 0)
            .toList();
    List<String> page = all.subList(0, Math.min(PAGE, all.size()));
    Reply reply =
        Reply.of(200, "{\"name\":\"x\",\"tags\":[\"" + String.join("\",\"", page) + "\"]}");
    return all.size() > PAGE
        ? reply.with("Link", "<" + asked.path() + "?last=" + page.getLast() + ">; rel=\"next\"")
        : reply;
  }

  private static Reply missing() {
    return Reply.of(404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"unknown\"}]}");
  }

  private boolean isAllowed(Asked asked) {
    return switch (protection) {
      case NONE -> true;
      case BASIC -> asked.header("Authorization").equals(HttpFetcher.basic("user", "secret"));
      case TOKEN -> asked.header("Authorization").equals("Bearer let-me-in");
    };
  }

  private static Reply token(Asked asked) {
    boolean refreshed =
        asked.method().equals("POST") && asked.body().contains("refresh_token=long-lived");
    if (refreshed || asked.header("Authorization").equals(HttpFetcher.basic("user", "secret"))) {
      return Reply.of(200, "{\"token\":\"let-me-in\"}");
    }
    return Reply.of(401, "{}");
  }

  @Override
  public void close() {
    server.close();
  }
}
