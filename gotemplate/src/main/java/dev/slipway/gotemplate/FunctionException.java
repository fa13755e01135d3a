package dev.slipway.gotemplate;

import org.jspecify.annotations.Nullable;

/// What a template function throws to fail: the text is that of the Go function's error. The
/// evaluator adds the place (`error calling NAME: …`) and turns it into a [TemplateException].
public final class FunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String head;
  private final boolean panic;

  /// Not the JDK's cause: printing a chain of thousands of causes overflows the stack.
  private final @Nullable RuntimeException wrapped;

  private FunctionException(String head, boolean panic, @Nullable RuntimeException wrapped) {
    super(null, null, false, false);
    this.head = head;
    this.panic = panic;
    this.wrapped = wrapped;
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

  @Nullable RuntimeException wrapped() {
    return wrapped;
  }

  /// The message without that of the wrapped error.
  String head() {
    return head;
  }

  @Override
  public String getMessage() {
    return wrapped == null ? head : ErrorChain.message(this);
  }
}
