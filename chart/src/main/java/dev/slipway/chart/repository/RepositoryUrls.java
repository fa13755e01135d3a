package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.archive.SlashPath;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// URLs as chart repositories use them, read as leniently as Go reads them.
public final class RepositoryUrls {
  /// The scheme of charts in registries, with its separator.
  public static final String OCI = "oci://";

  private RepositoryUrls() {}

  /// Whether the reference is one to a registry.
  public static boolean isOci(String reference) {
    return reference.startsWith(OCI);
  }

  /// The URL of `reference` as found in the index of the repository at `base`; absolute ones stay.
  /// The query of `base`, which may hold a token, is kept.
  ///
  /// @throws ChartException if one of them is malformed
  public static String resolve(String base, String reference) {
    URI target = parse(reference);
    if (target.isAbsolute()) {
      return reference;
    }
    URI root = parse(base);
    String path = root.getRawPath() == null ? "" : root.getRawPath();
    String folder = (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + "/";
    String authority = root.getRawAuthority() == null ? "" : "//" + root.getRawAuthority();
    String scheme = root.getScheme() == null ? "" : root.getScheme() + ":";
    String targetPath = target.getRawPath() == null ? "" : target.getRawPath();
    String joined =
        target.getRawAuthority() != null
            ? "//" + target.getRawAuthority() + targetPath
            : authority
                + withoutDots(targetPath.startsWith("/") ? targetPath : folder + targetPath);
    String query = root.getRawQuery() == null ? "" : "?" + root.getRawQuery();
    String fragment = target.getRawFragment() == null ? "" : "#" + target.getRawFragment();
    return scheme + joined + query + fragment;
  }

  /// The URL of a path below `base`: Helm's `urlutil.URLJoin`.
  public static String join(String base, String path) {
    URI root = parse(base);
    String raw = root.getRawPath() == null ? "" : root.getRawPath();
    String below = parse(path).getRawPath();
    String joined = SlashPath.join(raw, below == null ? "" : below);
    if (root.getScheme() == null && root.getRawAuthority() == null) {
      return joined;
    }
    String query = root.getRawQuery() == null ? "" : "?" + root.getRawQuery();
    String separator = joined.isEmpty() || joined.startsWith("/") ? "" : "/";
    String authority = root.getRawAuthority() == null ? "" : "//" + root.getRawAuthority();
    return (root.getScheme() == null ? "" : root.getScheme() + ":")
        + authority
        + separator
        + joined
        + query;
  }

  /// Whether two URLs name the same place: a slash at the end and dots in the path do not count.
  public static boolean sameLocation(String a, String b) {
    return normalized(a).equals(normalized(b));
  }

  private static String normalized(String url) {
    URI uri;
    try {
      uri = new URI(escaped(url));
    } catch (URISyntaxException e) {
      return url;
    }
    if (uri.isOpaque()) {
      return url;
    }
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String clean = SlashPath.clean(path);
    return uri.getScheme() + "://" + uri.getRawAuthority() + clean + "?" + uri.getRawQuery();
  }

  /// Whether both are served by the same scheme, host and port, so that a password meant for one
  /// may go to the other.
  static boolean sameOrigin(URI a, URI b) {
    return lower(a.getScheme()).equals(lower(b.getScheme()))
        && lower(hostAndPort(a)).equals(lower(hostAndPort(b)));
  }

  private static String hostAndPort(URI uri) {
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  /// The last part of a URL's path.
  static String baseName(String url) {
    String path = parse(url).getPath();
    if (path == null || path.isEmpty()) {
      return "";
    }
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  /// Parses a URL.
  ///
  /// @throws ChartException if it is malformed
  static URI parse(String url) {
    try {
      return new URI(escaped(url));
    } catch (URISyntaxException e) {
      throw new ChartException(
          ChartErrorCode.INVALID_URL, "failed to parse " + url + " as URL: " + e.getReason(), e);
    }
  }

  /// Escapes what Go's parser takes as it is and Java's refuses.
  private static String escaped(String url) {
    StringBuilder out = null;
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      boolean bad = c <= ' ' || c >= 0x7F || "\"<>\\^`{|}".indexOf(c) >= 0;
      if (bad && out == null) {
        out = new StringBuilder(url.substring(0, i));
      }
      if (out != null) {
        if (bad) {
          int end = Character.isHighSurrogate(c) && i + 1 < url.length() ? i + 2 : i + 1;
          for (byte b : url.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(Character.forDigit(b >> 4 & 15, 16));
            out.append(Character.forDigit(b & 15, 16));
          }
          i = end - 1;
        } else {
          out.append(c);
        }
      }
    }
    return out == null ? url : out.toString();
  }

  /// Removes `.` and `..` as RFC 3986 (5.2.4) says.
  private static String withoutDots(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    StringBuilder out = new StringBuilder();
    String[] parts = path.split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      boolean last = i == parts.length - 1;
      if (part.equals("..")) {
        int cut = out.length() == 0 ? 0 : Math.max(0, out.lastIndexOf("/", out.length() - 2)) + 1;
        out.setLength(Math.min(cut, out.length()));
      } else if (!part.equals(".")) {
        out.append(part);
        if (!last) {
          out.append('/');
        }
      }
    }
    return out.toString();
  }
}
