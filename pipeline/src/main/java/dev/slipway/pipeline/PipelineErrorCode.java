package dev.slipway.pipeline;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The errors of this module.
public enum PipelineErrorCode implements ErrorCode {
  SETTINGS("SLW-PIP-0001", ErrorType.USER),
  UNKNOWN_KEY("SLW-PIP-0002", ErrorType.USER),
  NOTHING_SELECTED("SLW-PIP-0004", ErrorType.NOT_FOUND),
  NO_REPOSITORY("SLW-PIP-0005", ErrorType.NOT_FOUND),
  NO_SUCH_REVISION("SLW-PIP-0006", ErrorType.NOT_FOUND),
  GIT("SLW-PIP-0007", ErrorType.ENVIRONMENT),
  READ("SLW-PIP-0008", ErrorType.ENVIRONMENT),
  WRITE("SLW-PIP-0009", ErrorType.ENVIRONMENT),
  INTERRUPTED("SLW-PIP-0010", ErrorType.CONFLICT),
  WILL_FAIL("SLW-PIP-0011", ErrorType.USER);

  private final String id;
  private final ErrorType type;

  PipelineErrorCode(String id, ErrorType type) {
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
