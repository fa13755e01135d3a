package dev.slipway.gotemplate;

/// A Go unsigned integer.
public final class GoUint extends Number {
  private static final long serialVersionUID = 1L;

  private final transient GoType type;
  private final long bits;

  private GoUint(GoType type, long bits) {
    this.type = type;
    this.bits = bits;
  }

  /// A value of one of the unsigned types.
  ///
  /// @throws IllegalArgumentException if the type is not unsigned
  public static GoUint of(GoType type, long bits) {
    if (!type.kind().isUnsigned()) {
      throw new IllegalArgumentException(type + " is not unsigned");
    }
    return new GoUint(type, bits);
  }

  /// Its type: uint, uint8, uint16, uint32 or uint64.
  public GoType type() {
    return type;
  }

  @Override
  public int intValue() {
    return (int) bits;
  }

  /// The bits; negative when the value is above 2^63 - 1.
  @Override
  public long longValue() {
    return bits;
  }

  @Override
  public float floatValue() {
    return (float) doubleValue();
  }

  @Override
  public double doubleValue() {
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GoUint that && that.bits == bits && that.type.equals(type);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(bits);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(bits);
  }
}
