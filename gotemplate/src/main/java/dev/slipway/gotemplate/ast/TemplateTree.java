package dev.slipway.gotemplate.ast;

/// One template of a parsed text: the text itself, or one of its `define` and `block` parts.
///
/// @param name the template's name
/// @param root its content
public record TemplateTree(String name, Node.Block root) {
  /// Whether there is nothing in it but spaces: such a template does not replace another.
  public boolean isEmpty() {
    for (Node node : root.nodes()) {
      if (!(node instanceof Node.Text text && isBlank(text.text()))) {
        return false;
      }
    }
    return true;
  }

  /// Whether Go's `bytes.TrimSpace` leaves nothing.
  private static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space =
          (c >= '\t' && c <= '\r')
              || c == 0x85
              || c == 0xA0
              || (c > ' ' && Character.getType(c) == Character.SPACE_SEPARATOR)
              || c == ' '
              || c == 0x2028
              || c == 0x2029;
      if (!space) {
        return false;
      }
    }
    return true;
  }
}
