package dev.slipway.yaml;

/// The classes of characters that YAML 1.1 knows.
final class CharKinds {
  private CharKinds() {}

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /// A line break of YAML 1.1: CR, LF, NEL, LS or PS.
  static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || (c >= 0x85 && (c == 0x85 || c == 0x2028 || c == 0x2029));
  }

  /// A line break or the NUL behind the text.
  static boolean isBreakOrEnd(char c) {
    return c == '\n' || c == 0 || isBreak(c);
  }

  /// A blank, a line break or the NUL behind the text.
  static boolean isBlankOrEnd(char c) {
    return c <= ' ' ? c == ' ' || c == '\n' || c == 0 || c == '\t' || c == '\r' : isBreak(c);
  }

  /// What libyaml calls alphabetic: letters, digits, `_` and `-`.
  static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// The value of a hexadecimal digit, or -1.
  static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }

  /// The index of the first char that may not stand in a YAML stream, or `end`.
  static int firstNotAllowed(char[] chars, int from, int end) {
    for (int i = from; i < end; i++) {
      char c = chars[i];
      if ((c >= ' ' && c < 0x7F) || c == '\n' || (c >= 0xA0 && c < 0xD800)) {
        continue;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(chars[i + 1]);
        if (!pair) {
          return i;
        }
        i++;
      } else if (!allowed(c)) {
        return i;
      }
    }
    return end;
  }

  private static boolean allowed(char c) {
    return c == '\t' || c == '\r' || c == 0x85 || (c >= 0xE000 && c <= 0xFFFD);
  }

  static boolean hasPair(char[] chars, int from, int end) {
    for (int i = from; i < end; i++) {
      if (Character.isHighSurrogate(chars[i])) {
        return true;
      }
    }
    return false;
  }
}
