package dev.slipway.gotemplate.fmt;

import org.jspecify.annotations.Nullable;

/// Go's syntax of floating-point numbers, as strconv's `readFloat` accepts it.
final class FloatSyntax {
  private FloatSyntax() {}

  /// The text in a form that Java parses to the same number, or null when Go does not accept it.
  static @Nullable String plain(String text) {
    int length = text.length();
    int i = 0;
    if (i < length && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
      i++;
    }
    boolean hex = i + 2 < length && text.charAt(i) == '0' && (text.charAt(i + 1) | 0x20) == 'x';
    if (hex) {
      i += 2;
    }
    boolean underscores = false;
    boolean dot = false;
    boolean digits = false;
    for (; i < length; i++) {
      char c = text.charAt(i);
      if (c == '_') {
        underscores = true;
      } else if (c == '.') {
        if (dot) {
          return null;
        }
        dot = true;
      } else if ((c >= '0' && c <= '9') || (hex && isHexLetter(c))) {
        digits = true;
      } else {
        break;
      }
    }
    if (!digits) {
      return null;
    }
    if (i < length && (text.charAt(i) | 0x20) == (hex ? 'p' : 'e')) {
      i++;
      if (i < length && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
        i++;
      }
      if (i >= length || text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
      for (; i < length; i++) {
        char c = text.charAt(i);
        if (c == '_') {
          underscores = true;
        } else if (c < '0' || c > '9') {
          break;
        }
      }
    } else if (hex) {
      return null;
    }
    if (i != length || (underscores && !UnsignedNumber.underscoresAreWellPlaced(text))) {
      return null;
    }
    return underscores ? text.replace("_", "") : text;
  }

  private static boolean isHexLetter(char c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f';
  }
}
