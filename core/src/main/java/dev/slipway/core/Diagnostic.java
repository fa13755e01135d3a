package dev.slipway.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing to tell the user: what went wrong, where, and what to do next. Plain data.
///
/// @param code the stable error code
/// @param severity how bad it is
/// @param message what went wrong, in the peer's own words where there is one (Go, Helm, helmfile)
/// @param location where, when known
/// @param snippet the source line that `location` points into, without its line break, when known
/// @param notes further lines, such as the chain of templates
/// @param hint what to do next, when known
public record Diagnostic(
    ErrorCode code,
    Severity severity,
    String message,
    @Nullable SourceLocation location,
    @Nullable String snippet,
    List<String> notes,
    @Nullable String hint) {
  public Diagnostic {
    notes = List.copyOf(notes);
  }

  /// An error with a message only.
  public static Diagnostic error(ErrorCode code, String message) {
    return new Diagnostic(code, Severity.ERROR, message, null, null, List.of(), null);
  }

  /// A warning with a message only.
  public static Diagnostic warning(ErrorCode code, String message) {
    return new Diagnostic(code, Severity.WARNING, message, null, null, List.of(), null);
  }

  /// A copy that points at `location`, whose line reads `snippet`.
  public Diagnostic at(SourceLocation newLocation, @Nullable String newSnippet) {
    return new Diagnostic(code, severity, message, newLocation, newSnippet, notes, hint);
  }

  /// A copy with a hint.
  public Diagnostic withHint(@Nullable String newHint) {
    return new Diagnostic(code, severity, message, location, snippet, notes, newHint);
  }

  /// A copy with further notes.
  public Diagnostic withNotes(List<String> newNotes) {
    return new Diagnostic(code, severity, message, location, snippet, newNotes, hint);
  }

  /// A copy as part of a larger step: `prefix` goes before the message, as Go's `%w` does.
  public Diagnostic prefixed(String prefix) {
    return new Diagnostic(code, severity, prefix + message, location, snippet, notes, hint);
  }

  /// The source line with a caret under the column, as two lines; empty when either is unknown.
  public Optional<String> caret() {
    if (location == null || snippet == null || location.line() == 0) {
      return Optional.empty();
    }
    String number = Integer.toString(location.line());
    StringBuilder out = new StringBuilder();
    out.append(number).append(" | ").append(snippet);
    if (location.column() > 0) {
      out.append('\n').repeat(" ", number.length()).append(" | ");
      for (int i = 0; i < location.column() - 1 && i < snippet.length(); i++) {
        out.append(snippet.charAt(i) == '\t' ? '\t' : ' ');
      }
      out.append('^');
    }
    return Optional.of(out.toString());
  }
}
