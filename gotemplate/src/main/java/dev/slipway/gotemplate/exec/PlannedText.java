package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.ast.TemplateTree;
import dev.slipway.gotemplate.parse.ParsedText;
import java.util.List;

/// A text with the plans of its templates; shared by all templates of that text. Immutable, for any
/// thread.
///
/// @param parsed the syntax
/// @param root the plan of the content outside of definitions
/// @param definitions the plans of the definitions, in the order of the syntax
public record PlannedText(ParsedText parsed, Part root, List<Part> definitions) {
  /// One template of the text.
  public static final class Part {
    private final TemplateTree tree;
    private final boolean isEmpty;
    private final Body body;

    Part(TemplateTree tree, Body body) {
      this.tree = tree;
      this.isEmpty = tree.isEmpty();
      this.body = body;
    }

    /// Its syntax.
    public TemplateTree tree() {
      return tree;
    }

    /// Whether it has nothing but spaces: such a template does not replace another.
    public boolean isEmpty() {
      return isEmpty;
    }

    Body body() {
      return body;
    }
  }
}
