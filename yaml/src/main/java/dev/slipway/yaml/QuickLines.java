package dev.slipway.yaml;

/// The bytes of a text, and the steps over its lines and quoted scalars that [QuickScanner] and
/// [QuickFlow] take.
abstract class QuickLines {
  /// Says that the full scanner must read the text.
  static final class Unsure extends Exception {
    private static final long serialVersionUID = 1L;

    Unsure() {
      super(null, null, false, false);
    }
  }

  final byte[] bytes;
  final int end;
  private boolean simple;

  QuickLines(byte[] bytes) {
    this.bytes = bytes;
    this.end = bytes.length - QuickBytes.PADDING;
  }

  /// Goes to the next line; every character up to there must be allowed.
  final int skipLine(int from) throws Unsure {
    int at = textEnd(from);
    return bytes[at] == '\n' ? at + 1 : at;
  }

  /// The end of the text on this line.
  final int textEnd(int from) throws Unsure {
    byte[] b = bytes;
    byte[] kinds = QuickBytes.KINDS;
    int at = from;
    while (true) {
      byte kind = kinds[b[at] & 0xFF];
      if (kind <= QuickBytes.COLON) {
        at++;
      } else if (kind == QuickBytes.LINE_FEED || (kind == QuickBytes.END && at >= end)) {
        return at;
      } else {
        at = skipHigh(at, kind);
      }
    }
  }

  final int skipHigh(int at, byte kind) throws Unsure {
    int size = kind == QuickBytes.HIGH ? QuickBytes.size(bytes, at) : 0;
    if (size == 0) {
      throw new Unsure();
    }
    return at + size;
  }

  /// Goes to the next line; only blanks and a comment may stand on the rest of this one. libyaml
  /// takes `#` for a comment wherever a token may begin, blanks before it or not.
  final int lineEnd(int from) throws Unsure {
    int at = from;
    while (bytes[at] == ' ' || bytes[at] == '\t') {
      at++;
    }
    byte c = bytes[at];
    if (c == '\n') {
      return at + 1;
    }
    if (c == '#') {
      return skipLine(at);
    }
    if (c == 0 && at >= end) {
      return at;
    }
    throw new Unsure();
  }

  /// Whether the quoted scalar just passed stands for its own characters.
  final boolean simple() {
    return simple;
  }

  /// Goes past a single-quoted scalar.
  final int singleQuoteEnd(int from) throws Unsure {
    byte[] b = bytes;
    byte[] kinds = QuickBytes.KINDS;
    simple = true;
    int at = from + 1;
    while (true) {
      byte c = b[at];
      if (c == '\'') {
        if (b[at + 1] != '\'') {
          return at + 1;
        }
        simple = false;
        at += 2;
        continue;
      }
      byte kind = kinds[c & 0xFF];
      if (kind <= QuickBytes.COLON) {
        at++;
      } else if (kind == QuickBytes.LINE_FEED) {
        at = quotedBreak(at);
      } else {
        at = skipHigh(at, kind);
      }
    }
  }

  /// Goes past a double-quoted scalar.
  final int doubleQuoteEnd(int from) throws Unsure {
    byte[] b = bytes;
    byte[] kinds = QuickBytes.KINDS;
    simple = true;
    int at = from + 1;
    while (true) {
      byte c = b[at];
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\') {
        simple = false;
        at = escapeEnd(at + 1);
        continue;
      }
      byte kind = kinds[c & 0xFF];
      if (kind <= QuickBytes.COLON) {
        at++;
      } else if (kind == QuickBytes.LINE_FEED) {
        at = quotedBreak(at);
      } else {
        at = skipHigh(at, kind);
      }
    }
  }

  private int quotedBreak(int at) throws Unsure {
    simple = false;
    byte next = bytes[at + 1];
    if (next == '-' || next == '.') {
      throw new Unsure();
    }
    return at + 1;
  }

  private int escapeEnd(int at) throws Unsure {
    byte c = bytes[at];
    if (c == 'x' || c == 'u') {
      return hexEnd(at + 1, c == 'x' ? 2 : 4);
    }
    if ("0abt\tnvfre \"'\\N_LP".indexOf(c) < 0) {
      throw new Unsure();
    }
    return at + 1;
  }

  private int hexEnd(int from, int digits) throws Unsure {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = bytes[i] < 0 ? -1 : CharKinds.hex((char) bytes[i]);
      if (digit < 0) {
        throw new Unsure();
      }
      value = (value << 4) | digit;
    }
    if (value >= 0xD800 && value <= 0xDFFF) {
      throw new Unsure();
    }
    return from + digits;
  }
}
