package dev.slipway.gotemplate.fmt;

import dev.slipway.core.GoStrings;

/// Writes single values under the flags, width and precision of one formatting directive (Go's
/// fmt/format.go). Confined to one call of a print function.
final class FieldWriter {
  private static final String LOWER = "0123456789abcdef";
  private static final String UPPER = "0123456789ABCDEF";

  final StringBuilder out;

  boolean minus;
  boolean plus;
  boolean sharp;
  boolean space;
  boolean zero;

  /// `%+v` and `%#v`, in place of `plus` and `sharp`.
  boolean plusV;

  boolean sharpV;

  boolean widthPresent;
  int width;
  boolean precisionPresent;
  int precision;

  FieldWriter(StringBuilder out) {
    this.out = out;
  }

  void clear() {
    minus = false;
    plus = false;
    sharp = false;
    space = false;
    zero = false;
    plusV = false;
    sharpV = false;
    widthPresent = false;
    width = 0;
    precisionPresent = false;
    precision = 0;
  }

  private void padding(int count, boolean zeros) {
    if (count > 0) {
      out.repeat(zeros && !minus ? '0' : ' ', count);
    }
  }

  void pad(CharSequence text) {
    pad(text, zero);
  }

  private void pad(CharSequence text, boolean zeros) {
    if (!widthPresent || width == 0) {
      out.append(text);
      return;
    }
    int count = width - Character.codePointCount(text, 0, text.length());
    if (minus) {
      out.append(text);
      padding(count, zeros);
    } else {
      padding(count, zeros);
      out.append(text);
    }
  }

  /// %s
  void string(String text) {
    pad(truncated(text));
  }

  private String truncated(String text) {
    return precisionPresent && text.codePointCount(0, text.length()) > precision
        ? text.substring(0, text.offsetByCodePoints(0, precision))
        : text;
  }

  /// %q of a string
  void quoted(String text) {
    String shown = truncated(text);
    if (sharp && GoQuote.canBackquote(shown)) {
      pad("`" + shown + "`");
    } else {
      pad(plus ? GoQuote.quoteToAscii(shown) : GoQuote.quote(shown));
    }
  }

  /// %c
  void character(long value) {
    pad(Character.toString(GoQuote.isValidRune(value) ? (int) value : 0xFFFD));
  }

  /// %q of an integer
  void quotedCharacter(long value) {
    pad(GoQuote.quoteRune(GoQuote.isValidRune(value) ? (int) value : 0xFFFD, plus));
  }

  /// %U
  void unicode(long value) {
    String hex = upperHex(value);
    int digits = precisionPresent && precision > 4 ? precision : 4;
    StringBuilder text = new StringBuilder("U+");
    text.repeat('0', Math.max(0, digits - hex.length())).append(hex);
    if (sharp
        && value >= 0
        && value <= Character.MAX_CODE_POINT
        && GoUnicode.isPrint((int) value)) {
      text.append(" '").appendCodePoint((int) value).append('\'');
    }
    pad(text, false);
  }

  private static String upperHex(long value) {
    StringBuilder text = new StringBuilder(Long.toHexString(value));
    for (int i = 0; i < text.length(); i++) {
      text.setCharAt(i, UPPER.charAt(Character.digit(text.charAt(i), 16)));
    }
    return text.toString();
  }

  /// %x and %X of a string or of bytes
  void hexBytes(byte[] bytes, boolean upper) {
    int length = precisionPresent ? Math.min(precision, bytes.length) : bytes.length;
    if (length == 0) {
      if (widthPresent) {
        padding(width, zero);
      }
      return;
    }
    String digits = upper ? UPPER : LOWER;
    String prefix = sharp ? upper ? "0X" : "0x" : "";
    int size = 2 * length;
    if (space) {
      size = (sharp ? 4 : 2) * length + length - 1;
    } else if (sharp) {
      size += 2;
    }
    int missing = widthPresent ? width - size : 0;
    if (!minus) {
      padding(missing, zero);
    }
    out.append(prefix);
    for (int i = 0; i < length; i++) {
      if (space && i > 0) {
        out.append(' ').append(prefix);
      }
      out.append(digits.charAt((bytes[i] >> 4) & 0xF)).append(digits.charAt(bytes[i] & 0xF));
    }
    if (minus) {
      padding(missing, zero);
    }
  }

  void hexString(String text, boolean upper) {
    hexBytes(GoStrings.toBytes(text), upper);
  }

  /// Hexadecimal with or without 0x, whatever the sharp flag says.
  void hex(long value, boolean prefixed) {
    boolean old = sharp;
    sharp = prefixed;
    integer(value, 16, false, 'v');
    sharp = old;
  }

  /// All integer verbs but %c, %q and %U; `verb` X gives upper-case digits and O the prefix 0o.
  void integer(long value, int base, boolean signed, char verb) {
    boolean negative = signed && value < 0;
    if (!widthPresent && !precisionPresent && base == 10 && !plus && !space) {
      if (signed) {
        out.append(value);
      } else {
        out.append(Long.toUnsignedString(value));
      }
      return;
    }
    long magnitude = negative ? -value : value;
    int digits = 0;
    if (precisionPresent) {
      digits = precision;
      if (digits == 0 && magnitude == 0) {
        padding(width, false);
        return;
      }
    } else if (zero && !minus && widthPresent) {
      digits = negative || plus || space ? width - 1 : width;
    }
    String text = verb == 'X' ? upperHex(magnitude) : Long.toUnsignedString(magnitude, base);
    StringBuilder number = new StringBuilder();
    number.append(negative ? "-" : plus ? "+" : space ? " " : "");
    if (verb == 'O') {
      number.append("0o");
    }
    int zeros = Math.max(0, digits - text.length());
    if (sharp) {
      number.append(prefix(base, verb, zeros > 0 || text.charAt(0) == '0'));
    }
    pad(number.repeat('0', zeros).append(text), false);
  }

  private static String prefix(int base, char verb, boolean startsWithZero) {
    return switch (base) {
      case 2 -> "0b";
      case 8 -> startsWithZero ? "" : "0";
      case 16 -> verb == 'X' ? "0X" : "0x";
      default -> "";
    };
  }

  /// All float verbs, as the format letter of `strconv.FormatFloat`.
  void floating(double value, int bits, char format, int defaultPrecision) {
    int places = precisionPresent ? precision : defaultPrecision;
    String text = GoNumbers.formatFloat(value, format, places, bits);
    char sign = '+';
    if (text.charAt(0) == '-' || text.charAt(0) == '+') {
      sign = text.charAt(0);
      text = text.substring(1);
    }
    if (space && sign == '+' && !plus) {
      sign = ' ';
    }
    if (text.charAt(0) == 'I' || text.charAt(0) == 'N') {
      boolean signed = text.charAt(0) == 'I' || space || plus;
      pad(signed ? sign + text : text, false);
      return;
    }
    if (sharp && format != 'b') {
      text = withPoint(text, format, places);
    }
    if (!plus && sign == '+') {
      pad(text);
    } else if (zero && !minus && widthPresent && width > text.length() + 1) {
      out.append(sign);
      padding(width - text.length() - 1, true);
      out.append(text);
    } else {
      pad(sign + text);
    }
  }

  /// The sharp flag: a decimal point in any case, and the trailing zeros of %g.
  private static String withPoint(String text, char format, int places) {
    int missing =
        switch (format) {
          case 'g', 'G', 'x' -> places == -1 ? 6 : places;
          default -> 0;
        };
    boolean hex = format == 'x' || format == 'X';
    int end = 0;
    boolean point = false;
    boolean significant = false;
    for (; end < text.length(); end++) {
      char c = text.charAt(end);
      if (c == '.') {
        point = true;
      } else if (c == 'p' || c == 'P' || (!hex && (c == 'e' || c == 'E'))) {
        break;
      } else {
        significant |= c != '0';
        if (significant) {
          missing--;
        }
      }
    }
    StringBuilder result = new StringBuilder(text.substring(0, end));
    if (!point) {
      if (end == 1 && text.charAt(0) == '0') {
        missing--;
      }
      result.append('.');
    }
    return result.repeat('0', Math.max(0, missing)).append(text, end, text.length()).toString();
  }
}
