package dev.slipway.chart.lint;

/// How bad a finding is.
public enum LintSeverity {
  /// A recommendation.
  INFO,
  /// Something against the conventions, or that will stop working.
  WARNING,
  /// Something that keeps the chart from being installed.
  ERROR
}
