package dev.slipway.gotemplate.sprig;

import dev.slipway.core.GoStrings;
import java.nio.charset.StandardCharsets;

/// Go indexes strings by bytes. A "byte text" is a Java string with one char (0 to 255) for each
/// byte of the Go string; for ASCII that is the string itself.
final class ByteText {
  private ByteText() {}

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /// The byte text of a string.
  static String of(String text) {
    return isAscii(text) ? text : new String(GoStrings.toBytes(text), StandardCharsets.ISO_8859_1);
  }

  /// The string that a byte text stands for.
  static String toText(String bytes) {
    return isAscii(bytes)
        ? bytes
        : GoStrings.fromBytes(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
