package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.Place;
import dev.slipway.gotemplate.ast.TemplateTree;

/// A template under its name in a set.
///
/// @param name the name
/// @param file the name under which its text was parsed
/// @param text the text
/// @param part its plan
public record TemplateEntry(String name, String file, String text, PlannedText.Part part) {
  /// Its syntax.
  public TemplateTree tree() {
    return part.tree();
  }

  Place place(int offset) {
    return new Place(file, text, offset);
  }
}
