package dev.slipway.yaml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.slipway.core.GoStrings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The bytes of a text for [QuickScanner], with NULs behind them, and the classes of bytes.
final class QuickBytes {
  /// How many NULs stand behind the text.
  static final int PADDING = 8;

  /// May stand anywhere in a scalar.
  static final byte ORDINARY = 0;

  /// A space or a tab.
  static final byte BLANK = 1;

  static final byte COLON = 2;
  static final byte LINE_FEED = 3;

  /// The NUL behind the text.
  static final byte END = 4;

  /// Part of a character that is not ASCII.
  static final byte HIGH = 5;

  /// A character that needs the full scanner: a control character, or CR.
  static final byte ODD = 6;

  /// The class of each byte.
  static final byte[] KINDS = new byte[256];

  static {
    Arrays.fill(KINDS, 0, 0x20, ODD);
    Arrays.fill(KINDS, 0x80, 0x100, HIGH);
    KINDS[0x7F] = ODD;
    KINDS[' '] = BLANK;
    KINDS['\t'] = BLANK;
    KINDS[':'] = COLON;
    KINDS['\n'] = LINE_FEED;
    KINDS[0] = END;
  }

  private QuickBytes() {}

  /// The text with LF in place of CR LF, which read alike.
  static String withLineFeeds(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
  }

  /// The bytes; null when the text has what is not UTF-8.
  static byte @Nullable [] of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // A lone surrogate becomes one byte, so equal lengths do not prove that there is none.
    boolean same = bytes.length == text.length() && text.equals(new String(bytes, ISO_8859_1));
    if (!same && !GoStrings.isValidUtf8(text)) {
      return null;
    }
    return Arrays.copyOf(bytes, bytes.length + PADDING);
  }

  /// Whether a blank, a line feed or the end stands there.
  static boolean isBlankOrEnd(byte c) {
    return c <= ' ' && (c == ' ' || c == '\n' || c == 0 || c == '\t');
  }

  /// The size of the character that is not ASCII at `at`; 0 when it needs the full scanner:
  /// controls, line breaks, byte order marks, and what may not stand in YAML.
  static int size(byte[] bytes, int at) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0xE0) {
      return lead == 0xC2 && (bytes[at + 1] & 0xFF) < 0xA0 ? 0 : 2;
    }
    if (lead >= 0xF0) {
      return 4;
    }
    int second = bytes[at + 1] & 0xFF;
    int third = bytes[at + 2] & 0xFF;
    boolean odd =
        lead == 0xE2
            ? second == 0x80 && (third == 0xA8 || third == 0xA9)
            : lead == 0xEF && (second == 0xBB ? third == 0xBF : second == 0xBF && third >= 0xBE);
    return odd ? 0 : 3;
  }
}
