package dev.slipway.compat;

import java.util.List;

/// The kind of a failure, told by the fixed part of Helm's text.
final class ErrorClass {
  private static final List<String> KINDS =
      List.of(
          "YAML parse error on",
          "parse error at",
          "values don't meet the specifications of the schema",
          "charts are not installable",
          "checking for chart dependencies",
          "chart requires kubeVersion",
          "error calling fail",
          "nil pointer evaluating",
          "error calling include",
          "wrong type for value",
          "error calling",
          "cannot load values",
          "error unmarshaling",
          "failed to parse",
          "execution error at",
          "executing",
          "validation:");

  private ErrorClass() {}

  static String of(String error) {
    String lower = error.toLowerCase(java.util.Locale.ROOT);
    return KINDS.stream()
        .filter(kind -> lower.contains(kind.toLowerCase(java.util.Locale.ROOT)))
        .findFirst()
        .orElse("other");
  }
}
