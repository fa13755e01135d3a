package dev.slipway.core;

/// A place in a named text.
///
/// @param name the file's or template's name as the user knows it
/// @param line 1-based, 0 when unknown
/// @param column 1-based in characters, 0 when unknown
public record SourceLocation(String name, int line, int column) {
  /// A location of which only the file is known.
  public static SourceLocation of(String name) {
    return new SourceLocation(name, 0, 0);
  }

  @Override
  public String toString() {
    if (line == 0) {
      return name;
    }
    return column == 0 ? name + ":" + line : name + ":" + line + ":" + column;
  }
}
