package dev.slipway.chart.values;

/// Reads a text character by character, as Go's `bytes.Buffer.ReadRune` does.
final class RuneReader {
  private final String text;
  private int position;

  RuneReader(String text) {
    this.text = text;
  }

  /// A run of characters.
  ///
  /// @param text the characters, escapes resolved
  /// @param stop the character that ended it, or -1 for the end of the text
  record Run(String text, int stop) {}

  /// The next character, or -1 at the end.
  int read() {
    if (position >= text.length()) {
      return -1;
    }
    int rune = text.codePointAt(position);
    position += Character.charCount(rune);
    // Bytes that are no UTF-8 are replaced when Go puts the runes together again.
    return rune >= 0xD800 && rune <= 0xDFFF ? 0xFFFD : rune;
  }

  /// Takes back the character that was read last.
  void unread() {
    position = text.offsetByCodePoints(position, -1);
  }

  /// What has not been read yet.
  String rest() {
    return text.substring(position);
  }

  /// Skips that many chars.
  void skip(int chars) {
    position += chars;
  }

  /// Reads up to one of the characters of `stops`, which is consumed.
  ///
  /// @param escapes whether a backslash takes the next character literally
  Run until(String stops, boolean escapes) {
    StringBuilder out = new StringBuilder();
    while (true) {
      int rune = read();
      if (rune < 0 || stops.indexOf(rune) >= 0) {
        return new Run(out.toString(), rune);
      }
      if (escapes && rune == '\\') {
        rune = read();
        if (rune < 0) {
          return new Run(out.toString(), -1);
        }
      }
      out.appendCodePoint(rune);
    }
  }
}
