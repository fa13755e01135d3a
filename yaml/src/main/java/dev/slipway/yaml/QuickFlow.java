package dev.slipway.yaml;

/// Reads a flow collection for [QuickScanner]: keys that are scalars, no comments, no plain scalar
/// on two lines.
final class QuickFlow {
  private static final int MAX_DEPTH = 60;

  private final QuickScanner scanner;
  private final byte[] bytes;
  private final boolean[] maps = new boolean[MAX_DEPTH];
  private int depth;

  QuickFlow(QuickScanner scanner) {
    this.scanner = scanner;
    this.bytes = scanner.bytes;
  }

  /// Reads the collection that begins at `from`.
  ///
  /// @return the place behind it
  int scan(int from) throws QuickLines.Unsure {
    int at = begin(from);
    boolean item = true;
    while (true) {
      at = skipSpace(at);
      byte c = bytes[at];
      if (c == (maps[depth - 1] ? '}' : ']')) {
        at++;
        if (end()) {
          return at;
        }
        item = false;
      } else if (!item) {
        if (c != ',') {
          throw new QuickLines.Unsure();
        }
        at++;
        item = true;
      } else {
        if (maps[depth - 1]) {
          at = key(at);
          if (bytes[at] != ':') {
            scanner.nothing();
            item = false;
            continue;
          }
          at = skipSpace(at + 1);
          if (bytes[at] == ',' || bytes[at] == '}') {
            scanner.nothing();
            item = false;
            continue;
          }
        }
        item = bytes[at] == '[' || bytes[at] == '{';
        at = item ? begin(at) : scalar(at);
      }
    }
  }

  private int begin(int at) throws QuickLines.Unsure {
    if (depth == MAX_DEPTH) {
      throw new QuickLines.Unsure();
    }
    boolean map = bytes[at] == '{';
    maps[depth++] = map;
    if (map) {
      scanner.beginMap();
    } else {
      scanner.beginList();
    }
    return at + 1;
  }

  /// Ends a collection.
  ///
  /// @return whether it was the outermost
  private boolean end() {
    depth--;
    if (maps[depth]) {
      scanner.endMap();
    } else {
      scanner.endList();
    }
    return depth == 0;
  }

  private int skipSpace(int from) throws QuickLines.Unsure {
    int at = from;
    while (true) {
      byte c = bytes[at];
      if (c == '\n') {
        byte next = bytes[at + 1];
        if (next == '-' || next == '.' || next == '%') {
          throw new QuickLines.Unsure();
        }
      } else if (c != ' ' && c != '\t') {
        return at;
      }
      at++;
    }
  }

  /// Reads a key and the blanks behind it on its line.
  private int key(int from) throws QuickLines.Unsure {
    byte c = bytes[from];
    int at;
    if (c == '"' || c == '\'') {
      at = c == '"' ? scanner.doubleQuoteEnd(from) : scanner.singleQuoteEnd(from);
      for (int i = from; i < at; i++) {
        if (bytes[i] == '\n') {
          throw new QuickLines.Unsure();
        }
      }
      scanner.flowKey(from + 1, at - 1, (char) c);
      while (bytes[at] == ' ' || bytes[at] == '\t') {
        at++;
      }
    } else {
      at = plainEnd(from);
      scanner.flowKey(from, stop, (char) 0);
    }
    return at;
  }

  private int scalar(int from) throws QuickLines.Unsure {
    byte c = bytes[from];
    if (c == '"' || c == '\'') {
      int at = c == '"' ? scanner.doubleQuoteEnd(from) : scanner.singleQuoteEnd(from);
      scanner.quoted(from + 1, at - 1, (char) c, scanner.simple());
      return at;
    }
    int at = plainEnd(from);
    scanner.checkFinite(from, stop);
    scanner.plain(from, stop);
    return at;
  }

  /// The end of the text of the plain scalar that [#plainEnd] went past.
  private int stop;

  /// Goes past a plain scalar and the blanks behind it. `:` ends it before a blank only.
  private int plainEnd(int from) throws QuickLines.Unsure {
    checkStart(from);
    int at = from;
    while (true) {
      byte c = bytes[at];
      byte kind = QuickBytes.KINDS[c & 0xFF];
      if (kind == QuickBytes.ORDINARY) {
        if (c == ',' || c == '[' || c == ']' || c == '{' || c == '}' || c == '?') {
          break;
        }
        stop = ++at;
      } else if (kind == QuickBytes.BLANK) {
        at++;
        if (bytes[at] == '#') {
          throw new QuickLines.Unsure();
        }
      } else if (kind == QuickBytes.COLON) {
        if (QuickBytes.isBlankOrEnd(bytes[at + 1])) {
          break;
        }
        stop = ++at;
      } else if (kind == QuickBytes.LINE_FEED) {
        break;
      } else {
        int size = kind == QuickBytes.HIGH ? QuickBytes.size(bytes, at) : 0;
        if (size == 0) {
          throw new QuickLines.Unsure();
        }
        at += size;
        stop = at;
      }
    }
    return at;
  }

  private void checkStart(int at) throws QuickLines.Unsure {
    switch (bytes[at]) {
      case ',', '?', ':', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '%', '@', '`' ->
          throw new QuickLines.Unsure();
      case '-' -> {
        if (QuickBytes.isBlankOrEnd(bytes[at + 1])) {
          throw new QuickLines.Unsure();
        }
      }
      default -> {}
    }
  }
}
