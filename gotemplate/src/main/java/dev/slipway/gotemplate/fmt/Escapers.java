package dev.slipway.gotemplate.fmt;

import dev.slipway.core.GoStrings;
import org.jspecify.annotations.Nullable;

/// The escapers behind text/template's `html`, `js` and `urlquery` (funcs.go).
public final class Escapers {
  private static final String HEX = "0123456789ABCDEF";

  private Escapers() {}

  /// Go's `template.HTMLEscapeString`.
  public static String html(String text) {
    int first = 0;
    while (first < text.length() && htmlEntity(text.charAt(first)) == null) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 32);
    out.append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      String entity = htmlEntity(c);
      if (entity == null) {
        out.append(c);
      } else {
        out.append(entity);
      }
    }
    return out.toString();
  }

  private static @Nullable String htmlEntity(char c) {
    return switch (c) {
      case '"' -> "&#34;";
      case '\'' -> "&#39;";
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case 0 -> "\uFFFD";
      default -> null;
    };
  }

  /// Go's `template.JSEscapeString`.
  public static String js(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint <= 0xFFFF && GoStrings.isEscapedByte((char) codePoint)) {
        // Go decodes the byte as U+FFFD, which is printable, and copies the byte.
        out.append((char) codePoint);
        continue;
      }
      switch (codePoint) {
        case '\\' -> out.append("\\\\");
        case '\'' -> out.append("\\'");
        case '"' -> out.append("\\\"");
        case '<', '>', '&', '=' -> appendUnicode(out, codePoint);
        default -> {
          if (codePoint < ' ' || (codePoint >= 0x80 && !GoUnicode.isPrint(codePoint))) {
            appendUnicode(out, codePoint);
          } else {
            out.appendCodePoint(codePoint);
          }
        }
      }
    }
    return out.toString();
  }

  private static void appendUnicode(StringBuilder out, int codePoint) {
    out.append("\\u");
    for (int shift = codePoint > 0xFFFFF ? 20 : codePoint > 0xFFFF ? 16 : 12;
        shift >= 0;
        shift -= 4) {
      out.append(HEX.charAt((codePoint >>> shift) & 0xF));
    }
  }

  /// Go's `url.QueryEscape`, which `urlquery` calls.
  public static String urlQuery(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : GoStrings.toBytes(text)) {
      char c = (char) (b & 0xFF);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
        out.append(c);
        continue;
      }
      switch (c) {
        case '-', '_', '.', '~' -> out.append(c);
        case ' ' -> out.append('+');
        default -> out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
      }
    }
    return out.toString();
  }
}
