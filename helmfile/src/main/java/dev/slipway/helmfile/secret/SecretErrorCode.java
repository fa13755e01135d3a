package dev.slipway.helmfile.secret;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The errors of secrets.
public enum SecretErrorCode implements ErrorCode {
  NOT_ENCRYPTED("SLW-SEC-0001", ErrorType.USER),
  INVALID_FILE("SLW-SEC-0002", ErrorType.USER),
  NO_KEY("SLW-SEC-0003", ErrorType.ENVIRONMENT),
  TAMPERED("SLW-SEC-0004", ErrorType.USER),
  NOT_SUPPORTED("SLW-SEC-0005", ErrorType.USER),
  READ("SLW-SEC-0006", ErrorType.ENVIRONMENT),
  INVALID_REFERENCE("SLW-SEC-0010", ErrorType.USER),
  UNKNOWN_PROVIDER("SLW-SEC-0011", ErrorType.USER),
  FETCH("SLW-SEC-0012", ErrorType.ENVIRONMENT),
  MISSING_VALUE("SLW-SEC-0013", ErrorType.NOT_FOUND);

  private final String id;
  private final ErrorType type;

  SecretErrorCode(String id, ErrorType type) {
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
