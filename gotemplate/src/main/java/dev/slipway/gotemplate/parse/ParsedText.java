package dev.slipway.gotemplate.parse;

import dev.slipway.gotemplate.ast.Node;
import dev.slipway.gotemplate.ast.TemplateTree;
import java.util.List;

/// A parsed text. It does not know its name, so that equal texts can share it.
///
/// @param text the text
/// @param root the content outside of definitions
/// @param definitions the `define` and `block` parts, no two of the same name
/// @param endLine the line on which the text ends
public record ParsedText(
    String text, Node.Block root, List<TemplateTree> definitions, int endLine) {
  public ParsedText {
    definitions = List.copyOf(definitions);
  }
}
