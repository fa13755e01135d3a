package dev.slipway.gotemplate.time;

import dev.slipway.core.GoStrings;

/// The quotes of Go's `time` package, simpler than those of strconv.
final class TimeQuote {
  private static final String HEX = "0123456789abcdef";

  private TimeQuote() {}

  static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (byte b : GoStrings.toBytes(text)) {
      if (b < ' ') {
        out.append("\\x").append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
      } else {
        if (b == '"' || b == '\\') {
          out.append('\\');
        }
        out.append((char) b);
      }
    }
    return out.append('"').toString();
  }
}
