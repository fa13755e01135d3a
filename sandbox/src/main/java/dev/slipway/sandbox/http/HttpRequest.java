package dev.slipway.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request, read to its end.
///
/// @param method the method, in upper case
/// @param path the path, percent-decoded
/// @param query its parameters, decoded, in order
/// @param headers the headers; names in lower case
/// @param body the body; empty if there is none
/// @param client the client's certificate, which the server's authority signed, if it sent one
@SuppressWarnings("ArrayRecordComponent")
record HttpRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body,
    @Nullable X509Certificate client) {

  /// A header, or empty.
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /// Splits a request's target (`/a/b?c=d`) and makes a request.
  static HttpRequest of(
      String method,
      String target,
      Map<String, String> headers,
      byte[] body,
      @Nullable X509Certificate client) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    return new HttpRequest(
        method.toUpperCase(Locale.ROOT),
        path.indexOf('%') < 0 ? path : decode(path.replace("+", "%2B")),
        mark < 0 ? Map.of() : parameters(target.substring(mark + 1)),
        headers,
        body,
        client);
  }

  private static Map<String, List<String>> parameters(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int equal = part.indexOf('=');
        String name = decode(equal < 0 ? part : part.substring(0, equal));
        String value = equal < 0 ? "" : decode(part.substring(equal + 1));
        parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  /// Decodes; what is badly encoded stays as it is.
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
