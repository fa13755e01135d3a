package dev.slipway.yaml;

import dev.slipway.core.GoStrings;

/// What libyaml says about a character that may not stand in a YAML stream.
///
/// @param problem its words
/// @param bytes how many bytes it must see before it can tell
/// @param incomplete whether the stream ends inside the character
record BadCharacter(String problem, int bytes, boolean incomplete) {
  /// Looks at the character at `at`, which is not allowed.
  static BadCharacter of(char[] chars, int at, int end) {
    int last = Math.min(end, at + 4);
    byte[] raw = GoStrings.toBytes(new String(chars, at, last - at));
    if (!Character.isSurrogate(chars[at])) {
      return new BadCharacter(
          "control characters are not allowed",
          chars[at] < 0x80 ? 1 : chars[at] < 0x800 ? 2 : 3,
          false);
    }
    int lead = raw[0] & 0xFF;
    int width =
        (lead & 0xE0) == 0xC0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : (lead & 0xF8) == 0xF0 ? 4 : 0;
    if (width == 0) {
      return new BadCharacter("invalid leading UTF-8 octet", 1, false);
    }
    if (width > raw.length && last == end) {
      return new BadCharacter("incomplete UTF-8 octet sequence", width, true);
    }
    return new BadCharacter(sequenceProblem(raw, width), width, false);
  }

  private static String sequenceProblem(byte[] raw, int width) {
    int value = raw[0] & (0xFF >> (width + 1));
    for (int i = 1; i < width; i++) {
      if ((raw[i] & 0xC0) != 0x80) {
        return "invalid trailing UTF-8 octet";
      }
      value = (value << 6) | (raw[i] & 0x3F);
    }
    if (value < (width == 2 ? 0x80 : width == 3 ? 0x800 : 0x10000)) {
      return "invalid length of a UTF-8 sequence";
    }
    return "invalid Unicode character";
  }
}
