package dev.slipway.helmfile.secret;

import org.jspecify.annotations.Nullable;

/// Puts environment variables into a text: `$NAME`, `${NAME}`, and with a default or alternative
/// `${NAME:-text}`, `${NAME-text}`, `${NAME:=text}`, `${NAME=text}`, `${NAME:+text}`,
/// `${NAME+text}`, where the text may be one more `$NAME`; `$$` is a dollar sign
/// (github.com/a8m/envsubst).
final class EnvSubst {
  private final String text;
  private final SecretHost host;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private EnvSubst(String text, SecretHost host) {
    this.text = text;
    this.host = host;
  }

  /// @throws SecretException if a brace is not closed
  static String expand(String text, SecretHost host) {
    return text.indexOf('$') < 0 ? text : new EnvSubst(text, host).run();
  }

  private String run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
      if (c != '$') {
        out.append(c);
        at++;
      } else if (next == '$') {
        out.append('$');
        at += 2;
      } else if (next == '{') {
        braces();
      } else {
        at++;
        String name = name();
        if (name.isEmpty() || name.equals("_")) {
          out.append('$').append(name);
        } else {
          out.append(value(name));
        }
      }
    }
    return out.toString();
  }

  private String name() {
    int start = at;
    while (at < text.length() && isPartOfName(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isPartOfName(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private void braces() {
    int close = text.indexOf('}', at);
    String inner = close < 0 ? "" : text.substring(at + 2, close);
    if (close < 0 || inner.indexOf('\n') >= 0) {
      throw SecretException.of(SecretErrorCode.INVALID_REFERENCE, "closing brace expected");
    }
    int start = at;
    at += 2;
    String name = name();
    at = close + 1;
    if (name.isEmpty() || name.equals("_")) {
      out.append(text, start, at);
      return;
    }
    out.append(choose(name, inner.substring(name.length())));
  }

  private String choose(String name, String rest) {
    boolean colon = rest.startsWith(":");
    String operation = colon ? rest.substring(1) : rest;
    String alternative = operation.isEmpty() ? "" : alternative(operation.substring(1));
    String value = value(name);
    if (operation.isEmpty() || alternative.isEmpty()) {
      return value;
    }
    return switch (operation.charAt(0)) {
      case '-', '=' -> (colon ? value.isEmpty() : !isSet(name)) ? alternative : value;
      case '+' -> isSet(name) ? alternative : "";
      default -> value;
    };
  }

  private String alternative(String written) {
    boolean variable = written.length() > 1 && written.charAt(0) == '$';
    return variable ? value(written.substring(1)) : written;
  }

  private boolean isSet(String name) {
    return host.variable(name) != null;
  }

  private String value(String name) {
    @Nullable String value = host.variable(name);
    return value == null ? "" : value;
  }
}
