package dev.slipway.yaml;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for numbers in a TOML document.
final class TomlNumbers {
  private static final Pattern PARTS = Pattern.compile("[.eE]+");

  /// Go keeps the sign of a NaN, and writes it again.
  private static final long NEGATIVE_NAN = 0xFFF8000000000000L;

  private TomlNumbers() {}

  static boolean hasLeadingZero(String text) {
    if (text.length() > 1 && text.charAt(0) == '0' && "box".indexOf(text.charAt(1)) < 0) {
      return true;
    }
    return text.length() > 2
        && (text.charAt(0) == '-' || text.charAt(0) == '+')
        && text.charAt(1) == '0';
  }

  static boolean underscoresRight(String text) {
    switch (text) {
      case "nan", "+nan", "-nan", "inf", "-inf", "+inf" -> {
        return true;
      }
      default -> {}
    }
    boolean accept = false;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '_' && !accept) {
        return false;
      }
      accept = CharKinds.hex(text.charAt(i)) >= 0;
    }
    return accept;
  }

  static boolean periodsRight(String text) {
    boolean period = false;
    for (int i = 0; i < text.length(); i++) {
      if (period && !CharKinds.isDigit(text.charAt(i))) {
        return false;
      }
      period = text.charAt(i) == '.';
    }
    return !period;
  }

  /// The parts of a float between `.`, `e` and `E`.
  static String[] parts(String text) {
    String body = text;
    while (!body.isEmpty() && ".eE".indexOf(body.charAt(0)) >= 0) {
      body = body.substring(1);
    }
    return body.isEmpty() ? new String[0] : PARTS.split(body);
  }

  /// The number; infinite when it is too large, null when the text is none.
  static @Nullable Double real(String text) {
    String plain = text.replace("_", "");
    switch (plain) {
      case "nan", "+nan" -> {
        return Double.NaN;
      }
      case "-nan" -> {
        return Double.longBitsToDouble(NEGATIVE_NAN);
      }
      case "inf", "+inf" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-inf" -> {
        return Double.NEGATIVE_INFINITY;
      }
      default -> {}
    }
    boolean right = plain.matches("[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    return right ? (Double) Double.parseDouble(plain) : null;
  }
}
