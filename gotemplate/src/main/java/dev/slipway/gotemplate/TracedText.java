package dev.slipway.gotemplate;

import dev.slipway.core.SourceLocation;
import java.util.List;
import java.util.Optional;

/// Rendered text that knows where each of its lines comes from.
///
/// @param text the output
/// @param places the place in a template that made each line of the output, line 1 first; one for
///   each line that has any text
public record TracedText(String text, List<Optional<Place>> places) {
  public TracedText {
    places = List.copyOf(places);
  }

  /// The template's file and line that made the 1-based output line, if known.
  public Optional<SourceLocation> locationOf(int line) {
    return line < 1 || line > places.size()
        ? Optional.empty()
        : places.get(line - 1).map(Place::location);
  }
}
