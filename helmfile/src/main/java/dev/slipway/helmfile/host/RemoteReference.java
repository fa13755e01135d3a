package dev.slipway.helmfile.host;

import dev.slipway.core.GoStrings;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A reference to a file on another machine: `GETTER::SCHEME://[USER@]HOST/FOLDER@FILE?QUERY`, or
/// the URL of one file.
///
/// @param text as it is written
/// @param getter such as `git`; [#PLAIN] for the URL of one file
/// @param scheme such as `https`
/// @param user name and password, or empty
/// @param address the host, with its port
/// @param directory the path before the file
/// @param file the path of the file below it
/// @param rawQuery what follows `?`, or empty
/// @param selected whether `@` tells where the file's path begins
record RemoteReference(
    String text,
    String getter,
    String scheme,
    String user,
    String address,
    String directory,
    String file,
    String rawQuery,
    boolean selected) {
  static final String PLAIN = "normal";
  private static final List<String> SECRETS =
      List.of("token", "password", "secret", "key", "signature");

  /// The parts of a reference, or null if helmfile takes the text for a local path.
  static @Nullable RemoteReference parse(String text) {
    String[] parts = text.split("::", -1);
    String getter = "";
    String url = text;
    if (parts.length == 2) {
      getter = parts[0];
      url = parts[1];
    } else {
      int end = text.indexOf("://");
      if (end < 0 || !List.of("s3", "http", "https").contains(scheme(text, end))) {
        return null;
      }
      getter = PLAIN;
    }
    int end = url.indexOf("://");
    if (end <= 0) {
      return null;
    }
    return parts(text, getter, url, end);
  }

  private static String scheme(String url, int end) {
    return url.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static RemoteReference parts(String text, String getter, String url, int end) {
    int mark = url.indexOf('?');
    String query = mark < 0 ? "" : url.substring(mark + 1);
    String rest = url.substring(end + 3, mark < 0 ? url.length() : mark);
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    int at = authority.lastIndexOf('@');
    String[] selected = path.split("@", -1);
    boolean hasSelector = selected.length == 2 && !getter.equals(PLAIN);
    int last = path.lastIndexOf('/');
    return new RemoteReference(
        text,
        getter,
        scheme(url, end),
        at < 0 ? "" : authority.substring(0, at),
        authority.substring(at + 1),
        hasSelector ? selected[0] : last <= 0 ? "" : path.substring(1, last),
        hasSelector ? selected[1] : path.substring(last + 1),
        query,
        hasSelector);
  }

  /// What is given to the getter: without the file, and without the parts of the query that are not
  /// its own.
  String source() {
    return scheme + "://" + (user.isEmpty() ? "" : user + "@") + address + directory;
  }

  /// The same for people.
  String shownSource() {
    return scheme + "://" + address + directory;
  }

  /// The whole URL without user and password.
  String withoutUser() {
    return user.isEmpty() ? text : text.replaceFirst("://[^/]*@", "://");
  }

  /// The query's parts, sorted; `cache` is helmfile's own.
  Map<String, String> query() {
    Map<String, String> all = new TreeMap<>(GoStrings.BYTE_ORDER);
    for (String pair : rawQuery.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        all.put(
            decoded(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return all;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  /// Whether what was fetched once is good for later.
  boolean isCached() {
    return !"false".equals(query().get("cache"));
  }

  /// The name in the cache of what a getter brings.
  String folderKey(boolean old) {
    return key(scheme + "://" + address + "/" + directory) + parameters(old);
  }

  /// The folder in the cache for single files of a host.
  String hostKey(boolean old) {
    return key(scheme + "://" + address) + parameters(old);
  }

  private static String key(String source) {
    return source.replace("//", "_").replace(":", "").replace('/', '_').replace('.', '_');
  }

  private String parameters(boolean old) {
    if (old) {
      return rawQuery.isEmpty() ? "" : "." + rawQuery.replace('&', '_');
    }
    StringBuilder out = new StringBuilder();
    query()
        .forEach((name, value) -> {
          if (!name.equals("cache")) {
            out.append(out.isEmpty() ? "." : "_")
                .append(encoded(name))
                .append('=')
                .append(encoded(isSecret(name) ? digest(value) : value));
          }
        });
    return out.toString();
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRETS.stream().anyMatch(lower::contains);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  private static String digest(String value) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes).substring(0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A reference without user, password and secrets of its query, for messages.
  static String masked(String text) {
    RemoteReference parsed = parse(text);
    if (parsed == null) {
      return text;
    }
    String shown = parsed.user.isEmpty() ? text : text.replace(parsed.user + "@", "");
    for (Map.Entry<String, String> pair : parsed.query().entrySet()) {
      if (isSecret(pair.getKey()) && !pair.getValue().isEmpty()) {
        shown = shown.replace(pair.getKey() + "=" + pair.getValue(), pair.getKey() + "=***");
      }
    }
    return shown;
  }
}
