package dev.slipway.gotemplate;

/// What a field access does when the map has no such key: Go's `missingkey` option.
public enum MissingKey {
  /// The value is nothing, and prints as `<no value>`; so do its fields.
  DEFAULT,
  /// The value is the zero value of the map's element type; for `interface {}` that is nil.
  ZERO,
  /// Execution fails.
  ERROR
}
