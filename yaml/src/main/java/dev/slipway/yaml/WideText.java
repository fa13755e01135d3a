package dev.slipway.yaml;

import org.jspecify.annotations.Nullable;

/// A UTF-16 stream, decoded as far as it is right.
///
/// @param text what stands before the first fault
/// @param problem libyaml's words about the fault, if there is one
record WideText(String text, @Nullable String problem) {
  /// Decodes `raw`, whose first two bytes are a byte order mark.
  static WideText decode(byte[] raw, boolean little) {
    StringBuilder out = new StringBuilder(raw.length / 2);
    String problem = null;
    for (int i = 2; i < raw.length && problem == null; i += 2) {
      if (i + 1 >= raw.length) {
        problem = "incomplete UTF-16 character";
        break;
      }
      char c = unit(raw, i, little);
      if (Character.isLowSurrogate(c)) {
        problem = "unexpected low surrogate area";
      } else if (!Character.isHighSurrogate(c)) {
        out.append(c);
      } else if (i + 3 >= raw.length) {
        problem = "incomplete UTF-16 surrogate pair";
      } else if (!Character.isLowSurrogate(unit(raw, i + 2, little))) {
        problem = "expected low surrogate area";
      } else {
        out.append(c).append(unit(raw, i + 2, little));
        i += 2;
      }
    }
    return new WideText(out.toString(), problem);
  }

  private static char unit(byte[] raw, int at, boolean little) {
    int a = raw[at] & 0xFF;
    int b = raw[at + 1] & 0xFF;
    return (char) (little ? (b << 8) | a : (a << 8) | b);
  }
}
