package dev.slipway.object.quantity;

import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Reads quantities as Go's `resource.ParseQuantity` does, with its two ways: small numbers are
/// kept with their text, large and very small ones are rounded.
final class QuantityParser {
  private static final String WRONG_FORM =
      "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  private static final int MOST_DIGITS = 18;
  private static final int SMALLEST_SCALE = -9;

  /// Beyond this an exponent is no amount any more, only a number that takes long to print.
  private static final int LARGEST_EXPONENT = 10_000;

  private static final BigDecimal LARGEST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);

  private final String text;
  private int at;
  private boolean negative;
  private String number = "0";
  private String fraction = "";
  private String value = "0";
  private String suffix = "";

  private QuantityParser(String text) {
    this.text = text;
  }

  static Quantity parse(String text) {
    if (text.isEmpty()) {
      throw failed(WRONG_FORM);
    }
    if (text.equals("0")) {
      return Quantity.ZERO;
    }
    QuantityParser parser = new QuantityParser(text);
    parser.split();
    return parser.quantity();
  }

  private static ObjectException failed(String message) {
    return new ObjectException(ObjectErrorCode.QUANTITY, message);
  }

  private boolean isDigit() {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private boolean isOneOf(String characters) {
    return at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
  }

  private void split() {
    if (isOneOf("+-")) {
      negative = text.charAt(0) == '-';
      at++;
    }
    while (isOneOf("0")) {
      at++;
    }
    if (at == text.length()) {
      return;
    }
    int start = at;
    while (isDigit()) {
      at++;
    }
    number = at == start ? "0" : text.substring(start, at);
    if (isOneOf(".")) {
      at++;
      start = at;
      while (isDigit()) {
        at++;
      }
      fraction = text.substring(start, at);
    }
    value = text.substring(0, at);
    start = at;
    while (isOneOf("eEinumkKMGTP")) {
      at++;
    }
    if (isOneOf("+-")) {
      at++;
    }
    while (isDigit()) {
      at++;
    }
    if (at < text.length()) {
      throw failed(WRONG_FORM);
    }
    suffix = text.substring(start);
  }

  private Quantity quantity() {
    int binary = binaryExponent(suffix);
    if (binary >= 0) {
      return binary(binary);
    }
    Integer decimal = decimalExponent(suffix);
    Quantity.Form form = Quantity.Form.DECIMAL;
    if (decimal == null) {
      decimal = exponent(suffix);
      form = Quantity.Form.EXPONENT;
    }
    int scale = decimal - fraction.length();
    if (number.length() + fraction.length() <= MOST_DIGITS && scale >= SMALLEST_SCALE) {
      String digits = number + fraction;
      boolean kept = scale % 3 == 0 && !digits.endsWith("000") && digits.charAt(0) != '0';
      BigDecimal amount = new BigDecimal(new BigInteger(digits), -scale);
      return new Quantity(negative ? amount.negate() : amount, form, kept ? text : null);
    }
    return new Quantity(rounded(plain().scaleByPowerOfTen(decimal)), form, null);
  }

  private Quantity binary(int exponent) {
    BigDecimal factor = new BigDecimal(BigInteger.TWO.pow(exponent));
    int precision = 15 - number.length() - (int) ((float) exponent * 3 / 10) - 1;
    if (fraction.isEmpty() && precision >= 0) {
      long digits = Long.parseLong(number);
      BigDecimal amount = BigDecimal.valueOf(digits).multiply(factor);
      if (amount.compareTo(LARGEST_BINARY) <= 0) {
        boolean kept = exponent % 10 == 0 && (digits & 7) != 0;
        return new Quantity(
            negative ? amount.negate() : amount, Quantity.Form.BINARY, kept ? text : null);
      }
    }
    BigDecimal amount = rounded(plain().multiply(factor));
    BigDecimal magnitude = amount.abs().min(LARGEST_BINARY);
    boolean fractionOnly = magnitude.signum() > 0 && magnitude.compareTo(BigDecimal.ONE) < 0;
    return new Quantity(
        negative ? magnitude.negate() : magnitude,
        fractionOnly ? Quantity.Form.DECIMAL : Quantity.Form.BINARY,
        null);
  }

  private BigDecimal plain() {
    String digits = value.startsWith("+") ? value.substring(1) : value;
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException _) {
      throw failed("unable to parse numeric part of quantity");
    }
  }

  /// Whoever asks for something gets something: away from zero, to billionths.
  private static BigDecimal rounded(BigDecimal amount) {
    return amount.scale() <= -SMALLEST_SCALE
        ? amount
        : amount.setScale(-SMALLEST_SCALE, RoundingMode.UP);
  }

  private static int binaryExponent(String suffix) {
    return switch (suffix) {
      case "Ki" -> 10;
      case "Mi" -> 20;
      case "Gi" -> 30;
      case "Ti" -> 40;
      case "Pi" -> 50;
      case "Ei" -> 60;
      default -> -1;
    };
  }

  private static @Nullable Integer decimalExponent(String suffix) {
    return switch (suffix) {
      case "n" -> -9;
      case "u" -> -6;
      case "m" -> -3;
      case "" -> 0;
      case "k" -> 3;
      case "M" -> 6;
      case "G" -> 9;
      case "T" -> 12;
      case "P" -> 15;
      case "E" -> 18;
      default -> null;
    };
  }

  private static int exponent(String suffix) {
    if (suffix.length() > 1 && (suffix.charAt(0) == 'e' || suffix.charAt(0) == 'E')) {
      try {
        int exponent = Integer.parseInt(suffix.substring(1));
        if (Math.abs(exponent) <= LARGEST_EXPONENT) {
          return exponent;
        }
      } catch (NumberFormatException _) {
        throw failed("unable to parse quantity's suffix");
      }
    }
    throw failed("unable to parse quantity's suffix");
  }
}
