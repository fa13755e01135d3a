package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoQuote;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Pulls charts from registries: the part of the OCI distribution specification that this takes.
/// Content is checked against its digest. Safe to share between threads.
final class OciClient {
  private static final long MAX_MANIFEST_BYTES = 4L * 1024 * 1024;
  private static final long MAX_TAGS_BYTES = 32L * 1024 * 1024;
  private static final int MAX_TAG_PAGES = 1000;

  private static final String ACCEPTED_MANIFESTS =
      String.join(
          ", ",
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.oci.image.index.v1+json");

  private final HttpTransport transport;
  private final RegistryAuth auth;
  private final Set<String> plain = ConcurrentHashMap.newKeySet();

  OciClient(HttpTransport transport, RegistryAuth auth) {
    this.transport = transport;
    this.auth = auth;
  }

  /// The manifest of a chart.
  ///
  /// @throws ChartException if it cannot be had, or is no chart's
  OciManifest manifest(OciReference target, ServerAccess access) {
    try {
      return manifest(target, target.manifest(), access, 0);
    } catch (ChartException e) {
      throw e.prefixed("failed to perform \"FetchReference\" on source: ");
    }
  }

  private OciManifest manifest(OciReference target, String name, ServerAccess access, int depth) {
    HttpTransport.Answer answer =
        get(target, "/manifests/" + name, ACCEPTED_MANIFESTS, access, MAX_MANIFEST_BYTES);
    if (answer.status() == 404) {
      throw notFound(target);
    }
    if (!answer.isSuccess()) {
      throw failure(target, answer);
    }
    byte[] content = answer.body();
    String digest = "sha256:" + Digests.sha256(content);
    if (name.contains(":")) {
      Digests.verify(target.toString(), content, name);
      digest = name;
    }
    OciManifest manifest = OciManifest.parse(json(target, content), digest);
    if (manifest.nested().isEmpty()) {
      return manifest;
    }
    if (depth > 2) {
      throw new ChartException(ChartErrorCode.REGISTRY, target + ": indexes are nested too deeply");
    }
    for (String nested : manifest.nested()) {
      OciManifest inner = manifest(target, nested, access, depth + 1);
      if (inner.chart() != null) {
        return inner;
      }
    }
    throw OciManifest.missing(OciManifest.CHART_LAYER);
  }

  /// The content of one layer.
  ///
  /// @throws ChartException if it cannot be had, is too large or does not match its digest
  byte[] blob(OciReference target, OciManifest.Layer layer, ServerAccess access, long maxBytes) {
    if (layer.size() > maxBytes) {
      throw new ChartException(
          ChartErrorCode.CHART_TOO_LARGE,
          target
              + ": layer of "
              + layer.size()
              + " bytes is larger than the maximum size "
              + maxBytes);
    }
    HttpTransport.Answer answer = get(target, "/blobs/" + layer.digest(), "", access, maxBytes);
    if (!answer.isSuccess()) {
      throw failure(target, answer);
    }
    Digests.verify(target.toString(), answer.body(), layer.digest());
    return answer.body();
  }

  /// The versions that a repository's tags stand for, newest first; other tags are left out.
  List<String> versions(OciReference target, ServerAccess access) {
    List<SemanticVersion> found = new ArrayList<>();
    String path = "/tags/list";
    for (int page = 0; path != null; page++) {
      HttpTransport.Answer answer = get(target, path, "", access, MAX_TAGS_BYTES);
      if (!answer.isSuccess()) {
        throw failure(target, answer);
      }
      for (String tag : Documents.texts(json(target, answer.body()), "tags")) {
        SemanticVersion version = VersionChoice.parseStrict(tag.replace('_', '+'));
        if (version != null) {
          found.add(version);
        }
      }
      path = page < MAX_TAG_PAGES ? nextPage(answer) : null;
    }
    found.sort(Comparator.reverseOrder());
    return found.stream().map(SemanticVersion::toString).toList();
  }

  /// The query of the next page, out of a header such as `</v2/x/tags/list?last=z>; rel="next"`.
  private static @Nullable String nextPage(HttpTransport.Answer answer) {
    String link = answer.headers().firstValue("Link").orElse("");
    int start = link.indexOf('<');
    int end = link.indexOf('>');
    if (start < 0 || end < start || !link.contains("rel=\"next\"")) {
      return null;
    }
    int query = link.indexOf('?', start);
    return query < 0 || query > end ? null : "/tags/list" + link.substring(query, end);
  }

  /// As Helm 3 does, a registry without TLS is asked again without it; but only one on this
  /// machine, since passwords would go over the network in the clear.
  private HttpTransport.Answer get(
      OciReference target, String path, String accept, ServerAccess access, long maxBytes) {
    String host = target.host();
    if (access.plainHttp() || plain.contains(host)) {
      return ask(target, path, accept, access.withPlainHttp(true), maxBytes);
    }
    try {
      return ask(target, path, accept, access, maxBytes);
    } catch (ChartException e) {
      if (!transport.plainLoopback()
          || !isLoopback(host)
          || !e.diagnostic().message().endsWith(HttpTransport.PLAIN_ANSWER)) {
        throw e;
      }
      plain.add(host);
      return ask(target, path, accept, access.withPlainHttp(true), maxBytes);
    }
  }

  private static boolean isLoopback(String host) {
    int port = host.startsWith("[") ? host.indexOf("]:") + 1 : host.indexOf(':');
    String name = port <= 0 ? host : host.substring(0, port);
    return name.equals("localhost") || name.equals("127.0.0.1") || name.equals("[::1]");
  }

  private HttpTransport.Answer ask(
      OciReference target, String path, String accept, ServerAccess access, long maxBytes) {
    String scheme = access.plainHttp() ? "http" : "https";
    URI uri =
        RepositoryUrls.parse(scheme + "://" + target.host() + "/v2/" + target.repository() + path);
    Map<String, String> headers = accept.isEmpty() ? Map.of() : Map.of("Accept", accept);
    String scope = "repository:" + target.repository() + ":pull";
    String known = auth.known(target.registry(), scope);
    HttpTransport.Answer answer =
        transport.send(HttpTransport.Request.get(uri, headers, known), access, maxBytes);
    if (answer.status() != 401) {
      return answer;
    }
    for (String challenge : answer.headers().allValues("WWW-Authenticate")) {
      String authorization;
      try {
        authorization = auth.answer(target, scope, challenge, access);
      } catch (ChartException e) {
        throw e.prefixed("GET " + GoQuote.quote(uri.toString()) + ": ");
      }
      if (authorization != null) {
        return transport.send(
            HttpTransport.Request.get(uri, headers, authorization), access, maxBytes);
      }
    }
    return answer;
  }

  private static Map<?, ?> json(OciReference target, byte[] content) {
    try {
      if (Json.read(GoStrings.fromBytes(content)) instanceof Map<?, ?> map) {
        return map;
      }
    } catch (YamlException e) {
      throw new ChartException(ChartErrorCode.REGISTRY, target + ": " + e.getMessage(), e);
    }
    throw new ChartException(
        ChartErrorCode.REGISTRY, target + ": the registry answers with no object");
  }

  private static ChartException notFound(OciReference target) {
    return ChartException.of(
        ChartErrorCode.CHART_NOT_IN_REPOSITORY,
        target + ": not found",
        "the registry has no such chart, or not in this version");
  }

  private static ChartException failure(OciReference target, HttpTransport.Answer answer) {
    return new ChartException(
        Diagnostic.error(
                ChartErrorCode.REGISTRY,
                "GET "
                    + GoQuote.quote(answer.uri().toString())
                    + ": response status code "
                    + answer.status()
                    + ": "
                    + reasons(answer))
            .withHint(
                answer.status() == 401 || answer.status() == 403
                    ? "log in with 'helm registry login "
                        + target.registry()
                        + "' or 'docker login'"
                    : null));
  }

  private static String reasons(HttpTransport.Answer answer) {
    List<String> reasons = new ArrayList<>();
    try {
      if (Json.read(GoStrings.fromBytes(answer.body())) instanceof Map<?, ?> map
          && map.get("errors") instanceof List<?> errors) {
        for (Object error : errors) {
          if (error instanceof Map<?, ?> fields) {
            String code = Documents.text(fields, "code").replace('_', ' ');
            String message = Documents.text(fields, "message");
            reasons.add(
                code.toLowerCase(java.util.Locale.ROOT)
                    + (message.isEmpty() ? "" : ": " + message));
          }
        }
      }
    } catch (YamlException e) {
      // An error page that is no JSON has nothing to add.
      return HttpReasons.of(answer.status());
    }
    return reasons.isEmpty() ? HttpReasons.of(answer.status()) : String.join("; ", reasons);
  }
}
