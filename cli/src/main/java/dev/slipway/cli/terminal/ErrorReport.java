package dev.slipway.cli.terminal;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/// Makes an error readable. The message stands first, in the words of the peer (Helm, Go) where it
/// has some, so that people and scripts recognise it; below it what the peer does not say: the
/// place with its line, the chain that led there, and what to do next.
public final class ErrorReport {
  private static final String INDENT = "  ";

  /// How many notes are shown at the beginning and at the end of a long list.
  private static final int EDGE = 4;

  private final Console console;
  private final boolean debug;

  /// @param debug whether the error's code and the stack trace are wanted too
  public ErrorReport(Console console, boolean debug) {
    this.console = console;
    this.debug = debug;
  }

  /// Prints the error.
  public void error(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder();
    out.append(console.styled(Style.ERROR, "Error:")).append(' ').append(diagnostic.message());
    details(diagnostic, out);
    console.message(out.toString());
  }

  /// Prints a warning, unless quiet is wanted.
  public void warning(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder(diagnostic.message());
    details(diagnostic, out);
    console.warn(out.toString());
  }

  /// Prints where in the program it came from, if debugging is on.
  public void trace(Throwable failure) {
    if (debug) {
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text, true));
      console.message(text.toString().stripTrailing());
    }
  }

  private void details(Diagnostic diagnostic, StringBuilder out) {
    place(diagnostic, out);
    notes(diagnostic, out);
    String hint = diagnostic.hint();
    if (hint != null) {
      out.append('\n').append(INDENT).append(console.styled(Style.HINT, "hint:"));
      out.append(' ').append(hint);
    }
    if (debug) {
      out.append('\n').append(INDENT);
      out.append(console.styled(Style.FAINT, "code: " + diagnostic.code().id()));
    }
  }

  private void place(Diagnostic diagnostic, StringBuilder out) {
    SourceLocation location = diagnostic.location();
    if (location == null) {
      return;
    }
    String snippet = diagnostic.snippet();
    Optional<String> caret =
        snippet == null || snippet.isBlank() ? Optional.empty() : diagnostic.caret();
    if (caret.isEmpty() && diagnostic.message().contains(location.toString())) {
      return;
    }
    out.append("\n\n").append(INDENT);
    out.append(console.styled(Style.PLACE, location.toString()));
    caret.ifPresent(text -> paragraph(out, text));
  }

  /// The notes, such as the chain of templates: without one that only repeats the place, and
  /// without the middle of a long list.
  private static void notes(Diagnostic diagnostic, StringBuilder out) {
    List<String> notes = diagnostic.notes();
    SourceLocation location = diagnostic.location();
    if (notes.size() == 1 && location != null && notes.getFirst().startsWith(location + ": ")) {
      return;
    }
    for (int i = 0; i < notes.size(); i++) {
      if (notes.size() > 2 * EDGE + 1 && i == EDGE) {
        i = notes.size() - EDGE;
        paragraph(out, "… " + (notes.size() - 2 * EDGE) + " more lines …");
      }
      paragraph(out, notes.get(i));
    }
  }

  private static void paragraph(StringBuilder out, String text) {
    text.lines().forEach(line -> out.append('\n').append(INDENT).append(line));
  }
}
