package dev.slipway.chart;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The errors of this module.
public enum ChartErrorCode implements ErrorCode {
  NOT_FOUND("SLW-CHT-0001", ErrorType.NOT_FOUND),
  READ("SLW-CHT-0002", ErrorType.ENVIRONMENT),
  CHART_YAML_MISSING("SLW-CHT-0003", ErrorType.USER),
  INVALID_METADATA("SLW-CHT-0004", ErrorType.USER),
  INVALID_CHART_FILE("SLW-CHT-0005", ErrorType.USER),
  INVALID_VALUES("SLW-CHT-0006", ErrorType.USER),
  INVALID_SET("SLW-CHT-0007", ErrorType.USER),
  INVALID_IGNORE_FILE("SLW-CHT-0008", ErrorType.USER),
  LINK_LEADS_OUTSIDE("SLW-CHT-0009", ErrorType.USER),
  CHART_TOO_LARGE("SLW-CHT-0010", ErrorType.LIMIT),
  DEPENDENCIES("SLW-CHT-0011", ErrorType.USER),
  SCHEMA("SLW-CHT-0012", ErrorType.USER),
  INVALID_SCHEMA("SLW-CHT-0013", ErrorType.USER),
  KUBE_VERSION("SLW-CHT-0014", ErrorType.USER),
  RENDER("SLW-CHT-0015", ErrorType.USER),
  INVALID_MANIFEST("SLW-CHT-0016", ErrorType.USER),
  INVALID_RELEASE_NAME("SLW-CHT-0017", ErrorType.USER),
  NOT_INSTALLABLE("SLW-CHT-0018", ErrorType.USER),
  SHOW_ONLY("SLW-CHT-0019", ErrorType.NOT_FOUND),
  WRITE("SLW-CHT-0020", ErrorType.ENVIRONMENT),
  POST_RENDERER("SLW-CHT-0021", ErrorType.ENVIRONMENT),
  VALUES_CONFLICT("SLW-CHT-0022", ErrorType.USER),
  DEPRECATED("SLW-CHT-0023", ErrorType.USER),
  UNREAD_VALUE("SLW-CHT-0024", ErrorType.USER),
  NO_SUCH_VALUE("SLW-CHT-0025", ErrorType.NOT_FOUND),
  INVALID_URL("SLW-CHT-0030", ErrorType.USER),
  FETCH("SLW-CHT-0031", ErrorType.ENVIRONMENT),
  TLS_FILES("SLW-CHT-0032", ErrorType.USER),
  INVALID_INDEX("SLW-CHT-0033", ErrorType.ENVIRONMENT),
  CHART_NOT_IN_REPOSITORY("SLW-CHT-0034", ErrorType.NOT_FOUND),
  REPOSITORY_UNKNOWN("SLW-CHT-0035", ErrorType.NOT_FOUND),
  INVALID_REFERENCE("SLW-CHT-0036", ErrorType.USER),
  REGISTRY("SLW-CHT-0037", ErrorType.ENVIRONMENT),
  DIGEST_MISMATCH("SLW-CHT-0038", ErrorType.ENVIRONMENT),
  LOCK_OUT_OF_SYNC("SLW-CHT-0039", ErrorType.CONFLICT),
  INVALID_VERSION("SLW-CHT-0040", ErrorType.USER),
  ALREADY_EXISTS("SLW-CHT-0041", ErrorType.CONFLICT),
  LINT("SLW-CHT-0042", ErrorType.USER),
  INVALID_JSON_PATH("SLW-CHT-0050", ErrorType.USER);

  private final String id;
  private final ErrorType type;

  ChartErrorCode(String id, ErrorType type) {
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
