package dev.slipway.gotemplate;

import java.util.Locale;

/// Go's `reflect.Kind`, as far as template values have them.
public enum GoKind {
  INVALID,
  BOOL,
  INT,
  INT8,
  INT16,
  INT32,
  INT64,
  UINT,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
  FLOAT32,
  FLOAT64,
  COMPLEX128,
  FUNC,
  INTERFACE,
  MAP,
  PTR,
  SLICE,
  STRING,
  STRUCT;

  /// The name that Go's `Kind.String` gives.
  public String goName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether this is one of the signed integer kinds.
  public boolean isInteger() {
    return switch (this) {
      case INT, INT8, INT16, INT32, INT64 -> true;
      default -> false;
    };
  }

  /// Whether this is one of the unsigned integer kinds.
  public boolean isUnsigned() {
    return switch (this) {
      case UINT, UINT8, UINT16, UINT32, UINT64 -> true;
      default -> false;
    };
  }

  /// Whether this is a floating-point kind.
  public boolean isFloat() {
    return this == FLOAT32 || this == FLOAT64;
  }
}
