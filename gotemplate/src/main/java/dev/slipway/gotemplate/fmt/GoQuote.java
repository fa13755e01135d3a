package dev.slipway.gotemplate.fmt;

import dev.slipway.core.GoStrings;
import org.jspecify.annotations.Nullable;

/// Go's quoted strings: strconv's `Quote`, `QuoteToASCII`, `CanBackquote` and `Unquote`.
public final class GoQuote {
  private static final String HEX = "0123456789abcdef";

  private GoQuote() {}

  /// The double-quoted Go literal of a text; what is not printable is escaped.
  public static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    appendQuoted(out, text, '"', false);
    return out.toString();
  }

  /// As [#quote], but everything outside ASCII is escaped.
  public static String quoteToAscii(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    appendQuoted(out, text, '"', true);
    return out.toString();
  }

  /// The single-quoted Go literal of a character.
  public static String quoteRune(int codePoint, boolean asciiOnly) {
    StringBuilder out = new StringBuilder(12);
    out.append('\'');
    appendEscaped(out, isValidRune(codePoint) ? codePoint : 0xFFFD, '\'', asciiOnly);
    return out.append('\'').toString();
  }

  static void appendQuoted(StringBuilder out, String text, char quote, boolean asciiOnly) {
    out.append(quote);
    int start = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7F && c != quote && c != '\\') {
        i++;
        continue;
      }
      out.append(text, start, i);
      int codePoint = text.codePointAt(i);
      if (codePoint <= 0xFFFF && GoStrings.isEscapedByte(c)) {
        appendHexByte(out, c - 0xDC00);
      } else {
        appendEscaped(out, codePoint, quote, asciiOnly);
      }
      i += Character.charCount(codePoint);
      start = i;
    }
    out.append(text, start, text.length()).append(quote);
  }

  private static void appendEscaped(
      StringBuilder out, int codePoint, char quote, boolean asciiOnly) {
    if (codePoint == quote || codePoint == '\\') {
      out.append('\\').append((char) codePoint);
      return;
    }
    if ((!asciiOnly || codePoint < 0x80) && GoUnicode.isPrint(codePoint)) {
      out.appendCodePoint(codePoint);
      return;
    }
    switch (codePoint) {
      case 0x07 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 0x0B -> out.append("\\v");
      default -> {
        if (codePoint < ' ' || codePoint == 0x7F) {
          appendHexByte(out, codePoint);
        } else if (codePoint < 0x10000) {
          appendHex(out.append("\\u"), codePoint, 4);
        } else {
          appendHex(out.append("\\U"), codePoint, 8);
        }
      }
    }
  }

  private static void appendHexByte(StringBuilder out, int value) {
    appendHex(out.append("\\x"), value, 2);
  }

  private static void appendHex(StringBuilder out, int value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      out.append(HEX.charAt((value >>> shift) & 0xF));
    }
  }

  static boolean isValidRune(long codePoint) {
    return codePoint >= 0
        && codePoint <= Character.MAX_CODE_POINT
        && !(codePoint >= 0xD800 && codePoint <= 0xDFFF);
  }

  /// Whether the text can stand unchanged between backquotes on one line.
  public static boolean canBackquote(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == '`' || c == 0x7F || c == 0xFEFF) {
        return false;
      }
    }
    return GoStrings.isValidUtf8(text);
  }

  /// The value of a Go literal in double quotes, single quotes (one character) or backquotes; null
  /// when it is not one.
  public static @Nullable String unquote(String literal) {
    int end = literal.length() - 1;
    if (end < 1) {
      return null;
    }
    char quote = literal.charAt(0);
    if (literal.charAt(end) != quote) {
      return null;
    }
    return switch (quote) {
      case '`' ->
          literal.indexOf('`', 1) == end ? literal.substring(1, end).replace("\r", "") : null;
      case '"', '\'' -> unescape(literal, quote, end);
      default -> null;
    };
  }

  private static @Nullable String unescape(String literal, char quote, int end) {
    StringBuilder out = new StringBuilder(end);
    boolean rawBytes = false;
    int characters = 0;
    int i = 1;
    while (i < end) {
      char c = literal.charAt(i);
      characters++;
      if (c == quote || c == '\n') {
        return null;
      }
      if (c != '\\') {
        int codePoint = literal.codePointAt(i);
        // As in Go, a stray byte next to an escape is decoded as U+FFFD.
        out.appendCodePoint(codePoint <= 0xFFFF && GoStrings.isEscapedByte(c) ? 0xFFFD : codePoint);
        i += Character.charCount(codePoint);
        continue;
      }
      if (i + 1 >= end) {
        return null;
      }
      char escape = literal.charAt(i + 1);
      int digits = escapeDigits(escape);
      if (digits == 0) {
        int plain = plainEscape(escape, quote);
        if (plain < 0) {
          return null;
        }
        out.append((char) plain);
        i += 2;
        continue;
      }
      boolean octal = digits == 3;
      int first = octal ? i + 1 : i + 2;
      long value = digits(literal, first, Math.min(first + digits, end), digits, octal ? 8 : 16);
      if (value < 0) {
        return null;
      }
      if (octal || escape == 'x') {
        if (value > 0xFF) {
          return null;
        }
        rawBytes |= value >= 0x80;
        out.append((char) (value < 0x80 ? value : 0xDC00 + value));
      } else if (isValidRune(value)) {
        out.appendCodePoint((int) value);
      } else {
        return null;
      }
      i = first + digits;
    }
    if (quote == '\'' && characters > 1) {
      return null;
    }
    String text = out.toString();
    // Escaped bytes may make up valid UTF-8 together.
    return rawBytes ? GoStrings.fromBytes(GoStrings.toBytes(text)) : text;
  }

  private static int escapeDigits(char escape) {
    return switch (escape) {
      case 'x' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
      default -> 0;
    };
  }

  private static int plainEscape(char escape, char quote) {
    return switch (escape) {
      case 'a' -> 0x07;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0B;
      case '\\' -> '\\';
      default -> escape == quote ? escape : -1;
    };
  }

  /// The value of exactly `count` digits, or -1.
  private static long digits(String text, int from, int to, int count, int radix) {
    if (to - from != count) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }
}
