package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.fmt.GoQuote;

/// How the parts of a URL are escaped. Works on byte texts.
enum UrlEscape {
  PATH("$&+,/:;=@"),
  HOST("!\"$&'()*+,:;<=>[]"),
  ZONE("!\"$&'()*+,:;<=>[]"),
  USER_PASSWORD("$&+,;="),
  FRAGMENT("!$&()*+,/:;=?@");

  private static final String UPPER_HEX = "0123456789ABCDEF";

  private final String plain;

  UrlEscape(String plain) {
    this.plain = plain;
  }

  private boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.~".indexOf(c) >= 0
        || plain.indexOf(c) >= 0;
  }

  String escape(String bytes) {
    StringBuilder out = new StringBuilder(bytes.length() + 8);
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (isPlain(c)) {
        out.append(c);
      } else {
        out.append('%').append(UPPER_HEX.charAt(c >> 4)).append(UPPER_HEX.charAt(c & 0xF));
      }
    }
    return out.toString();
  }

  /// Takes the escapes away.
  ///
  /// @throws FunctionException with Go's text
  String unescape(String bytes) {
    StringBuilder out = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (c == '%') {
        out.append(escaped(bytes, i));
        i += 2;
        continue;
      }
      if ((this == HOST || this == ZONE) && c < 0x80 && !isPlain(c)) {
        throw FunctionException.error(
            "invalid character " + GoQuote.quote(String.valueOf(c)) + " in host name");
      }
      out.append(c);
    }
    return out.toString();
  }

  private char escaped(String bytes, int index) {
    int high = index + 2 < bytes.length() ? hex(bytes.charAt(index + 1)) : -1;
    int low = high >= 0 ? hex(bytes.charAt(index + 2)) : -1;
    if (low < 0) {
      throw invalid(bytes.substring(index, Math.min(index + 3, bytes.length())));
    }
    char value = (char) (high << 4 | low);
    String text = bytes.substring(index, index + 3);
    boolean allowed =
        switch (this) {
          case HOST -> high >= 8 || text.equals("%25");
          case ZONE -> text.equals("%25") || value == ' ' || HOST.isPlain(value);
          default -> true;
        };
    if (!allowed) {
      throw invalid(text);
    }
    return value;
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static FunctionException invalid(String escape) {
    return FunctionException.error("invalid URL escape " + GoQuote.quote(ByteText.toText(escape)));
  }
}
