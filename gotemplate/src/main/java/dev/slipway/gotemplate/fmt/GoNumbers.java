package dev.slipway.gotemplate.fmt;

import dev.slipway.gotemplate.FunctionException;
import org.jspecify.annotations.Nullable;

/// Go's strconv for numbers and booleans. What does not parse ends in a [FunctionException] with
/// strconv's own text, such as `strconv.ParseInt: parsing "x": invalid syntax`.
public final class GoNumbers {
  private static final String SYNTAX = "invalid syntax";
  private static final String RANGE = "value out of range";

  private GoNumbers() {}

  /// Go's `strconv.FormatFloat`.
  ///
  /// @param format one of e, E, f, g, G, b, x and X
  /// @param precision the digits as Go counts them for that format; -1 for as few as identify the
  ///   number
  /// @param bits 64, or 32 for a float32
  public static String formatFloat(double value, char format, int precision, int bits) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (format == 'g' && precision == -1) {
      String plain = plainText(value, bits);
      if (plain != null) {
        return plain;
      }
    }
    StringBuilder out = new StringBuilder(24);
    if (Double.doubleToRawLongBits(value) < 0) {
      out.append('-');
    }
    double magnitude = Math.abs(value);
    switch (format) {
      case 'e', 'E', 'f', 'g', 'G' -> appendDecimal(out, magnitude, format, precision, bits);
      case 'b' -> BinaryFloat.of(magnitude, bits).appendBinary(out);
      case 'x', 'X' -> BinaryFloat.of(magnitude, bits).appendHex(out, format, precision);
      default -> throw new IllegalArgumentException("No float format '" + format + "'");
    }
    return out.toString();
  }

  /// The text of `%v`, Go's shortest `%g`.
  public static String formatFloat(double value) {
    return formatFloat(value, 'g', -1, 64);
  }

  /// The shortest `%g` of a number that needs no exponent, without a detour over its digits; null
  /// for others.
  private static @Nullable String plainText(double value, int bits) {
    double magnitude = Math.abs(value);
    if (magnitude >= 1e6 || magnitude < 1e-3) {
      return magnitude == 0 ? Double.doubleToRawLongBits(value) < 0 ? "-0" : "0" : null;
    }
    if (value == (int) value) {
      return Integer.toString((int) value);
    }
    return bits == 32 ? Float.toString((float) value) : Double.toString(value);
  }

  private static void appendDecimal(
      StringBuilder out, double magnitude, char format, int precision, int bits) {
    boolean shortest = precision < 0;
    Digits digits;
    int places = precision;
    if (shortest) {
      digits = Digits.shortest(magnitude, bits);
      int count = digits.digits().length();
      places =
          switch (format) {
            case 'e', 'E' -> Math.max(count - 1, 0);
            case 'f' -> Math.max(count - digits.point(), 0);
            default -> count;
          };
    } else {
      places = places == 0 && (format == 'g' || format == 'G') ? 1 : places;
      digits =
          switch (format) {
            case 'e', 'E' -> Digits.significant(magnitude, places + 1);
            case 'f' -> Digits.fraction(magnitude, places);
            default -> Digits.significant(magnitude, places);
          };
    }
    switch (format) {
      case 'e', 'E' -> appendExponent(out, digits, places, format);
      case 'f' -> appendPlain(out, digits, places);
      default -> appendGeneral(out, digits, places, shortest, format == 'g' ? 'e' : 'E');
    }
  }

  /// Go's %g: %e below 1e-4 and from the precision on (6 in its place for the shortest text).
  private static void appendGeneral(
      StringBuilder out, Digits digits, int precision, boolean shortest, char exponent) {
    int count = digits.digits().length();
    int threshold = precision;
    if (threshold > count && count >= digits.point()) {
      threshold = count;
    }
    if (shortest) {
      threshold = 6;
    }
    int power = digits.point() - 1;
    if (power < -4 || power >= threshold) {
      appendExponent(out, digits, Math.min(precision, count) - 1, exponent);
      return;
    }
    int places = precision > digits.point() ? count : precision;
    appendPlain(out, digits, Math.max(places - digits.point(), 0));
  }

  private static void appendExponent(StringBuilder out, Digits digits, int places, char letter) {
    String text = digits.digits();
    out.append(text.isEmpty() ? '0' : text.charAt(0));
    if (places > 0) {
      out.append('.');
      int end = Math.min(text.length(), places + 1);
      if (end > 1) {
        out.append(text, 1, end);
      }
      out.repeat('0', places + 1 - Math.max(end, 1));
    }
    int exponent = text.isEmpty() ? 0 : digits.point() - 1;
    out.append(letter).append(exponent < 0 ? '-' : '+');
    int power = Math.abs(exponent);
    if (power < 10) {
      out.append('0');
    }
    out.append(power);
  }

  private static void appendPlain(StringBuilder out, Digits digits, int places) {
    String text = digits.digits();
    int point = digits.point();
    if (point > 0) {
      int whole = Math.min(text.length(), point);
      out.append(text, 0, whole).repeat('0', point - whole);
    } else {
      out.append('0');
    }
    if (places > 0) {
      out.append('.');
      int zeros = Math.min(Math.max(-point, 0), places);
      out.repeat('0', zeros);
      int from = Math.min(Math.max(point, 0), text.length());
      int to = Math.min(text.length(), from + places - zeros);
      out.append(text, from, to).repeat('0', places - zeros - (to - from));
    }
  }

  /// Go's `strconv.ParseInt`.
  ///
  /// @param base 2 to 36, or 0 to go by the text's prefix and to allow underscores
  /// @param bits the size that the result must fit, 0 for int
  public static long parseInt(String text, int base, int bits) {
    return parseInt("ParseInt", text, base, bits);
  }

  /// Go's `strconv.Atoi`.
  public static long atoi(String text) {
    return parseInt("Atoi", text, 10, 0);
  }

  /// Go's `strconv.ParseUint`; the result is unsigned.
  public static long parseUint(String text, int base, int bits) {
    UnsignedNumber number = UnsignedNumber.parse(text, 0, base, bits == 0 ? 64 : bits);
    check("ParseUint", text, base, number);
    return number.value();
  }

  private static long parseInt(String function, String text, int base, int bits) {
    boolean signed = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
    boolean negative = signed && text.charAt(0) == '-';
    int size = bits == 0 ? 64 : bits;
    UnsignedNumber number = UnsignedNumber.parse(text, signed ? 1 : 0, base, size);
    check(function, text, base, number);
    long value = number.value();
    if (Long.compareUnsigned(value, (1L << (size - 1)) - (negative ? 0 : 1)) > 0) {
      throw error(function, text, RANGE);
    }
    return negative ? -value : value;
  }

  private static void check(String function, String text, int base, UnsignedNumber number) {
    switch (number.state()) {
      case SYNTAX -> throw error(function, text, SYNTAX);
      case BASE -> throw error(function, text, "invalid base " + base);
      case OVERFLOW -> throw error(function, text, RANGE);
      case OK -> {}
    }
  }

  /// Go's `strconv.ParseFloat`, decimal or hexadecimal.
  ///
  /// @param bits 64, or 32 to round to a float32
  public static double parseFloat(String text, int bits) {
    Double special = specialFloat(text);
    if (special != null) {
      return special;
    }
    String plain = FloatSyntax.plain(text);
    if (plain == null) {
      throw error("ParseFloat", text, SYNTAX);
    }
    double value = bits == 32 ? Float.parseFloat(plain) : Double.parseDouble(plain);
    if (Double.isInfinite(value)) {
      throw error("ParseFloat", text, RANGE);
    }
    return value;
  }

  private static @Nullable Double specialFloat(String text) {
    if (text.isEmpty() || text.length() > 9 || Character.isDigit(text.charAt(text.length() - 1))) {
      return null;
    }
    boolean signed = text.charAt(0) == '+' || text.charAt(0) == '-';
    String name = signed ? text.substring(1) : text;
    if (name.equalsIgnoreCase("inf") || name.equalsIgnoreCase("infinity")) {
      return text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return text.equalsIgnoreCase("nan") ? (Double) Double.NaN : null;
  }

  /// Go's `strconv.ParseBool`.
  public static boolean parseBool(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> throw error("ParseBool", text, SYNTAX);
    };
  }

  private static FunctionException error(String function, String text, String reason) {
    return FunctionException.error(
        "strconv." + function + ": parsing " + GoQuote.quote(text) + ": " + reason);
  }
}
