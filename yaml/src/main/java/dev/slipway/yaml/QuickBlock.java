package dev.slipway.yaml;

/// Finds the lines of a block scalar for [QuickScanner].
final class QuickBlock {
  private final QuickLines lines;
  private final byte[] bytes;

  /// The column of the collection that the scalar is in, or -1.
  private final int parent;

  private int from;
  private int indent;

  /// The column of the text on the line that [#textLine] found.
  private int column;

  QuickBlock(QuickLines lines, int parent) {
    this.lines = lines;
    this.bytes = lines.bytes;
    this.parent = parent;
  }

  /// The first line of its text.
  int from() {
    return from;
  }

  /// Its indentation.
  int indent() {
    return indent;
  }

  /// Reads the scalar whose `|` or `>` is at `at`.
  ///
  /// @return the line behind it
  int scan(int at) throws QuickLines.Unsure {
    int header = at + 1;
    while (isSign(bytes[header]) || isDigit(bytes[header])) {
      if (isDigit(bytes[header])) {
        indent = Math.max(parent, 0) + bytes[header] - '0';
      }
      header++;
    }
    checkHeader(at + 1, header);
    from = lines.lineEnd(header);
    int start = textLine(from);
    while (column == indent && bytes[start + column] != 0) {
      int stop = lines.textEnd(start + column);
      if (bytes[stop] == 0) {
        return stop;
      }
      start = textLine(stop + 1);
    }
    return start;
  }

  private static boolean isSign(byte c) {
    return c == '-' || c == '+';
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /// libyaml takes one sign and one digit other than 0, in any order.
  private void checkHeader(int first, int behind) throws QuickLines.Unsure {
    int size = behind - first;
    boolean same = size == 2 && isDigit(bytes[first]) == isDigit(bytes[first + 1]);
    boolean zero = size > 0 && (bytes[first] == '0' || bytes[behind - 1] == '0');
    if (size > 2 || same || zero) {
      throw new QuickLines.Unsure();
    }
  }

  /// Goes over the empty lines before text, and finds the indentation if it is not known yet.
  ///
  /// @return the start of the next line with text
  private int textLine(int first) throws QuickLines.Unsure {
    byte[] b = bytes;
    int start = first;
    int deepest = 0;
    while (true) {
      int at = start;
      int limit = indent == 0 ? Integer.MAX_VALUE : start + indent;
      while (at < limit && b[at] == ' ') {
        at++;
      }
      deepest = Math.max(deepest, at - start);
      byte c = b[at];
      if (c == '\n') {
        start = at + 1;
        continue;
      }
      if (c == '\t' && at < limit) {
        throw new QuickLines.Unsure();
      }
      column = at - start;
      if (indent == 0) {
        indent = Math.max(Math.max(deepest, parent + 1), 1);
      }
      return start;
    }
  }
}
