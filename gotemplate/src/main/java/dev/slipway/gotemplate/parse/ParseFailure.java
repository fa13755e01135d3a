package dev.slipway.gotemplate.parse;

import org.jspecify.annotations.Nullable;

/// A text that does not parse. It does not know the template's name, since parse results are shared
/// between templates of other names.
public final class ParseFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /// What kind of failure it is.
  public enum Kind {
    SYNTAX,
    UNKNOWN_FUNCTION,
    LIMIT
  }

  private final Kind kind;
  private final int line;
  private final int offset;
  private final int actionLine;
  private final @Nullable String subject;

  private ParseFailure(
      Kind kind, int line, int offset, int actionLine, String reason, @Nullable String subject) {
    super(reason, null, false, false);
    this.kind = kind;
    this.line = line;
    this.offset = offset;
    this.actionLine = actionLine;
    this.subject = subject;
  }

  static ParseFailure syntax(int line, int offset, String reason) {
    return new ParseFailure(Kind.SYNTAX, line, offset, 0, reason, null);
  }

  /// A failure inside an action that began on an earlier line.
  static ParseFailure inAction(int line, int offset, int actionLine, String reason) {
    return new ParseFailure(Kind.SYNTAX, line, offset, actionLine, reason, null);
  }

  static ParseFailure unknownFunction(int line, int offset, String reason, String function) {
    return new ParseFailure(Kind.UNKNOWN_FUNCTION, line, offset, 0, reason, function);
  }

  static ParseFailure limit(int line, int offset, String reason) {
    return new ParseFailure(Kind.LIMIT, line, offset, 0, reason, null);
  }

  /// What kind of failure it is.
  public Kind kind() {
    return kind;
  }

  /// Where the token is that the parser stumbled upon.
  public int offset() {
    return offset;
  }

  /// The name of the unknown function, if it is about one.
  public @Nullable String subject() {
    return subject;
  }

  /// Go's message for a template of that name.
  public String message(String name) {
    String reason = "template: " + name + ":" + line + ": " + getMessage();
    if (actionLine == 0) {
      return reason;
    }
    String in = reason.endsWith(" action") ? "" : " in action";
    return reason + in + " started at " + name + ":" + actionLine;
  }
}
