package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.gotemplate.fmt.GoQuote;

/// A reference to a chart in a registry. A tag cannot hold the `+` of a semantic version: Helm
/// writes `_` for it.
///
/// @param registry the registry's host, with its port if it has one
/// @param repository the path of the chart within the registry
/// @param tag the tag, with `_` for `+`; or empty
/// @param digest the digest of the manifest, such as `sha256:…`; or empty
public record OciReference(String registry, String repository, String tag, String digest) {
  private static final int MAX_TAG = 128;

  /// Parses `[oci://]registry/repository[:tag][@digest]`.
  ///
  /// @throws ChartException if it is malformed
  public static OciReference parse(String text) {
    String rest = RepositoryUrls.isOci(text) ? text.substring(RepositoryUrls.OCI.length()) : text;
    String digest = "";
    int at = rest.lastIndexOf('@');
    if (at >= 0) {
      digest = rest.substring(at + 1);
      rest = rest.substring(0, at);
    }
    int slash = rest.indexOf('/');
    if (slash < 0) {
      throw invalid("missing registry or repository");
    }
    String registry = rest.substring(0, slash);
    String path = rest.substring(slash + 1);
    String tag = "";
    int colon = path.lastIndexOf(':');
    if (colon >= 0) {
      tag = path.substring(colon + 1).replace('+', '_');
      path = path.substring(0, colon);
      if (!isTag(tag)) {
        throw invalid("invalid tag " + GoQuote.quote(tag));
      }
    }
    if (!isRegistry(registry)) {
      throw invalid("invalid registry " + GoQuote.quote(registry));
    }
    if (!isRepository(path)) {
      throw invalid("invalid repository " + GoQuote.quote(path));
    }
    if (!digest.isEmpty() && !Digests.isSupported(digest)) {
      throw invalid("invalid digest " + GoQuote.quote(digest));
    }
    return new OciReference(registry, path, tag, digest);
  }

  /// A copy with another tag, in which `+` may stand.
  OciReference withTag(String newTag) {
    return new OciReference(registry, repository, newTag.replace('+', '_'), digest);
  }

  /// The tag or the digest: what names the manifest in a request.
  String manifest() {
    return digest.isEmpty() ? tag : digest;
  }

  /// The host that answers for the registry: Docker Hub's is another than its name.
  String host() {
    return registry.equals("docker.io") ? "registry-1.docker.io" : registry;
  }

  /// The file name that Helm gives the archive: `name-version.tgz`.
  String fileName() {
    String name = repository.substring(repository.lastIndexOf('/') + 1);
    String version =
        tag.isEmpty() ? digest.substring(digest.indexOf(':') + 1) : tag.replace('_', '+');
    return name + "-" + version + ".tgz";
  }

  private static boolean isRegistry(String host) {
    if (host.isEmpty()) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!isLetterOrDigit(c) && "-._:[]".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRepository(String path) {
    for (String part : path.split("/", -1)) {
      if (!isComponent(part)) {
        return false;
      }
    }
    return true;
  }

  /// Small letters and digits, with `.`, `_`, `__` or dashes between them.
  private static boolean isComponent(String part) {
    int i = 0;
    while (i < part.length() && isSmall(part.charAt(i))) {
      i++;
      int start = i;
      while (i < part.length() && ".-_".indexOf(part.charAt(i)) >= 0) {
        i++;
      }
      String separator = part.substring(start, i);
      boolean valid =
          separator.length() <= 1
              || separator.equals("__")
              || separator.chars().allMatch(c -> c == '-');
      if (!valid || (!separator.isEmpty() && i == part.length())) {
        return false;
      }
    }
    return i > 0 && i == part.length();
  }

  private static boolean isTag(String tag) {
    if (tag.isEmpty() || tag.length() > MAX_TAG || ".-".indexOf(tag.charAt(0)) >= 0) {
      return false;
    }
    for (int i = 0; i < tag.length(); i++) {
      if (!isLetterOrDigit(tag.charAt(i)) && "._-".indexOf(tag.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSmall(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean isLetterOrDigit(char c) {
    return isSmall(c) || (c >= 'A' && c <= 'Z');
  }

  private static ChartException invalid(String problem) {
    return ChartException.of(
        ChartErrorCode.INVALID_REFERENCE,
        "invalid reference: " + problem,
        "references look like oci://registry/folder/chart");
  }

  @Override
  public String toString() {
    return registry
        + "/"
        + repository
        + (tag.isEmpty() ? "" : ":" + tag)
        + (tag.isEmpty() && !digest.isEmpty() ? "@" + digest : "");
  }
}
