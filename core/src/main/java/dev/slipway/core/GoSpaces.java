package dev.slipway.core;

/// White space as Go's `unicode.IsSpace` and `strings.TrimSpace` see it.
public final class GoSpaces {
  private GoSpaces() {}

  /// Whether the character is white space.
  public static boolean isSpace(int rune) {
    return switch (rune) {
      case '\t',
          '\n',
          0x0B,
          '\f',
          '\r',
          ' ',
          0x85,
          0xA0,
          0x1680,
          0x2028,
          0x2029,
          0x202F,
          0x205F,
          0x3000 ->
          true;
      default -> rune >= 0x2000 && rune <= 0x200A;
    };
  }

  /// The text without white space at both ends.
  public static String trim(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    int start = startOf(text, end);
    return text.substring(start, end);
  }

  /// The text without white space at its beginning.
  public static String trimLeft(String text) {
    return text.substring(startOf(text, text.length()));
  }

  /// Whether there is nothing but white space.
  public static boolean isBlank(String text) {
    return startOf(text, text.length()) == text.length();
  }

  private static int startOf(String text, int end) {
    int start = 0;
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    return start;
  }
}
