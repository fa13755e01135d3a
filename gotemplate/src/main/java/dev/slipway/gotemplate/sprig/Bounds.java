package dev.slipway.gotemplate.sprig;

/// How large a single value may become. Go would go on until memory runs out; templates of others
/// must not get that far.
final class Bounds {
  /// The most characters of a text.
  static final int TEXT = 1 << 26;

  /// The most elements of a list.
  static final int LIST = 1 << 24;

  private Bounds() {}

  /// Fails for a text that is or would become too long.
  static void checkText(String function, double length) {
    if (length > TEXT) {
      throw RuntimePanics.tooLarge(function);
    }
  }

  /// Fails for a list that is or would become too long.
  static void checkList(String function, double size) {
    if (size > LIST) {
      throw RuntimePanics.tooLarge(function);
    }
  }
}
