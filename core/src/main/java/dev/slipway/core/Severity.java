package dev.slipway.core;

/// How bad a diagnostic is.
public enum Severity {
  INFO,
  WARNING,
  ERROR
}
