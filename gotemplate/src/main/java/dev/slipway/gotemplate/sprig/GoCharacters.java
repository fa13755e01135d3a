package dev.slipway.gotemplate.sprig;

import dev.slipway.core.GoStrings;
import java.util.function.IntUnaryOperator;

/// Go's `unicode` package for single code points, and `strings.Map`.
final class GoCharacters {
  static final int REPLACEMENT = 0xFFFD;

  private GoCharacters() {}

  /// `unicode.IsSpace`: the property White_Space.
  static boolean isSpace(int c) {
    if (c < 0x100) {
      return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0;
    }
    return c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  /// `unicode.IsUpper`: category Lu.
  static boolean isUpper(int c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : Character.getType(c) == Character.UPPERCASE_LETTER;
  }

  /// `unicode.IsLower`: category Ll.
  static boolean isLower(int c) {
    return c < 0x80 ? c >= 'a' && c <= 'z' : Character.getType(c) == Character.LOWERCASE_LETTER;
  }

  /// `unicode.IsTitle`: category Lt.
  static boolean isTitle(int c) {
    return c >= 0x80 && Character.getType(c) == Character.TITLECASE_LETTER;
  }

  /// `unicode.IsLetter`: categories L.
  static boolean isLetter(int c) {
    return Character.isLetter(c);
  }

  /// `unicode.IsDigit`: category Nd.
  static boolean isDigit(int c) {
    return Character.isDigit(c);
  }

  /// `unicode.IsNumber`: categories N.
  static boolean isNumber(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  /// `unicode.IsPunct`: categories P.
  static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /// The code point at an index as Go's `range` sees it: a byte that is not UTF-8 is U+FFFD.
  static int runeAt(String text, int index) {
    int c = text.codePointAt(index);
    return c >= 0xD800 && c <= 0xDFFF ? REPLACEMENT : c;
  }

  /// `strings.Map` for mappings that drop nothing; bytes that are not UTF-8 become U+FFFD. The
  /// mapping is asked once for each character, in their order.
  static String map(String text, IntUnaryOperator mapping) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int mapped = mapping.applyAsInt(runeAt(text, i));
      if (mapped != c && out == null) {
        out = new StringBuilder(text.length() + 8).append(text, 0, i);
      }
      if (out != null) {
        out.appendCodePoint(mapped);
      }
      i += Character.charCount(c);
    }
    return out == null ? text : out.toString();
  }

  /// `strings.TrimSpace`.
  static String trimSpace(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /// Whether the text holds no bytes that are not UTF-8.
  static boolean isValid(String text) {
    return GoStrings.isValidUtf8(text);
  }

  /// `string([]rune(text))`: bytes that are not UTF-8 become U+FFFD.
  static String valid(String text) {
    return isValid(text) ? text : map(text, c -> c);
  }
}
