package dev.slipway.gotemplate.fmt;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// The significant decimal digits of a positive floating-point number, without trailing zeros, and
/// the place of the decimal point: the value is `0.DIGITS * 10^point`. Zero has no digits.
record Digits(String digits, int point) {
  static final Digits ZERO = new Digits("", 0);

  /// The fewest digits that parse back to the number, and of those the nearest to it.
  static Digits shortest(double value, int bits) {
    if (value == 0) {
      return ZERO;
    }
    if (value < (bits == 32 ? 0x1p24 : 0x1p53) && value == Math.rint(value)) {
      return integer(Long.toString((long) value));
    }
    String text = bits == 32 ? Float.toString((float) value) : Double.toString(value);
    Digits result = parse(text);
    boolean subnormal = value < (bits == 32 ? Float.MIN_NORMAL : Double.MIN_NORMAL);
    return subnormal && result.digits.length() == 2 ? result.oneDigit(value, bits) : result;
  }

  /// Java always gives two digits, also where one would do.
  private Digits oneDigit(double value, int bits) {
    int first = digits.charAt(0) - '0';
    boolean up = digits.charAt(1) >= '5';
    Digits near = singleDigit(up ? first + 1 : first);
    Digits far = singleDigit(up ? first : first + 1);
    return near.is(value, bits) ? near : far.is(value, bits) ? far : this;
  }

  private Digits singleDigit(int digit) {
    return digit == 10 ? new Digits("1", point + 1) : new Digits(Integer.toString(digit), point);
  }

  private boolean is(double value, int bits) {
    String text = "0." + digits + "E" + point;
    return (bits == 32 ? Float.parseFloat(text) : Double.parseDouble(text)) == value;
  }

  /// Exactly rounded to `count` significant digits, half to even.
  static Digits significant(double value, int count) {
    return value == 0
        ? ZERO
        : of(new BigDecimal(value).round(new MathContext(count, RoundingMode.HALF_EVEN)));
  }

  /// Exactly rounded to `count` digits after the decimal point, half to even.
  static Digits fraction(double value, int count) {
    return value == 0 ? ZERO : of(new BigDecimal(value).setScale(count, RoundingMode.HALF_EVEN));
  }

  private static Digits of(BigDecimal value) {
    if (value.signum() == 0) {
      return ZERO;
    }
    String unscaled = value.unscaledValue().toString();
    return trimmed(unscaled, unscaled.length() - value.scale());
  }

  private static Digits integer(String text) {
    return trimmed(text, text.length());
  }

  /// Reads what `Double.toString` gives: `123.45` or `1.2345E-6`.
  private static Digits parse(String text) {
    int end = text.indexOf('E');
    int exponent = 0;
    if (end >= 0) {
      exponent = Integer.parseInt(text, end + 1, text.length(), 10);
    } else {
      end = text.length();
    }
    int dot = text.indexOf('.');
    String all = text.substring(0, dot) + text.substring(dot + 1, end);
    int zeros = 0;
    while (all.charAt(zeros) == '0') {
      zeros++;
    }
    return trimmed(all.substring(zeros), dot - zeros + exponent);
  }

  private static Digits trimmed(String digits, int point) {
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return new Digits(digits.substring(0, end), point);
  }
}
