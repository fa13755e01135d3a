package dev.slipway.gotemplate;

import org.jspecify.annotations.Nullable;

/// Errors that wrap each other as Go's do: the message of each contains that of the one inside.
/// Messages are put together only when asked for, since there may be thousands of levels.
final class ErrorChain {
  private ErrorChain() {}

  /// The message of an error with all that it wraps.
  static String message(RuntimeException error) {
    StringBuilder out = new StringBuilder();
    RuntimeException current = error;
    while (current != null) {
      out.append(head(current));
      current = wrapped(current);
    }
    return out.toString();
  }

  /// What an error wraps in Go's sense: `errors.Unwrap`.
  static @Nullable RuntimeException wrapped(RuntimeException error) {
    return switch (error) {
      case TemplateException template -> template.wrapped();
      case FunctionException function -> function.wrapped();
      default -> null;
    };
  }

  private static String head(RuntimeException error) {
    return switch (error) {
      case TemplateException template -> template.head();
      case FunctionException function -> function.head();
      default -> String.valueOf(error.getMessage());
    };
  }
}
