package dev.slipway.gotemplate.sprig;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import java.util.Arrays;

/// Go's decoder of standard base64: line breaks are skipped, padding is required, and the error
/// says where the input is corrupt.
final class GoBase64 {
  private static final byte[] VALUES = new byte[256];

  static {
    Arrays.fill(VALUES, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
  }

  private final byte[] source;
  private final byte[] target;
  private int position;
  private int written;

  private GoBase64(byte[] source) {
    this.source = source;
    this.target = new byte[source.length / 4 * 3 + 3];
  }

  /// The bytes that a text encodes.
  ///
  /// @throws FunctionException with Go's `illegal base64 data at input byte N`
  static byte[] decode(String text) {
    GoBase64 decoder = new GoBase64(GoStrings.toBytes(text));
    while (decoder.position < decoder.source.length) {
      decoder.decodeQuantum();
    }
    return Arrays.copyOf(decoder.target, decoder.written);
  }

  private void decodeQuantum() {
    int bits = 0;
    int count = 0;
    while (count < 4) {
      if (position == source.length) {
        if (count == 0) {
          return;
        }
        throw corrupt(position - count);
      }
      int c = source[position++] & 0xFF;
      int value = VALUES[c];
      if (value >= 0) {
        bits = bits << 6 | value;
        count++;
      } else if (c == '=') {
        endWithPadding(count);
        break;
      } else if (c != '\n' && c != '\r') {
        throw corrupt(position - 1);
      }
    }
    bits <<= 6 * (4 - count);
    for (int i = 0; i < count - 1; i++) {
      target[written++] = (byte) (bits >> (16 - 8 * i));
    }
  }

  private void endWithPadding(int count) {
    if (count < 2) {
      throw corrupt(position - 1);
    }
    if (count == 2) {
      skipLineBreaks();
      if (position == source.length) {
        throw corrupt(source.length);
      }
      if (source[position] != '=') {
        throw corrupt(position - 1);
      }
      position++;
    }
    skipLineBreaks();
    if (position < source.length) {
      throw corrupt(position);
    }
  }

  private void skipLineBreaks() {
    while (position < source.length && (source[position] == '\n' || source[position] == '\r')) {
      position++;
    }
  }

  private static FunctionException corrupt(int position) {
    return FunctionException.error("illegal base64 data at input byte " + position);
  }
}
