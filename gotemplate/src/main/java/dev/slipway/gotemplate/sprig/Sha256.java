package dev.slipway.gotemplate.sprig;

import java.util.Arrays;

/// SHA-256 (FIPS 180-4) for the checksums that nearly every chart puts into an annotation. Java's
/// own is behind its security providers, and loading them takes a tenth of the time in which the
/// command line renders a chart; for long texts it is faster, and used.
final class Sha256 {
  /// Texts up to this length are worth hashing here.
  static final int SHORT = 32 << 10;

  private static final int BLOCK = 64;

  private static final int[] ROUNDS = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  private final int[] state = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };
  private final int[] words = new int[64];

  private Sha256() {}

  /// The digest of a text.
  static byte[] digest(byte[] text) {
    Sha256 hash = new Sha256();
    int whole = text.length / BLOCK * BLOCK;
    for (int offset = 0; offset < whole; offset += BLOCK) {
      hash.block(text, offset);
    }
    int rest = text.length - whole;
    byte[] last = Arrays.copyOf(Arrays.copyOfRange(text, whole, text.length), rest < 56 ? 64 : 128);
    last[rest] = (byte) 0x80;
    long bits = text.length * 8L;
    for (int i = 0; i < 8; i++) {
      last[last.length - 1 - i] = (byte) (bits >>> (8 * i));
    }
    for (int offset = 0; offset < last.length; offset += BLOCK) {
      hash.block(last, offset);
    }
    return hash.bytes();
  }

  private byte[] bytes() {
    byte[] out = new byte[32];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) (state[i >> 2] >>> (24 - 8 * (i & 3)));
    }
    return out;
  }

  private void block(byte[] text, int offset) {
    schedule(text, offset);
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    for (int i = 0; i < 64; i++) {
      int mix = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      int first = h + mix + ((e & f) ^ (~e & g)) + ROUNDS[i] + words[i];
      int second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }

  private void schedule(byte[] text, int offset) {
    for (int i = 0; i < 16; i++) {
      int at = offset + 4 * i;
      words[i] =
          (text[at] << 24)
              | ((text[at + 1] & 0xFF) << 16)
              | ((text[at + 2] & 0xFF) << 8)
              | (text[at + 3] & 0xFF);
    }
    for (int i = 16; i < 64; i++) {
      int near = words[i - 2];
      int far = words[i - 15];
      words[i] =
          words[i - 16]
              + (rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3))
              + words[i - 7]
              + (rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10));
    }
  }

  private static int rotate(int word, int by) {
    return Integer.rotateRight(word, by);
  }
}
