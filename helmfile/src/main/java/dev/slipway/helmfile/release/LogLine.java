package dev.slipway.helmfile.release;

/// A line that helmfile would write to its log.
///
/// @param level how important it is
/// @param text the line
public record LogLine(Level level, String text) {
  /// How important a line is.
  public enum Level {
    /// Only for those who ask for everything.
    DEBUG,
    /// What goes on.
    INFO,
    /// What may be wrong.
    WARN
  }

  static LogLine info(String text) {
    return new LogLine(Level.INFO, text);
  }

  static LogLine warn(String text) {
    return new LogLine(Level.WARN, text);
  }

  static LogLine debug(String text) {
    return new LogLine(Level.DEBUG, text);
  }
}
