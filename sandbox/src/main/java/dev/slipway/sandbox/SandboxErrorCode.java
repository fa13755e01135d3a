package dev.slipway.sandbox;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The errors of sandboxes themselves; what their API refuses is no error of theirs.
public enum SandboxErrorCode implements ErrorCode {
  /// Its port is taken.
  CANNOT_LISTEN("SLW-SBX-0001", ErrorType.ENVIRONMENT),
  /// Its folder cannot be used.
  FOLDER("SLW-SBX-0002", ErrorType.ENVIRONMENT),
  /// It is to be of a version of Kubernetes that it does not know.
  VERSION("SLW-SBX-0003", ErrorType.USER);

  private final String id;
  private final ErrorType type;

  SandboxErrorCode(String id, ErrorType type) {
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
