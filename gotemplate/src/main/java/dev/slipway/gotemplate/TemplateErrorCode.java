package dev.slipway.gotemplate;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The errors of this module.
public enum TemplateErrorCode implements ErrorCode {
  PARSE("SLW-TPL-0001", ErrorType.USER),
  EXECUTE("SLW-TPL-0002", ErrorType.USER),
  NIL_POINTER("SLW-TPL-0003", ErrorType.USER),
  UNKNOWN_FUNCTION("SLW-TPL-0004", ErrorType.USER),
  UNKNOWN_TEMPLATE("SLW-TPL-0005", ErrorType.USER),
  FUNCTION_FAILED("SLW-TPL-0006", ErrorType.USER),
  LIMIT("SLW-TPL-0007", ErrorType.LIMIT),
  INTERNAL("SLW-TPL-0008", ErrorType.INTERNAL);

  private final String id;
  private final ErrorType type;

  TemplateErrorCode(String id, ErrorType type) {
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
