package dev.slipway.gotemplate;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoStrings;
import dev.slipway.core.Severity;
import dev.slipway.core.SlipwayException;
import dev.slipway.gotemplate.ast.Node;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A template that does not parse or whose execution failed. The message is Go's own (`template:
/// NAME:LINE:COL: executing "NAME" at <.x>: …`). The diagnostic adds the source line of the
/// innermost place, the chain of templates as notes, and what to do.
///
/// When a function such as `include` executes a template and that fails, the error of the calling
/// template wraps that of the called one, as in Go; [#levels] unwraps them.
public final class TemplateException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  /// No more notes than this are made of a chain of templates.
  private static final int MAX_NOTES = 50;

  private final TemplateErrorCode code;
  private final String text;

  /// Not the JDK's cause: printing a chain of thousands of causes overflows the stack.
  private final @Nullable RuntimeException wrapped;

  private final transient @Nullable Frame frame;
  private final transient @Nullable Place place;
  private final @Nullable String hint;

  /// Where an execution failed.
  ///
  /// @param place where Go says it was
  /// @param template the template that was executing
  /// @param node what was being evaluated
  public record Frame(Place place, String template, Node node) {
    private String describe() {
      return "executing " + GoFormat.quote(template) + " at <" + node + ">";
    }
  }

  /// One error of a chain of wrapped errors.
  public static final class Level {
    private final RuntimeException error;

    private Level(RuntimeException error) {
      this.error = error;
    }

    /// Go's `Error()` of this level: it contains those of the levels below. Put together at each
    /// call, since all of them together are long.
    public String message() {
      return ErrorChain.message(error);
    }

    /// Whether Go's error is a `template.ExecError`.
    public boolean execError() {
      return frame() != null;
    }

    /// Where an ExecError arose; null for other errors.
    public @Nullable Frame frame() {
      return error instanceof TemplateException template ? template.frame : null;
    }

    @Override
    public String toString() {
      return message();
    }
  }

  private TemplateException(
      TemplateErrorCode code,
      String text,
      @Nullable Frame frame,
      @Nullable Place place,
      @Nullable RuntimeException cause,
      @Nullable String hint) {
    super(isGoError(cause) ? null : cause);
    this.code = code;
    this.text = text;
    this.wrapped = isGoError(cause) ? cause : null;
    this.frame = frame;
    this.place = place;
    this.hint = hint;
  }

  /// An execution that failed by itself.
  public static TemplateException executing(
      TemplateErrorCode code, Frame frame, String text, @Nullable String hint) {
    return new TemplateException(code, text, frame, frame.place(), null, hint);
  }

  /// An execution that failed since a function did: Go's `errorf("…%w", cause)`.
  ///
  /// @param head what stands before the cause's message
  /// @param cause a [FunctionException] or [TemplateException]
  public static TemplateException calling(Frame frame, String head, RuntimeException cause) {
    TemplateErrorCode code =
        innermost(cause) instanceof TemplateException inner
            ? inner.code
            : TemplateErrorCode.FUNCTION_FAILED;
    return new TemplateException(code, head, frame, frame.place(), cause, null);
  }

  /// An execution that failed since a function's implementation is faulty.
  ///
  /// @param text the whole message
  public static TemplateException broken(Frame frame, String text, RuntimeException cause) {
    return new TemplateException(
        TemplateErrorCode.INTERNAL, text, frame, frame.place(), cause, null);
  }

  /// An error that is no `ExecError`: of parsing, or of an unknown template.
  ///
  /// @param message Go's whole message
  public static TemplateException plain(
      TemplateErrorCode code, String message, @Nullable Place place, @Nullable String hint) {
    return new TemplateException(code, message, null, place, null, hint);
  }

  /// What kind of error it is, by the innermost cause.
  public TemplateErrorCode code() {
    return code;
  }

  /// Where the execution failed; null for an error that is no `ExecError`.
  public @Nullable Frame frame() {
    return frame;
  }

  /// Whether Go's error is a `template.ExecError`.
  public boolean isExecError() {
    return frame != null;
  }

  /// This error and all that it wraps, outermost first, as repeated `errors.Unwrap` gives them (of
  /// the two equal levels of each ExecError only one).
  public List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    for (RuntimeException error = this; error != null; error = ErrorChain.wrapped(error)) {
      levels.add(new Level(error));
    }
    return levels;
  }

  private static boolean isGoError(@Nullable RuntimeException error) {
    return error instanceof TemplateException || error instanceof FunctionException;
  }

  @Nullable RuntimeException wrapped() {
    return wrapped;
  }

  /// The message without that of the wrapped error.
  String head() {
    if (frame == null) {
      return text;
    }
    return "template: " + frame.place().goLocation() + ": " + frame.describe() + ": " + text;
  }

  @Override
  protected Diagnostic describe() {
    List<String> notes = new ArrayList<>();
    Place where = place;
    String innerHint = hint;
    int levels = 0;
    for (RuntimeException error = this; error != null; error = ErrorChain.wrapped(error)) {
      if (error instanceof TemplateException template) {
        where = template.place == null ? where : template.place;
        innerHint = template.hint == null ? innerHint : template.hint;
        if (template.frame != null && ++levels <= MAX_NOTES) {
          notes.add(template.frame.place() + ": " + template.frame.describe());
        }
      }
    }
    if (levels > MAX_NOTES) {
      notes.add("and " + (levels - MAX_NOTES) + " more levels");
    }
    return new Diagnostic(
        code,
        Severity.ERROR,
        ErrorChain.message(this),
        where == null ? null : where.location(),
        where == null ? null : GoStrings.isValidUtf8(where.lineText()) ? where.lineText() : null,
        notes,
        innerHint);
  }

  private static RuntimeException innermost(RuntimeException error) {
    RuntimeException current = error;
    for (RuntimeException next = current; next != null; next = ErrorChain.wrapped(current)) {
      current = next;
    }
    return current;
  }
}
