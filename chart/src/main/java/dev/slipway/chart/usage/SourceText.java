package dev.slipway.chart.usage;

/// A text with templates, as places in it are told.
///
/// @param number its number among all texts of an analysis
/// @param name the file's path, or what the text is
/// @param text the text
record SourceText(int number, String name, String text) {
  /// A place in it as one number.
  long place(int offset) {
    return ((long) number << 32) | offset;
  }

  static int numberOf(long place) {
    return (int) (place >>> 32);
  }

  static int offsetOf(long place) {
    return (int) place;
  }
}
