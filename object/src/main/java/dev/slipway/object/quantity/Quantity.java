package dev.slipway.object.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// An amount as Kubernetes writes it: `250m`, `1.5Gi`, `12e6`. It is what `resource.Quantity` is in
/// Go, with the same canonical text. Immutable.
///
/// Two quantities are equal, and in the same place of their order, when they are the same amount,
/// however they are written.
public final class Quantity implements Comparable<Quantity> {
  /// How an amount is written.
  enum Form {
    /// `12M`
    DECIMAL,
    /// `12Mi`
    BINARY,
    /// `12e6`
    EXPONENT
  }

  /// Nothing.
  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Form.DECIMAL, "0");

  private static final BigInteger STEP = BigInteger.valueOf(1024);
  private static final BigDecimal SMALL = BigDecimal.valueOf(1024);
  private static final String[] DECIMAL_SUFFIXES = {
    "n", "u", "m", "", "k", "M", "G", "T", "P", "E"
  };
  private static final String[] BINARY_SUFFIXES = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

  private final BigDecimal amount;
  private final Form form;
  private final @Nullable String text;

  Quantity(BigDecimal amount, Form form, @Nullable String text) {
    this.amount = amount;
    this.form = form;
    this.text = text;
  }

  /// Reads a quantity.
  ///
  /// @throws dev.slipway.object.ObjectException with Go's text if it is none
  public static Quantity parse(String text) {
    return QuantityParser.parse(text);
  }

  /// The quantity that a field holds, which may be a text or a number.
  ///
  /// @throws dev.slipway.object.ObjectException if it is none
  public static Quantity of(Object value) {
    return parse(value.toString().strip());
  }

  /// A whole number of something that is counted.
  public static Quantity of(long count) {
    return new Quantity(BigDecimal.valueOf(count), Form.DECIMAL, null);
  }

  /// The amount.
  public BigDecimal amount() {
    return amount;
  }

  /// The amount in whole units, rounded away from zero; the largest or smallest long if it does not
  /// fit.
  public long whole() {
    return clamped(amount);
  }

  /// The amount in thousandths, rounded away from zero: of a processor's time, for example.
  public long thousandths() {
    return clamped(amount.movePointRight(3));
  }

  private static long clamped(BigDecimal value) {
    BigDecimal whole = value.setScale(0, RoundingMode.UP);
    if (whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      return Long.MAX_VALUE;
    }
    return whole.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0
        ? Long.MIN_VALUE
        : whole.longValue();
  }

  /// -1, 0 or 1.
  public int sign() {
    return amount.signum();
  }

  /// The sum, written as this one is, or as the other if this one is zero.
  public Quantity plus(Quantity other) {
    return new Quantity(amount.add(other.amount), sign() == 0 ? other.form : form, null);
  }

  /// The difference, written as this one is, or as the other if this one is zero.
  public Quantity minus(Quantity other) {
    return new Quantity(amount.subtract(other.amount), sign() == 0 ? other.form : form, null);
  }

  /// So many times as much.
  public Quantity times(long factor) {
    return new Quantity(amount.multiply(BigDecimal.valueOf(factor)), form, null);
  }

  /// The same amount below zero.
  public Quantity negated() {
    return new Quantity(amount.negate(), form, null);
  }

  /// The larger of two.
  public Quantity max(Quantity other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Quantity quantity && compareTo(quantity) == 0;
  }

  @Override
  public int hashCode() {
    return amount.stripTrailingZeros().hashCode();
  }

  /// What Go's `String` gives: the text that was read where that is canonical enough for Go to keep
  /// it, else the canonical text.
  @Override
  public String toString() {
    return text == null ? canonical() : text;
  }

  /// The canonical text.
  public String canonical() {
    if (sign() == 0) {
      return "0";
    }
    if (form != Form.BINARY) {
      return decimal(form);
    }
    boolean small = amount.abs().compareTo(SMALL) < 0;
    if (small || amount.stripTrailingZeros().scale() > 0) {
      // Go shows another form rather than lose precision.
      return decimal(Form.DECIMAL);
    }
    BigInteger number = amount.toBigIntegerExact();
    int power = 0;
    BigInteger[] parts = number.divideAndRemainder(STEP);
    while (parts[1].signum() == 0) {
      number = parts[0];
      power++;
      parts = number.divideAndRemainder(STEP);
    }
    return number + (power < BINARY_SUFFIXES.length ? BINARY_SUFFIXES[power] : "");
  }

  private String decimal(Form as) {
    BigDecimal stripped = amount.stripTrailingZeros();
    int exponent = -stripped.scale();
    BigInteger number = stripped.unscaledValue();
    int extra = Math.floorMod(exponent, 3);
    number = number.multiply(BigInteger.TEN.pow(extra));
    exponent -= extra;
    if (as == Form.EXPONENT) {
      return exponent == 0 ? number.toString() : number + "e" + exponent;
    }
    int index = exponent / 3 + 3;
    // Go writes no suffix at all for an exponent that has none.
    return number + (index >= 0 && index < DECIMAL_SUFFIXES.length ? DECIMAL_SUFFIXES[index] : "");
  }
}
