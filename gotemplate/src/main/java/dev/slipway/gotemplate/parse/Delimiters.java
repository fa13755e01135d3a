package dev.slipway.gotemplate.parse;

/// What begins and ends an action.
public record Delimiters(String left, String right) {
  /// `{{` and `}}`.
  public static final Delimiters STANDARD = new Delimiters("{{", "}}");

  public Delimiters {
    left = left.isEmpty() ? "{{" : left;
    right = right.isEmpty() ? "}}" : right;
  }

  /// Whether they are `{{` and `}}`.
  public boolean areStandard() {
    return left.equals("{{") && right.equals("}}");
  }
}
