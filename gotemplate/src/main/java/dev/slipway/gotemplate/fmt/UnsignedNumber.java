package dev.slipway.gotemplate.fmt;

/// The outcome of reading the digits of an integer as strconv's `ParseUint` does.
record UnsignedNumber(State state, long value) {
  /// How the reading ended.
  enum State {
    OK,
    SYNTAX,
    BASE,
    OVERFLOW
  }

  private static final UnsignedNumber BAD_SYNTAX = new UnsignedNumber(State.SYNTAX, 0);
  private static final UnsignedNumber BAD_BASE = new UnsignedNumber(State.BASE, 0);
  private static final UnsignedNumber TOO_LARGE = new UnsignedNumber(State.OVERFLOW, -1L);

  /// Reads the text from `start`, which follows the sign.
  ///
  /// @param bits the size that the value must fit
  static UnsignedNumber parse(String text, int start, int base, int bits) {
    if (start >= text.length()) {
      return BAD_SYNTAX;
    }
    if (base == 0) {
      int radix = prefixRadix(text, start);
      int prefix = radix == 10 ? 0 : radix == 8 && !hasLetter(text, start, 'o') ? 1 : 2;
      return digits(text, start + prefix, radix, bits, true);
    }
    return base < 2 || base > 36 ? BAD_BASE : digits(text, start, base, bits, false);
  }

  private static int prefixRadix(String text, int start) {
    if (text.charAt(start) != '0') {
      return 10;
    }
    return hasLetter(text, start, 'x') ? 16 : hasLetter(text, start, 'b') ? 2 : 8;
  }

  private static boolean hasLetter(String text, int start, char letter) {
    return text.length() - start >= 3 && (text.charAt(start + 1) | 0x20) == letter;
  }

  private static UnsignedNumber digits(
      String text, int start, int radix, int bits, boolean underscoresAllowed) {
    boolean underscores = false;
    long value = 0;
    long cutoff = Long.divideUnsigned(-1L, radix) + 1;
    long max = -1L >>> (64 - bits);
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '_' && underscoresAllowed) {
        underscores = true;
        continue;
      }
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return BAD_SYNTAX;
      }
      if (Long.compareUnsigned(value, cutoff) >= 0) {
        return TOO_LARGE;
      }
      long next = value * radix + digit;
      if (Long.compareUnsigned(next, value * radix) < 0 || Long.compareUnsigned(next, max) > 0) {
        return TOO_LARGE;
      }
      value = next;
    }
    if (underscores && !underscoresAreWellPlaced(text)) {
      return BAD_SYNTAX;
    }
    return new UnsignedNumber(State.OK, value);
  }

  /// Underscores stand between digits, or between a base prefix and a digit.
  static boolean underscoresAreWellPlaced(String text) {
    int i = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    boolean hex = false;
    char seen = '^';
    if (text.length() - i >= 2 && text.charAt(i) == '0') {
      char letter = (char) (text.charAt(i + 1) | 0x20);
      if (letter == 'b' || letter == 'o' || letter == 'x') {
        i += 2;
        seen = '0';
        hex = letter == 'x';
      }
    }
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      char lower = (char) (c | 0x20);
      if ((c >= '0' && c <= '9') || (hex && lower >= 'a' && lower <= 'f')) {
        seen = '0';
      } else if (c == '_') {
        if (seen != '0') {
          return false;
        }
        seen = '_';
      } else {
        if (seen == '_') {
          return false;
        }
        seen = '!';
      }
    }
    return seen != '_';
  }
}
