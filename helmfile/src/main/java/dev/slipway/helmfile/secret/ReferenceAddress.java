package dev.slipway.helmfile.secret;

import dev.slipway.core.GoStrings;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a reference names: `PROVIDER://PATH?PARAMETERS#FRAGMENT`, taken apart as Go's net/url does
/// and vals joins it.
///
/// @param provider the scheme
/// @param path host and path together, percent signs resolved
/// @param parameters the first value of each
/// @param query the parameters as written, or empty
/// @param fragment the path into the document, without `#/`; empty for the document's text
record ReferenceAddress(
    String provider, String path, Map<String, String> parameters, String query, String fragment) {
  private static final String IN_HOST = "-_.~!$&'()*+,;=:[]<>\"";

  /// Takes the text behind `ref+` apart.
  ///
  /// @throws SecretException if it is no URL
  static ReferenceAddress parse(String text) {
    try {
      return take(text);
    } catch (SecretException e) {
      throw e.prefixed("parse \"" + text + "\": ");
    }
  }

  private static ReferenceAddress take(String text) {
    int hash = text.indexOf('#');
    String fragment = hash < 0 ? "" : unescape(text.substring(hash + 1));
    String rest = hash < 0 ? text : text.substring(0, hash);
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    String location = question < 0 ? rest : rest.substring(0, question);
    int colon = location.indexOf("://");
    String scheme = location.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!isScheme(scheme)) {
      throw invalid(
          scheme.isEmpty()
              ? "missing protocol scheme"
              : "first path segment in URL cannot contain colon");
    }
    String host = location.substring(colon + 3);
    int slash = host.indexOf('/');
    String path = slash < 0 ? "" : unescape(host.substring(slash));
    host = host(slash < 0 ? host : host.substring(0, slash));
    return new ReferenceAddress(
        scheme, join(host, path), parameters(query), query, withoutPrefix(fragment));
  }

  private static boolean isScheme(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      boolean other = (c >= '0' && c <= '9') || c == '-' || c == '.';
      if (!letter && (i == 0 || !other)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String host(String authority) {
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = host.lastIndexOf(':');
    if (!host.startsWith("[") && colon >= 0) {
      for (int i = colon + 1; i < host.length(); i++) {
        if (!Character.isDigit(host.charAt(i))) {
          throw invalid("invalid port \"" + host.substring(colon) + "\" after host");
        }
      }
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '%') {
        int end = Math.min(i + 3, host.length());
        throw invalid("invalid URL escape \"" + host.substring(i, end) + "\"");
      }
      if (c < 0x80 && !Character.isLetterOrDigit(c) && IN_HOST.indexOf(c) < 0) {
        throw invalid("invalid character \"" + c + "\" in host name");
      }
    }
    return host;
  }

  private static String join(String host, String path) {
    String rest = path.startsWith("#") ? path.substring(1) : path;
    if (host.isEmpty()) {
      return rest;
    }
    rest = rest.startsWith("/") ? rest.substring(1) : rest;
    return rest.isEmpty() ? host : host + "/" + rest;
  }

  private static String withoutPrefix(String fragment) {
    String rest = fragment.startsWith("#") ? fragment.substring(1) : fragment;
    return rest.startsWith("/") ? rest.substring(1) : rest;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty() && pair.indexOf(';') < 0) {
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.putIfAbsent(unescape(name.replace('+', ' ')), unescape(value.replace('+', ' ')));
      }
    }
    return parameters;
  }

  private static String unescape(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = GoStrings.toBytes(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.write(bytes[i]);
        continue;
      }
      int high = i + 1 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        String shown = GoStrings.fromBytes(bytes, i, Math.min(3, bytes.length - i));
        throw invalid("invalid URL escape \"" + shown + "\"");
      }
      out.write(high * 16 + low);
      i += 2;
    }
    return GoStrings.fromBytes(out.toByteArray());
  }

  /// The document's address without fragment.
  String document() {
    return provider + "://" + path + "?" + query;
  }

  /// A parameter, or null.
  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  private static SecretException invalid(String problem) {
    return SecretException.of(
        SecretErrorCode.INVALID_REFERENCE,
        problem,
        "a reference has the form ref+PROVIDER://PATH?PARAMETERS#/FRAGMENT");
  }
}
