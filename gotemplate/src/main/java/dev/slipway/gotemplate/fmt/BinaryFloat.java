package dev.slipway.gotemplate.fmt;

/// A positive floating-point number as `mantissa * 2^(exponent - mantissaBits)`, for Go's %b and
/// %x.
record BinaryFloat(long mantissa, int exponent, int mantissaBits) {
  private static final String LOWER = "0123456789abcdef";
  private static final String UPPER = "0123456789ABCDEF";

  static BinaryFloat of(double magnitude, int bits) {
    int mantissaBits = bits == 32 ? 23 : 52;
    int bias = bits == 32 ? -127 : -1023;
    long raw =
        bits == 32
            ? Float.floatToRawIntBits((float) magnitude)
            : Double.doubleToRawLongBits(magnitude);
    int exponent = (int) (raw >>> mantissaBits);
    long mantissa = raw & ((1L << mantissaBits) - 1);
    if (exponent == 0) {
      exponent = 1;
    } else {
      mantissa |= 1L << mantissaBits;
    }
    return new BinaryFloat(mantissa, exponent + bias, mantissaBits);
  }

  /// `4503599627370496p-52`.
  void appendBinary(StringBuilder out) {
    int power = exponent - mantissaBits;
    out.append(mantissa).append('p');
    if (power >= 0) {
      out.append('+');
    }
    out.append(power);
  }

  /// `0x1.8p+01`; a precision below 0 gives as many digits as there are.
  void appendHex(StringBuilder out, char format, int precision) {
    long bits = mantissa << (60 - mantissaBits);
    int power = mantissa == 0 ? 0 : exponent;
    while (bits != 0 && (bits & (1L << 60)) == 0) {
      bits <<= 1;
      power--;
    }
    if (precision >= 0 && precision < 15) {
      int shift = precision * 4;
      long extra = (bits << shift) & ((1L << 60) - 1);
      bits >>>= 60 - shift;
      if ((extra | (bits & 1)) > 1L << 59) {
        bits++;
      }
      bits <<= 60 - shift;
      if ((bits & (1L << 61)) != 0) {
        bits >>>= 1;
        power++;
      }
    }
    String hex = format == 'x' ? LOWER : UPPER;
    out.append('0').append(format).append((char) ('0' + ((bits >>> 60) & 1)));
    bits <<= 4;
    if ((precision < 0 && bits != 0) || precision > 0) {
      out.append('.');
    }
    for (int i = 0; precision < 0 ? bits != 0 : i < precision; i++) {
      out.append(hex.charAt((int) (bits >>> 60)));
      bits <<= 4;
    }
    out.append(format == 'x' ? 'p' : 'P').append(power < 0 ? '-' : '+');
    int size = Math.abs(power);
    if (size < 10) {
      out.append('0');
    }
    out.append(size);
  }
}
