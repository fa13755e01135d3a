package dev.slipway.yaml;

import java.math.BigDecimal;

/// Writes floats as Go's `strconv.FormatFloat(f, 'g', -1, …)` and encoding/json do.
final class GoFloats {
  private GoFloats() {}

  /// The shortest text of `%g`: with an exponent below 1e-4 and from 1e6 on.
  static String format(double value) {
    if (value == (int) value && Math.abs(value) < 1e6 && (value != 0 || 1 / value > 0)) {
      return Integer.toString((int) value);
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return special(value);
    }
    return general(Shortest.of(value));
  }

  /// The same of a float32.
  static String format(float value) {
    if (Float.isNaN(value) || Float.isInfinite(value)) {
      return Float.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
    }
    return general(Shortest.of(value));
  }

  /// A text of [#format] as `%f` has it.
  static String withoutExponent(String text) {
    StringBuilder out = new StringBuilder(32);
    Shortest.parse(text.charAt(0) == '-', magnitude(text)).appendPlain(out);
    return out.toString();
  }

  private static String magnitude(String text) {
    return text.charAt(0) == '-' ? text.substring(1) : text;
  }

  /// The text of a float as a map's key on its way from YAML to JSON: of 32 bits only.
  static String yamlKey(double value) {
    return format((float) value);
  }

  /// The text of a float that goes from YAML into a Go string: of 32 bits only.
  static String narrow(double value) {
    float narrow = (float) value;
    return Float.isNaN(narrow) || Float.isInfinite(narrow) ? special(narrow) : format(narrow);
  }

  /// The text in JSON: without exponent from 1e-6 up to 1e21.
  static void appendJson(StringBuilder out, double value) {
    if (value == (long) value && Math.abs(value) < 1e15 && (value != 0 || 1 / value > 0)) {
      out.append((long) value);
      return;
    }
    double magnitude = Math.abs(value);
    Shortest digits = Shortest.of(value);
    if (magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21)) {
      digits.appendExponent(out, magnitude < 1e-6 ? 1 : 2);
    } else {
      digits.appendPlain(out);
    }
  }

  /// The same of a float32.
  static void appendJson(StringBuilder out, float value) {
    float magnitude = Math.abs(value);
    Shortest digits = Shortest.of(value);
    if (magnitude != 0 && (magnitude < 1e-6f || magnitude >= 1e21f)) {
      digits.appendExponent(out, magnitude < 1e-6f ? 1 : 2);
    } else {
      digits.appendPlain(out);
    }
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  }

  private static String general(Shortest digits) {
    StringBuilder out = new StringBuilder(24);
    if (digits.exponent() < -4 || digits.exponent() >= 6) {
      digits.appendExponent(out, 2);
    } else {
      digits.appendPlain(out);
    }
    return out.toString();
  }

  /// The shortest digits that identify a number.
  ///
  /// @param digits without leading and trailing zeros, `0` for zero
  /// @param exponent of ten of the first digit
  private record Shortest(boolean negative, String digits, int exponent) {
    static Shortest of(double value) {
      String text = Double.toString(Math.abs(value));
      Shortest found = parse(Double.doubleToRawLongBits(value) < 0, text);
      if (found.digits.length() == 2) {
        Shortest one = found.rounded();
        if (Double.parseDouble(one.digits + "e" + one.exponent) == Math.abs(value)) {
          return one;
        }
      }
      return found;
    }

    static Shortest of(float value) {
      String text = Float.toString(Math.abs(value));
      Shortest found = parse(Float.floatToRawIntBits(value) < 0, text);
      if (found.digits.length() == 2) {
        Shortest one = found.rounded();
        if (Float.parseFloat(one.digits + "e" + one.exponent) == Math.abs(value)) {
          return one;
        }
      }
      return found;
    }

    private static Shortest parse(boolean negative, String text) {
      BigDecimal decimal = new BigDecimal(text).stripTrailingZeros();
      if (decimal.signum() == 0) {
        return new Shortest(negative, "0", 0);
      }
      String digits = decimal.unscaledValue().toString();
      return new Shortest(negative, digits, digits.length() - 1 - decimal.scale());
    }

    /// The same with one digit.
    private Shortest rounded() {
      BigDecimal one =
          new BigDecimal(digits).round(new java.math.MathContext(1)).stripTrailingZeros();
      String text = one.unscaledValue().toString();
      return new Shortest(negative, text, exponent - 1 - one.scale() + text.length() - 1);
    }

    void appendPlain(StringBuilder out) {
      if (negative) {
        out.append('-');
      }
      int point = exponent + 1;
      if (point <= 0) {
        out.append("0.").repeat('0', -point).append(digits);
      } else if (point >= digits.length()) {
        out.append(digits).repeat('0', point - digits.length());
      } else {
        out.append(digits, 0, point).append('.').append(digits, point, digits.length());
      }
    }

    void appendExponent(StringBuilder out, int exponentDigits) {
      if (negative) {
        out.append('-');
      }
      out.append(digits.charAt(0));
      if (digits.length() > 1) {
        out.append('.').append(digits, 1, digits.length());
      }
      out.append('e').append(exponent < 0 ? '-' : '+');
      int magnitude = Math.abs(exponent);
      if (magnitude < 10 && exponentDigits == 2) {
        out.append('0');
      }
      out.append(magnitude);
    }
  }
}
