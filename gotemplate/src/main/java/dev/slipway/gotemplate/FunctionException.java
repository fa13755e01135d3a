package dev.slipway.gotemplate;

/// What a template function throws to fail: the text is that of the Go function's error. The
/// evaluator adds the place (`error calling NAME: …`) and turns it into a [TemplateException].
public final class FunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean panic;

  private FunctionException(String message, boolean panic) {
    super(message, null, false, false);
    this.panic = panic;
  }

  /// A returned Go error.
  public static FunctionException error(String message) {
    return new FunctionException(message, false);
  }

  /// A Go panic inside the function; Go reports it in the same way as a returned error.
  public static FunctionException panic(String message) {
    return new FunctionException(message, true);
  }

  /// Whether the Go function panics here instead of returning an error.
  public boolean isPanic() {
    return panic;
  }
}
