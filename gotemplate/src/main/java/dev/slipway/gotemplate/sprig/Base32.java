package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import java.io.ByteArrayOutputStream;

/// Go's standard base32, with its errors.
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder out = new StringBuilder((bytes.length + 4) / 5 * 8);
    for (int i = 0; i < bytes.length; i += 5) {
      long group = 0;
      int count = Math.min(5, bytes.length - i);
      for (int k = 0; k < 5; k++) {
        group = group << 8 | (k < count ? bytes[i + k] & 0xFF : 0);
      }
      int letters = (count * 8 + 4) / 5;
      for (int k = 0; k < 8; k++) {
        out.append(k < letters ? ALPHABET.charAt((int) (group >> (35 - 5 * k)) & 31) : '=');
      }
    }
    return out.toString();
  }

  /// The bytes that a text encodes; line breaks are skipped.
  ///
  /// @throws FunctionException with Go's `illegal base32 data at input byte N`
  static byte[] decode(String text) {
    String source = ByteText.of(text).replace("\r", "").replace("\n", "");
    ByteArrayOutputStream out = new ByteArrayOutputStream(source.length() * 5 / 8 + 5);
    int position = 0;
    boolean end = false;
    while (position < source.length() && !end) {
      long group = 0;
      int count = 0;
      while (count < 8) {
        if (position == source.length()) {
          throw corrupt(position - count);
        }
        char c = source.charAt(position++);
        int left = source.length() - position;
        if (c == '=' && count >= 2 && left < 8) {
          checkPadding(source, position, count);
          end = true;
          break;
        }
        int value = ALPHABET.indexOf(c);
        if (value < 0) {
          throw corrupt(position - 1);
        }
        group = group << 5 | value;
        count++;
      }
      group <<= 5 * (8 - count);
      for (int k = 0; k < count * 5 / 8; k++) {
        out.write((int) (group >> (32 - 8 * k)));
      }
    }
    return out.toByteArray();
  }

  /// What follows the first `=` behind `count` letters.
  private static void checkPadding(String source, int position, int count) {
    int left = source.length() - position;
    if (left + count < 7) {
      throw corrupt(source.length());
    }
    for (int k = 0; k < 7 - count && k < left; k++) {
      if (source.charAt(position + k) != '=') {
        throw corrupt(position + k - 1);
      }
    }
    if (count == 3 || count == 6) {
      throw corrupt(position - 1);
    }
  }

  private static FunctionException corrupt(int position) {
    return FunctionException.error("illegal base32 data at input byte " + position);
  }
}
