package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Go's `net/url`. All parts are byte texts (see [ByteText]).
///
/// @param user the user, or null without one
record GoUrl(
    String scheme,
    String opaque,
    @Nullable User user,
    String host,
    String path,
    String query,
    String fragment) {

  /// A user with or without a password.
  record User(String name, @Nullable String password) {
    @Override
    public String toString() {
      String text = UrlEscape.USER_PASSWORD.escape(name);
      return password == null ? text : text + ":" + UrlEscape.USER_PASSWORD.escape(password);
    }
  }

  /// Go's `url.Parse`.
  ///
  /// @throws FunctionException with Go's text
  static GoUrl parse(String text) {
    int hash = text.indexOf('#');
    String plain = hash < 0 ? text : text.substring(0, hash);
    GoUrl url;
    try {
      url = new UrlParser(plain).parse();
    } catch (FunctionException failure) {
      throw failed(plain, failure);
    }
    if (hash < 0 || hash + 1 == text.length()) {
      return url;
    }
    try {
      return url.withFragment(UrlEscape.FRAGMENT.unescape(text.substring(hash + 1)));
    } catch (FunctionException failure) {
      throw failed(text, failure);
    }
  }

  private static FunctionException failed(String text, FunctionException cause) {
    return FunctionException.error(
        "parse " + GoQuote.quote(ByteText.toText(text)) + ": " + cause.getMessage());
  }

  private GoUrl withFragment(String newFragment) {
    return new GoUrl(scheme, opaque, user, host, path, query, newFragment);
  }

  /// The host without its port and brackets.
  String hostname() {
    int colon = host.lastIndexOf(':');
    String name = host;
    if (colon >= 0 && isOptionalPort(host.substring(colon))) {
      name = host.substring(0, colon);
    }
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  private static boolean isOptionalPort(String text) {
    return text.isEmpty() || (text.charAt(0) == ':' && isDigits(text.substring(1)));
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// The whole URL.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    if (!scheme.isEmpty()) {
      out.append(scheme).append(':');
    }
    if (!opaque.isEmpty()) {
      out.append(opaque);
    } else {
      appendAuthority(out);
      String escaped = path.equals("*") ? "*" : UrlEscape.PATH.escape(path);
      if (!escaped.isEmpty() && escaped.charAt(0) != '/' && !host.isEmpty()) {
        out.append('/');
      }
      if (out.isEmpty() && firstSegment(escaped).indexOf(':') >= 0) {
        out.append("./");
      }
      out.append(escaped);
    }
    if (!query.isEmpty()) {
      out.append('?').append(query);
    }
    if (!fragment.isEmpty()) {
      out.append('#').append(UrlEscape.FRAGMENT.escape(fragment));
    }
    return out.toString();
  }

  private void appendAuthority(StringBuilder out) {
    if (host.isEmpty() && path.isEmpty() && user == null) {
      return;
    }
    if (scheme.isEmpty() && host.isEmpty() && user == null) {
      return;
    }
    out.append("//");
    if (user != null) {
      out.append(user).append('@');
    }
    out.append(UrlEscape.HOST.escape(host));
  }

  private static String firstSegment(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  /// Reads all but the fragment.
  private static final class UrlParser {
    private final String text;

    UrlParser(String text) {
      this.text = text;
    }

    GoUrl parse() {
      if (text.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
        throw FunctionException.error("net/url: invalid control character in URL");
      }
      if (text.equals("*")) {
        return new GoUrl("", "", null, "", "*", "", "");
      }
      int colon = schemeLength();
      String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
      String rest = text.substring(colon + 1);
      int mark = rest.indexOf('?');
      String query = mark < 0 ? "" : rest.substring(mark + 1);
      rest = mark < 0 ? rest : rest.substring(0, mark);
      if (!rest.startsWith("/")) {
        if (!scheme.isEmpty()) {
          return new GoUrl(scheme, rest, null, "", "", query, "");
        }
        if (firstSegment(rest).indexOf(':') >= 0) {
          throw FunctionException.error("first path segment in URL cannot contain colon");
        }
      }
      String authority = "";
      if ((!scheme.isEmpty() || !rest.startsWith("///")) && rest.startsWith("//")) {
        int slash = rest.indexOf('/', 2);
        authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
        rest = slash < 0 ? "" : rest.substring(slash);
      }
      int at = authority.lastIndexOf('@');
      String host = UrlHost.parse(scheme, authority.substring(at + 1));
      User user = at < 0 ? null : user(authority.substring(0, at));
      return new GoUrl(scheme, "", user, host, UrlEscape.PATH.unescape(rest), query, "");
    }

    /// Where the scheme ends, or -1 without one.
    private int schemeLength() {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
        if (c == ':') {
          if (i == 0) {
            throw FunctionException.error("missing protocol scheme");
          }
          return i;
        }
        if (!letter && (!other || i == 0)) {
          return -1;
        }
      }
      return -1;
    }

    private static User user(String userinfo) {
      if (!userinfo.chars().allMatch(UrlParser::isUserinfo)) {
        throw FunctionException.error("net/url: invalid userinfo");
      }
      int colon = userinfo.indexOf(':');
      if (colon < 0) {
        return new User(UrlEscape.USER_PASSWORD.unescape(userinfo), null);
      }
      String name = UrlEscape.USER_PASSWORD.unescape(userinfo.substring(0, colon));
      return new User(name, UrlEscape.USER_PASSWORD.unescape(userinfo.substring(colon + 1)));
    }

    private static boolean isUserinfo(int c) {
      return (c >= 'A' && c <= 'Z')
          || (c >= 'a' && c <= 'z')
          || (c >= '0' && c <= '9')
          || "-._:~!$&'()*+,;=%@".indexOf(c) >= 0;
    }
  }
}
