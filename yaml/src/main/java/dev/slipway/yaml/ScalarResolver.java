package dev.slipway.yaml;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Finds the type of an untagged plain scalar by go-yaml's rules (resolve.go): YAML 1.1's booleans
/// and nulls, integers as Go writes them (with `0x`, `0o`, `0b`, a leading 0 for octal, and
/// underscores anywhere), decimal floats, and timestamps.
///
/// Integers come as Long, those between 2⁶³ and 2⁶⁴ as BigInteger.
final class ScalarResolver {
  private static final Object STRING = new Object();

  private ScalarResolver() {}

  /// The value of a plain scalar; a timestamp stays a string, as it does when go-yaml decodes into
  /// an interface.
  static @Nullable Object resolve(String text) {
    Object found = special(text);
    return found == STRING ? text : found;
  }

  /// Whether go-yaml v2 reads the plain text as a string, so that it may be written without quotes.
  static boolean isString(String text) {
    return special(text) == STRING && !GoTimestamp.matches(text);
  }

  /// The same for go-yaml v3, which knows fewer booleans and `0o` after a removed underscore.
  static boolean isStringV3(String text) {
    Object found = special(text);
    if (found instanceof Boolean) {
      return isOldBoolean(text);
    }
    return found == STRING && !GoTimestamp.matches(text) && !isLateOctal(text);
  }

  /// The booleans of YAML 1.1 that YAML 1.2 does not have.
  static boolean isOldBoolean(String text) {
    return switch (text) {
      case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON" -> true;
      case "n", "N", "no", "No", "NO", "off", "Off", "OFF" -> true;
      default -> false;
    };
  }

  private static @Nullable Object special(String text) {
    if (text.isEmpty()) {
      return null;
    }
    return switch (text.charAt(0)) {
      case 'y', 'Y', 'n', 'N', 't', 'T', 'f', 'F', 'o', 'O', '~' -> word(text);
      case '.' -> dotted(text);
      case '+', '-' -> {
        Object special = signedWord(text);
        yield special == STRING ? number(text) : special;
      }
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(text);
      default -> STRING;
    };
  }

  private static @Nullable Object word(String text) {
    if (text.length() > 5) {
      return STRING;
    }
    return switch (text) {
      case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> true;
      case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> false;
      case "~", "null", "Null", "NULL" -> null;
      default -> STRING;
    };
  }

  private static Object signedWord(String text) {
    return switch (text) {
      case "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
      case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
      default -> STRING;
    };
  }

  private static Object dotted(String text) {
    switch (text) {
      case ".nan", ".NaN", ".NAN" -> {
        return Double.NaN;
      }
      case ".inf", ".Inf", ".INF" -> {
        return Double.POSITIVE_INFINITY;
      }
      default -> {}
    }
    String plain = text;
    if (text.indexOf('_') >= 0) {
      if (!separatesDigits(text)) {
        return STRING;
      }
      plain = text.replace("_", "");
    }
    return decimal(plain);
  }

  private static boolean separatesDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '_'
          && (i == 0
              || i + 1 == text.length()
              || !CharKinds.isDigit(text.charAt(i - 1))
              || !CharKinds.isDigit(text.charAt(i + 1)))) {
        return false;
      }
    }
    return true;
  }

  private static Object number(String text) {
    String plain = text.indexOf('_') >= 0 ? text.replace("_", "") : text;
    Object whole = integer(plain, 0);
    if (whole != null) {
      return whole;
    }
    Object real = decimal(plain);
    if (real != STRING) {
      return real;
    }
    Object binary = null;
    if (plain.startsWith("0b")) {
      binary = integer(plain.substring(2), 2);
    } else if (plain.startsWith("-0b")) {
      binary = signed("-" + plain.substring(3), 2);
    }
    return binary == null ? STRING : binary;
  }

  /// What v3 alone reads as octal: the sign behind `0o`.
  private static boolean isLateOctal(String text) {
    String plain = text.replace("_", "");
    if (plain.startsWith("0o")) {
      return integer(plain.substring(2), 8) != null;
    }
    return plain.startsWith("-0o") && signed("-" + plain.substring(3), 8) != null;
  }

  /// Go's ParseInt, then its ParseUint.
  private static @Nullable Object integer(String text, int base) {
    Object found = signed(text, base);
    if (found instanceof BigInteger big) {
      boolean negative = big.signum() < 0;
      boolean sign = text.charAt(0) == '+' || text.charAt(0) == '-';
      return negative || sign || big.bitLength() > 64 ? null : big;
    }
    return found;
  }

  /// The integer as Long or, beyond its range, as BigInteger; null when the text is none.
  private static @Nullable Object signed(String text, int base) {
    int at = 0;
    boolean negative = false;
    if (!text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
      negative = text.charAt(0) == '-';
      at = 1;
    }
    int radix = base;
    if (radix == 0) {
      radix = radix(text, at);
      at += radix == 10 ? 0 : radix == 8 && (text.charAt(at + 1) | 0x20) != 'o' ? 1 : 2;
    }
    int end = text.length();
    if (at >= end) {
      return null;
    }
    for (int i = at; i < end; i++) {
      int digit = CharKinds.hex(text.charAt(i));
      if (digit < 0 || digit >= radix) {
        return null;
      }
    }
    return value(text.substring(at, end), radix, negative);
  }

  private static Object value(String digits, int radix, boolean negative) {
    if (digits.length() <= 15) {
      long value = Long.parseLong(digits, radix);
      return negative ? -value : value;
    }
    BigInteger big = new BigInteger(withoutZeros(digits), radix);
    BigInteger value = negative ? big.negate() : big;
    return value.bitLength() <= 63 ? (Object) value.longValue() : value;
  }

  /// The digits without leading zeros, and cut off where the number is surely out of range.
  private static String withoutZeros(String digits) {
    int from = 0;
    while (from + 1 < digits.length() && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from, Math.min(digits.length(), from + 80));
  }

  private static int radix(String text, int at) {
    if (at + 1 >= text.length() || text.charAt(at) != '0') {
      return 10;
    }
    return switch (text.charAt(at + 1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  /// A decimal float as `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`; a string when it is
  /// none or is too large.
  private static Object decimal(String text) {
    int end = text.length();
    int at = 0;
    if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    int whole = digits(text, at);
    at += whole;
    int fraction = 0;
    if (at < end && text.charAt(at) == '.') {
      fraction = digits(text, at + 1);
      at += 1 + fraction;
    }
    if (whole + fraction == 0) {
      return STRING;
    }
    if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      int exponent = digits(text, at);
      if (exponent == 0) {
        return STRING;
      }
      at += exponent;
    }
    if (at != end) {
      return STRING;
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? STRING : (Object) value;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && CharKinds.isDigit(text.charAt(at))) {
      at++;
    }
    return at - from;
  }
}
