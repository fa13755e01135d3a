package dev.slipway.helmfile.state;

import java.util.List;

/// A helmfile does not define the environment: helmfile leaves it out.
final class UndefinedEnvironmentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String environment;
  private final List<String> defined;

  UndefinedEnvironmentException(String file, String environment, List<String> defined) {
    super("environment \"" + environment + "\" is not defined", null, false, false);
    this.file = file;
    this.environment = environment;
    this.defined = List.copyOf(defined);
  }

  String file() {
    return file;
  }

  String environment() {
    return environment;
  }

  List<String> defined() {
    return defined;
  }
}
