package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.fmt.GoQuote;

/// The host of a URL: a name or an address, and a port.
final class UrlHost {
  private UrlHost() {}

  /// Checks a host and takes its escapes away.
  ///
  /// @throws FunctionException with Go's text
  static String parse(String scheme, String host) {
    int open = host.lastIndexOf('[');
    if (open > 0) {
      throw FunctionException.error("invalid IP-literal");
    }
    if (open == 0) {
      return parseLiteral(host);
    }
    int colon = host.indexOf(':');
    if (colon >= 0) {
      boolean strict = scheme.equals("http") || scheme.equals("https");
      checkPort(host.substring(strict ? colon : host.lastIndexOf(':')));
    }
    return UrlEscape.HOST.unescape(host);
  }

  private static String parseLiteral(String host) {
    int close = host.lastIndexOf(']');
    if (close < 0) {
      throw FunctionException.error("missing ']' in host");
    }
    String port = host.substring(close + 1);
    checkPort(port);
    String name = host.substring(1, close);
    int zone = name.indexOf("%25");
    String plain =
        zone < 0
            ? UrlEscape.HOST.unescape(name)
            : UrlEscape.HOST.unescape(name.substring(0, zone))
                + UrlEscape.ZONE.unescape(name.substring(zone));
    byte[] address;
    try {
      address = IpAddress.parse(plain);
    } catch (FunctionException invalid) {
      throw FunctionException.error("invalid host: " + invalid.getMessage());
    }
    if (address.length == 4) {
      throw FunctionException.error("invalid IP-literal");
    }
    return "[" + plain + "]" + UrlEscape.HOST.unescape(port);
  }

  private static void checkPort(String port) {
    boolean valid =
        port.isEmpty()
            || (port.charAt(0) == ':' && port.chars().skip(1).allMatch(c -> c >= '0' && c <= '9'));
    if (!valid) {
      throw FunctionException.error(
          "invalid port " + GoQuote.quote(ByteText.toText(port)) + " after host");
    }
  }
}
