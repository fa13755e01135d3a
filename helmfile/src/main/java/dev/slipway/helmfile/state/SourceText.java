package dev.slipway.helmfile.state;

import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.TracedText;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A part of a helmfile as it stands in its file, and what it was rendered to. Safe for use by
/// several threads at once.
final class SourceText {
  private final String file;
  private final String text;
  private final int linesBefore;
  private final @Nullable Supplier<TracedText> tracing;
  private @Nullable TracedText traced;

  /// @param file the file's path
  /// @param text the part's text
  /// @param linesBefore how many lines of the file are before it
  /// @param tracing renders it again and traces its lines; null when it is not rendered
  SourceText(String file, String text, int linesBefore, @Nullable Supplier<TracedText> tracing) {
    this.file = file;
    this.text = text;
    this.linesBefore = linesBefore;
    this.tracing = tracing;
  }

  /// The place in the file that a 1-based line of the rendered part comes from.
  SourceLocation locate(int renderedLine) {
    int line = tracing == null ? renderedLine : sourceLine(renderedLine);
    return new SourceLocation(file, line == 0 ? 0 : line + linesBefore, 0);
  }

  private synchronized int sourceLine(int renderedLine) {
    Supplier<TracedText> again = tracing;
    if (traced == null && again != null) {
      try {
        traced = again.get();
      } catch (RuntimeException _) {
        traced = new TracedText("", List.of());
      }
    }
    if (traced == null) {
      return renderedLine;
    }
    for (int line = renderedLine; line > 0; line--) {
      Optional<SourceLocation> found = traced.locationOf(line);
      if (found.isPresent()) {
        return found.get().line();
      }
    }
    return 0;
  }

  /// The place in the file of a place in the part.
  SourceLocation inFile(int line, int column) {
    return new SourceLocation(file, line + linesBefore, column);
  }

  /// The text of a line of the file that lies in this part.
  @Nullable String lineText(int fileLine) {
    List<String> lines = text.lines().toList();
    int index = fileLine - linesBefore - 1;
    return index >= 0 && index < lines.size() ? lines.get(index) : null;
  }

  String file() {
    return file;
  }
}
