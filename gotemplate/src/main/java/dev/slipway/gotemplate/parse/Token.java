package dev.slipway.gotemplate.parse;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoFormat;

/// A piece of a template's text.
///
/// @param offset the index of its first character
/// @param text its text; for an error its message
/// @param line the 1-based line of its first character
record Token(TokenType type, int offset, String text, int line) {
  /// As Go's parse errors quote it.
  @Override
  public String toString() {
    if (type == TokenType.EOF) {
      return "EOF";
    }
    if (type == TokenType.ERROR) {
      return text;
    }
    if (type.isKeyword()) {
      return "<" + text + ">";
    }
    return text.length() > 10 || GoStrings.byteLength(text) > 10
        ? GoFormat.sprintf("%.10q", text) + "..."
        : GoFormat.quote(text);
  }
}
