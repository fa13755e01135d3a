package dev.slipway.core;

/// Who can do something about an error.
public enum ErrorType {
  /// The input is wrong: the user changes it.
  USER,
  /// Something else changed at the same time: try again.
  CONFLICT,
  /// A named thing does not exist.
  NOT_FOUND,
  /// Disk, network, registry or another program failed.
  ENVIRONMENT,
  /// A bound on size, depth, steps or time was reached.
  LIMIT,
  /// A fault of Slipway itself.
  INTERNAL
}
