package dev.slipway.chart.usage;

import org.jspecify.annotations.Nullable;

/// A scalar: a text or another constant as it prints, with [#HOLE] for each part that is not known.
record TextAtom(String pattern) implements Atom {
  /// Stands for any text, which may come from values.
  static final char HOLE = '\uFFFF';

  /// Stands for the content of any file of the chart.
  static final char FILE_HOLE = '\uFFFE';

  /// A scalar of which nothing is known.
  static final TextAtom ANY = new TextAtom(String.valueOf(HOLE));

  /// The content of some file.
  static final TextAtom ANY_FILE = new TextAtom(String.valueOf(FILE_HOLE));

  /// Longer patterns are not worth their cost.
  private static final int LONGEST = 1 << 20;

  boolean isConstant() {
    return pattern.indexOf(HOLE) < 0 && pattern.indexOf(FILE_HOLE) < 0;
  }

  static TextAtom of(String pattern) {
    if (pattern.length() > LONGEST) {
      return ANY;
    }
    return pattern.length() == 1 && pattern.charAt(0) == HOLE ? ANY : new TextAtom(pattern);
  }

  /// Written out, since that of a record is put together at its first use, which takes long.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TextAtom text && text.pattern.equals(pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }
}
