package dev.slipway.gotemplate.semver;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The errors of this package.
public enum SemverErrorCode implements ErrorCode {
  INVALID_VERSION("SLW-VER-0001"),
  INVALID_CONSTRAINT("SLW-VER-0002");

  private final String id;

  SemverErrorCode(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ErrorType type() {
    return ErrorType.USER;
  }
}
