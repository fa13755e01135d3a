package dev.slipway.chart.lint;

/// One finding.
///
/// @param severity how bad it is
/// @param path the file or folder of the chart
/// @param text what is wrong
public record LintMessage(LintSeverity severity, String path, String text) {
  /// The line that Helm prints.
  @Override
  public String toString() {
    return "[" + severity + "] " + path + ": " + text;
  }
}
