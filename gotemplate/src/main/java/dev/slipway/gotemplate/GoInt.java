package dev.slipway.gotemplate;

/// A Go `int` (64 bits). Java's `Long` stands for Go's `int64`, which templates tell apart from it.
public final class GoInt extends Number implements Comparable<GoInt> {
  private static final long serialVersionUID = 1L;
  private static final GoInt[] SMALL = new GoInt[1280];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = new GoInt(i - 256);
    }
  }

  private final long value;

  private GoInt(long value) {
    this.value = value;
  }

  /// The int of that value; small ones are shared.
  public static GoInt of(long value) {
    return value >= -256 && value < SMALL.length - 256
        ? SMALL[(int) value + 256]
        : new GoInt(value);
  }

  @Override
  public int intValue() {
    return (int) value;
  }

  @Override
  public long longValue() {
    return value;
  }

  @Override
  public float floatValue() {
    return value;
  }

  @Override
  public double doubleValue() {
    return value;
  }

  @Override
  public int compareTo(GoInt other) {
    return Long.compare(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GoInt that && that.value == value;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
