package dev.slipway.gotemplate;

import dev.slipway.core.GoStrings;
import dev.slipway.core.SourceLocation;

/// A place in a template's text. Line and column are computed when asked for.
///
/// @param file the name under which the text was parsed
/// @param text the whole text
/// @param offset the index of the character in the text
public record Place(String file, String text, int offset) {
  /// The 1-based line.
  public int line() {
    int line = 1;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
    }
    return line;
  }

  /// File, line and 1-based column in characters.
  public SourceLocation location() {
    return new SourceLocation(file, line(), offset - lineStart() + 1);
  }

  /// `FILE:LINE:COLUMN` as Go's errors name it: the column counts bytes from 0.
  public String goLocation() {
    int column = GoStrings.byteLength(text.substring(lineStart(), offset));
    return file + ":" + line() + ":" + column;
  }

  /// The line of the text in which the place is, without its line break.
  public String lineText() {
    int end = text.indexOf('\n', offset);
    String line = text.substring(lineStart(), end < 0 ? text.length() : end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private int lineStart() {
    return offset == 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  }

  @Override
  public String toString() {
    return location().toString();
  }
}
