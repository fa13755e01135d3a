package dev.slipway.core;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/// Go strings are bytes, Java strings are UTF-16. A Go string is held as a Java string in which a
/// byte that is not part of valid UTF-8 stands as the lone low surrogate `U+DC00 + byte` (bytes
/// 0x80 to 0xFF, so `U+DC80` to `U+DCFF`), as Python's "surrogateescape" does: nothing is lost on
/// the way through.
public final class GoStrings {
  /// Orders strings as Go does, by their UTF-8 bytes.
  public static final Comparator<String> BYTE_ORDER = GoStrings::compare;

  private GoStrings() {}

  /// The string whose bytes are `bytes`; never fails.
  public static String fromBytes(byte[] bytes) {
    return fromBytes(bytes, 0, bytes.length);
  }

  /// The string whose bytes are `length` bytes of `bytes` from `offset`; never fails.
  public static String fromBytes(byte[] bytes, int offset, int length) {
    String fast = new String(bytes, offset, length, StandardCharsets.UTF_8);
    if (fast.indexOf('\uFFFD') < 0) {
      return fast;
    }
    StringBuilder out = new StringBuilder(length);
    int end = offset + length;
    for (int i = offset; i < end; ) {
      int size = validSequence(bytes, i, end);
      if (size == 0) {
        out.append((char) (0xDC00 + (bytes[i] & 0xFF)));
        i++;
      } else {
        out.append(new String(bytes, i, size, StandardCharsets.UTF_8));
        i += size;
      }
    }
    return out.toString();
  }

  /// The bytes of a string made by [#fromBytes].
  public static byte[] toBytes(String text) {
    int escaped = firstLoneSurrogate(text);
    if (escaped < 0) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream(text.length() + 16);
    int start = 0;
    while (escaped >= 0) {
      out.writeBytes(text.substring(start, escaped).getBytes(StandardCharsets.UTF_8));
      char c = text.charAt(escaped);
      if (isEscapedByte(c)) {
        out.write(c - 0xDC00);
      } else {
        out.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD});
      }
      start = escaped + 1;
      escaped = firstLoneSurrogate(text, start);
    }
    out.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /// The length in bytes: Go's `len(s)`.
  public static int byteLength(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        length++;
      } else if (c < 0x800) {
        length += 2;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        length += 4;
        i++;
      } else if (isEscapedByte(c)) {
        length++;
      } else {
        length += 3;
      }
    }
    return length;
  }

  /// Whether the char stands for a byte that is not valid UTF-8 (when not preceded by a high
  /// surrogate).
  public static boolean isEscapedByte(char c) {
    return c >= 0xDC80 && c <= 0xDCFF;
  }

  /// Whether the string is valid UTF-8 in Go's sense: it holds no escaped bytes.
  public static boolean isValidUtf8(String text) {
    return firstLoneSurrogate(text) < 0;
  }

  /// Compares as Go compares strings: by bytes.
  public static int compare(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        if (x < 0xD800 && y < 0xD800) {
          return x - y;
        }
        return java.util.Arrays.compareUnsigned(toBytes(a), toBytes(b));
      }
    }
    return a.length() - b.length();
  }

  private static int firstLoneSurrogate(String text) {
    return firstLoneSurrogate(text, 0);
  }

  private static int firstLoneSurrogate(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else {
        return i;
      }
    }
    return -1;
  }

  /// The size of the valid UTF-8 sequence at `i`, or 0: Go's `utf8.DecodeRune` acceptance rules.
  private static int validSequence(byte[] bytes, int i, int end) {
    int b = bytes[i] & 0xFF;
    if (b < 0x80) {
      return 1;
    }
    int size =
        b >= 0xC2 && b <= 0xDF ? 2 : b >= 0xE0 && b <= 0xEF ? 3 : b >= 0xF0 && b <= 0xF4 ? 4 : 0;
    if (size == 0 || i + size > end) {
      return 0;
    }
    int second = bytes[i + 1] & 0xFF;
    int low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
    int high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 0;
    }
    for (int k = 2; k < size; k++) {
      if ((bytes[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
  }
}
