package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.Arrays;

/// Go's `netip.ParseAddr`.
final class IpAddress {
  private final String input;
  private final byte[] bytes = new byte[16];
  private int filled;
  private int ellipsis = -1;

  private IpAddress(String input) {
    this.input = input;
  }

  /// The 4 or 16 bytes of an address. A zone is read over.
  ///
  /// @throws FunctionException with Go's text
  static byte[] parse(String text) {
    IpAddress address = new IpAddress(text);
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '.' -> {
          address.parseDotted(text);
          return Arrays.copyOf(address.bytes, 4);
        }
        case ':' -> {
          address.parseColons();
          return address.bytes;
        }
        case '%' -> throw address.invalid("missing IPv6 address", "");
        default -> {}
      }
    }
    throw address.invalid("unable to parse IP", "");
  }

  /// Reads four decimal numbers to the bytes from `filled` on.
  private void parseDotted(String text) {
    int value = 0;
    int digits = 0;
    int field = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        if (digits == 1 && value == 0) {
          throw invalid("IPv4 field has octet with leading zero", "");
        }
        value = value * 10 + c - '0';
        digits++;
        if (value > 255) {
          throw invalid("IPv4 field has value >255", "");
        }
      } else if (c == '.') {
        if (i == 0 || i == text.length() - 1 || text.charAt(i - 1) == '.') {
          throw invalid("IPv4 field must have at least one digit", text.substring(i));
        }
        if (field == 3) {
          throw invalid("IPv4 address too long", "");
        }
        bytes[filled + field++] = (byte) value;
        value = 0;
        digits = 0;
      } else {
        throw invalid("unexpected character", text.substring(i));
      }
    }
    if (field < 3) {
      throw invalid("IPv4 address too short", "");
    }
    bytes[filled + 3] = (byte) value;
    filled += 4;
  }

  private void parseColons() {
    int percent = input.indexOf('%');
    if (percent == input.length() - 1) {
      throw invalid("zone must be a non-empty string", "");
    }
    String rest = percent < 0 ? input : input.substring(0, percent);
    if (rest.startsWith("::")) {
      ellipsis = 0;
      rest = rest.substring(2);
      if (rest.isEmpty()) {
        return;
      }
    }
    while (filled < 16) {
      rest = group(rest);
      if (rest.isEmpty()) {
        break;
      }
    }
    if (!rest.isEmpty()) {
      throw invalid("trailing garbage after address", rest);
    }
    expand();
  }

  /// Reads a group and the colon behind it; gives what is left.
  private String group(String text) {
    int length = 0;
    int value = 0;
    while (length < text.length() && hex(text.charAt(length)) >= 0) {
      value = value << 4 | hex(text.charAt(length));
      if (length > 3) {
        throw invalid("each group must have 4 or less digits", text);
      }
      length++;
    }
    if (length == 0) {
      throw invalid("each colon-separated field must have at least one digit", text);
    }
    if (length < text.length() && text.charAt(length) == '.') {
      if (ellipsis < 0 && filled != 12) {
        throw invalid("embedded IPv4 address must replace the final 2 fields of the address", text);
      }
      if (filled + 4 > 16) {
        throw invalid(
            "too many hex fields to fit an embedded IPv4 at the end of the address", text);
      }
      parseDotted(text);
      return "";
    }
    bytes[filled++] = (byte) (value >> 8);
    bytes[filled++] = (byte) value;
    String rest = text.substring(length);
    return rest.isEmpty() ? rest : afterColon(rest);
  }

  private String afterColon(String text) {
    if (text.charAt(0) != ':') {
      throw invalid("unexpected character, want colon", text);
    }
    if (text.length() == 1) {
      throw invalid("colon must be followed by more characters", text);
    }
    String rest = text.substring(1);
    if (rest.charAt(0) != ':') {
      return rest;
    }
    if (ellipsis >= 0) {
      throw invalid("multiple :: in address", rest);
    }
    ellipsis = filled;
    return rest.substring(1);
  }

  /// Puts zeros in the place of the `::`.
  private void expand() {
    if (filled == 16) {
      if (ellipsis >= 0) {
        throw invalid("the :: must expand to at least one field of zeros", "");
      }
      return;
    }
    if (ellipsis < 0) {
      throw invalid("address string too short", "");
    }
    int zeros = 16 - filled;
    System.arraycopy(bytes, ellipsis, bytes, ellipsis + zeros, filled - ellipsis);
    Arrays.fill(bytes, ellipsis, ellipsis + zeros, (byte) 0);
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private FunctionException invalid(String message, String place) {
    String text = "ParseAddr(" + GoQuote.quote(ByteText.toText(input)) + "): " + message;
    return FunctionException.error(
        place.isEmpty() ? text : text + " (at " + GoQuote.quote(ByteText.toText(place)) + ")");
  }
}
