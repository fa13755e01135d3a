package dev.slipway.yaml;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The errors of this module.
public enum YamlErrorCode implements ErrorCode {
  /// The text is not YAML.
  YAML_SYNTAX("SLW-YAML-0001", ErrorType.USER),
  /// The text is not JSON.
  JSON_SYNTAX("SLW-YAML-0002", ErrorType.USER),
  /// The text is not TOML.
  TOML_SYNTAX("SLW-YAML-0003", ErrorType.USER),
  /// The text is well-formed but is not of the shape that was asked for.
  WRONG_TYPE("SLW-YAML-0004", ErrorType.USER),
  /// A key stands twice in one map of a text that is read strictly.
  DUPLICATE_KEY("SLW-YAML-0005", ErrorType.USER),
  /// The value has no form in the language that it is written in.
  NOT_WRITABLE("SLW-YAML-0006", ErrorType.USER),
  /// Depth or aliases beyond the bounds.
  LIMIT("SLW-YAML-0007", ErrorType.LIMIT);

  private final String id;
  private final ErrorType type;

  YamlErrorCode(String id, ErrorType type) {
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
