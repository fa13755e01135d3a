package dev.slipway.gotemplate;

import org.jspecify.annotations.Nullable;

/// What a template function throws to fail: the text is that of the Go function's error. The
/// evaluator adds the place (`error calling NAME: …`) and turns it into a [TemplateException].
public final class FunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String head;
  private final boolean panic;

  private FunctionException(String head, boolean panic, @Nullable Throwable cause) {
    super(null, cause, false, false);
    this.head = head;
    this.panic = panic;
  }

  /// A returned Go error.
  public static FunctionException error(String message) {
    return new FunctionException(message, false, null);
  }

  /// A Go panic inside the function; Go reports it in the same way as a returned error.
  public static FunctionException panic(String message) {
    return new FunctionException(message, true, null);
  }

  /// A returned Go error that wraps another: Go's `fmt.Errorf(head + "%w", cause)`.
  ///
  /// @param head what stands before the cause's message
  /// @param cause a [FunctionException] or [TemplateException]
  public static FunctionException wrapping(String head, RuntimeException cause) {
    return new FunctionException(head, false, cause);
  }

  /// Whether the Go function panics here instead of returning an error.
  public boolean isPanic() {
    return panic;
  }

  /// The message without that of the cause.
  String head() {
    return head;
  }

  @Override
  public String getMessage() {
    return getCause() == null ? head : ErrorChain.message(this);
  }
}
