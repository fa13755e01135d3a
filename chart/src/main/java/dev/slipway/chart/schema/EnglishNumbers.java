package dev.slipway.chart.schema;

import java.math.BigDecimal;

/// Numbers as golang.org/x/text prints them in English: `1,234.5` and `1.5 × 10⁰⁶`.
final class EnglishNumbers {
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private EnglishNumbers() {}

  static String integer(long number) {
    String digits = Long.toString(Math.abs(number));
    return (number < 0 ? "-" : "") + grouped(digits);
  }

  /// Go's `%v` of a float64.
  static String number(double number) {
    if (number == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
    String sign = number < 0 ? "-" : "";
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent < -4 || exponent >= 6) {
      return sign + scientific(exact, exponent);
    }
    String plain = exact.toPlainString();
    int point = plain.indexOf('.');
    return point < 0
        ? sign + grouped(plain)
        : sign + grouped(plain.substring(0, point)) + plain.substring(point);
  }

  private static String scientific(BigDecimal exact, int exponent) {
    String digits = exact.unscaledValue().toString();
    StringBuilder out = new StringBuilder(digits.substring(0, 1));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    out.append(" × 10");
    String power = Integer.toString(Math.abs(exponent));
    if (exponent < 0) {
      out.append('⁻');
    }
    out.append(power.length() < 2 ? "⁰" : "");
    power.chars().forEach(digit -> out.append(RAISED.charAt(digit - '0')));
    return out.toString();
  }

  private static String grouped(String digits) {
    StringBuilder out = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }
}
