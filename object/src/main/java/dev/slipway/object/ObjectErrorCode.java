package dev.slipway.object;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The errors of this module.
public enum ObjectErrorCode implements ErrorCode {
  /// A text is no label or field selector.
  SELECTOR("SLW-OBJ-0001", ErrorType.USER),
  /// A text is no quantity.
  QUANTITY("SLW-OBJ-0002", ErrorType.USER),
  /// A patch is malformed, or cannot be applied to the object.
  PATCH("SLW-OBJ-0003", ErrorType.USER),
  /// A three-way patch would overwrite what others changed.
  PATCH_CONFLICT("SLW-OBJ-0004", ErrorType.CONFLICT),
  /// The schema of a custom resource cannot be read.
  SCHEMA("SLW-OBJ-0005", ErrorType.USER),
  /// An object does not fit its schema, so that the owners of its fields cannot be told.
  FIELDS("SLW-OBJ-0006", ErrorType.USER);

  private final String id;
  private final ErrorType type;

  ObjectErrorCode(String id, ErrorType type) {
    this.id = id;
    this.type = type;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ErrorType type() {
    return type;
  }
}
