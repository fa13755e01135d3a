package dev.slipway.chart.render;

import dev.slipway.chart.ChartException;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.Place;
import dev.slipway.gotemplate.TracedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the place in a template that made a malformed line of YAML, by rendering the file once
/// more with tracing.
final class InvalidManifestLocator {
  private InvalidManifestLocator() {}

  /// The same error, pointing at the template; the error itself when the line is not known.
  ///
  /// @param error points at a line of the rendered file
  static ChartException located(
      ChartException error, RenderRequest request, Map<String, String> files) {
    Diagnostic diagnostic = error.diagnostic();
    SourceLocation rendered = diagnostic.location();
    if (rendered == null || rendered.line() == 0 || !files.containsKey(rendered.name())) {
      return error;
    }
    Optional<Place> place = placeOf(request, rendered);
    if (place.isEmpty()) {
      return error;
    }
    List<String> notes = new ArrayList<>(diagnostic.notes());
    String line = diagnostic.snippet();
    notes.add("rendered line " + rendered.line() + (line == null ? "" : ": " + line));
    return new ChartException(
        diagnostic.at(place.get().location(), place.get().lineText()).withNotes(notes), error);
  }

  private static Optional<Place> placeOf(RenderRequest request, SourceLocation rendered) {
    try {
      TracedText traced =
          ChartRenderer.trace(request, name -> name.equals(rendered.name())).get(rendered.name());
      if (traced == null || rendered.line() > traced.places().size()) {
        return Optional.empty();
      }
      return traced.places().get(rendered.line() - 1);
    } catch (SlipwayException _) {
      // A chart that renders differently each time: the first error stands.
      return Optional.empty();
    }
  }
}
