package dev.slipway.chart.repository;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a `WWW-Authenticate` header asks for.
///
/// @param scheme such as `bearer`, in small letters
/// @param parameters by their names in small letters
record AuthChallenge(String scheme, Map<String, String> parameters) {
  /// Parses a header with one challenge; null if there is none.
  static @Nullable AuthChallenge parse(String header) {
    String text = header.strip();
    int space = text.indexOf(' ');
    String scheme = (space < 0 ? text : text.substring(0, space)).toLowerCase(Locale.ROOT);
    if (scheme.isEmpty()) {
      return null;
    }
    return new AuthChallenge(scheme, space < 0 ? Map.of() : parameters(text, space + 1));
  }

  private static Map<String, String> parameters(String text, int start) {
    Map<String, String> found = new LinkedHashMap<>();
    int at = start;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder value = new StringBuilder();
      at = equals + 1;
      if (at < text.length() && text.charAt(at) == '"') {
        at = quoted(text, at + 1, value);
      } else {
        while (at < text.length() && text.charAt(at) != ',') {
          value.append(text.charAt(at++));
        }
      }
      found.put(name, value.toString().strip());
      int comma = text.indexOf(',', at);
      at = comma < 0 ? text.length() : comma + 1;
    }
    return found;
  }

  private static int quoted(String text, int start, StringBuilder value) {
    int at = start;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    return Math.min(at + 1, text.length());
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
