package dev.slipway.helmfile.secret;

import java.util.List;

/// Shamir's secret sharing over GF(2⁸) with the polynomial x⁸+x⁴+x³+x+1, a part's last byte being
/// where it was taken: how SOPS splits a data key among groups of keys.
final class Shamir {
  private Shamir() {}

  /// The secret that the parts make up.
  ///
  /// @throws SecretException if they do not fit together
  static byte[] combine(List<byte[]> parts) {
    int length = parts.getFirst().length - 1;
    boolean[] seen = new boolean[256];
    for (byte[] part : parts) {
      if (part.length != length + 1 || length < 1) {
        throw unfit("the parts of the data key have different lengths");
      }
      int place = part[length] & 0xFF;
      if (place == 0 || seen[place]) {
        throw unfit("two parts of the data key are the same");
      }
      seen[place] = true;
    }
    byte[] secret = new byte[length];
    for (int i = 0; i < parts.size(); i++) {
      int weight = weight(parts, i, length);
      for (int at = 0; at < length; at++) {
        secret[at] ^= (byte) times(parts.get(i)[at] & 0xFF, weight);
      }
    }
    return secret;
  }

  private static SecretException unfit(String problem) {
    return SecretException.of(SecretErrorCode.INVALID_FILE, problem);
  }

  /// Lagrange's factor of one part for the value at 0.
  private static int weight(List<byte[]> parts, int of, int length) {
    int own = parts.get(of)[length] & 0xFF;
    int weight = 1;
    for (int i = 0; i < parts.size(); i++) {
      if (i != of) {
        int other = parts.get(i)[length] & 0xFF;
        weight = times(weight, times(other, inverse(other ^ own)));
      }
    }
    return weight;
  }

  private static int times(int a, int b) {
    int product = 0;
    int left = a;
    for (int right = b; right != 0; right >>= 1) {
      if ((right & 1) != 0) {
        product ^= left;
      }
      left <<= 1;
      if ((left & 0x100) != 0) {
        left ^= 0x11B;
      }
    }
    return product;
  }

  /// The 254th power, which is the inverse of anything but 0.
  private static int inverse(int value) {
    int square = value;
    int result = 1;
    for (int bit = 1; bit < 8; bit++) {
      square = times(square, square);
      result = times(result, square);
    }
    return result;
  }
}
