package dev.slipway.cli.terminal;

/// The colours in use, by what they mean.
public enum Style {
  /// What failed.
  ERROR("1;31"),
  /// What may be wrong.
  WARNING("1;33"),
  /// A file, a line, a column.
  PLACE("36"),
  /// Where exactly, and what to do next.
  HINT("32"),
  /// What matters less.
  FAINT("2"),
  /// A heading.
  STRONG("1"),
  /// What is new.
  ADDED("32"),
  /// What is gone.
  REMOVED("31"),
  /// What no longer counts.
  STRUCK("9");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String on(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
