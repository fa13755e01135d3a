package dev.slipway.sandbox.status;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The error of a simulated API server.
public enum ApiErrorCode implements ErrorCode {
  /// The server refuses a request.
  REFUSED("SLW-SAP-0001", ErrorType.USER);

  private final String id;
  private final ErrorType type;

  ApiErrorCode(String id, ErrorType type) {
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
