package dev.slipway.cli.terminal;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The errors of this module.
public enum CliErrorCode implements ErrorCode {
  USAGE("SLW-CLI-0001", ErrorType.USER),
  INPUT_OUTPUT("SLW-CLI-0002", ErrorType.ENVIRONMENT),
  OUT_OF_MEMORY("SLW-CLI-0003", ErrorType.LIMIT),
  INTERNAL("SLW-CLI-0004", ErrorType.INTERNAL),
  /// Simulated clusters cannot be started or ended.
  SANDBOX("SLW-CLI-0005", ErrorType.ENVIRONMENT);

  private final String id;
  private final ErrorType type;

  CliErrorCode(String id, ErrorType type) {
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
