package dev.slipway.helmfile;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The errors of this module.
public enum HelmfileErrorCode implements ErrorCode {
  NO_STATE_FILE("SLW-HLF-0001", ErrorType.NOT_FOUND),
  READ("SLW-HLF-0002", ErrorType.ENVIRONMENT),
  INVALID_YAML("SLW-HLF-0003", ErrorType.USER),
  UNKNOWN_KEY("SLW-HLF-0004", ErrorType.USER),
  WRONG_TYPE("SLW-HLF-0005", ErrorType.USER),
  TEMPLATE("SLW-HLF-0006", ErrorType.USER),
  UNDEFINED_ENVIRONMENT("SLW-HLF-0007", ErrorType.USER),
  MISSING_FILE("SLW-HLF-0008", ErrorType.NOT_FOUND),
  NESTED_BASE("SLW-HLF-0009", ErrorType.USER),
  CYCLE("SLW-HLF-0010", ErrorType.USER),
  INVALID_STATE("SLW-HLF-0011", ErrorType.USER),
  INVALID_RELEASE("SLW-HLF-0012", ErrorType.USER),
  DUPLICATE_RELEASE("SLW-HLF-0013", ErrorType.USER),
  INVALID_VALUES("SLW-HLF-0014", ErrorType.USER),
  INVALID_SET("SLW-HLF-0015", ErrorType.USER),
  PROCESS("SLW-HLF-0016", ErrorType.ENVIRONMENT),
  SECRET("SLW-HLF-0017", ErrorType.ENVIRONMENT),
  REMOTE("SLW-HLF-0018", ErrorType.ENVIRONMENT),
  NOT_SUPPORTED("SLW-HLF-0019", ErrorType.USER),
  INVALID_SELECTOR("SLW-HLF-0020", ErrorType.USER),
  NO_MATCHING_RELEASE("SLW-HLF-0021", ErrorType.NOT_FOUND),
  NEEDS("SLW-HLF-0022", ErrorType.USER),
  CHART("SLW-HLF-0023", ErrorType.USER),
  HOOK("SLW-HLF-0024", ErrorType.ENVIRONMENT),
  PATCH("SLW-HLF-0025", ErrorType.USER),
  WRITE("SLW-HLF-0026", ErrorType.ENVIRONMENT);

  private final String id;
  private final ErrorType type;

  HelmfileErrorCode(String id, ErrorType type) {
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
