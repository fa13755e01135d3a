package dev.slipway.yaml;

import java.util.Arrays;

/// Reads the YAML that charts are made of, line by line and without tokens: block maps and lists,
/// scalars of all styles, simple flow collections, comments. Whatever it is not sure of (an error,
/// an anchor, a tag, a second document, a carriage return, an odd character) it leaves to the full
/// scanner: it throws [Unsure], and what it found until then must be forgotten.
///
/// It never accepts a text that go-yaml refuses, and never understands one differently. That is why
/// each method here says which rule of libyaml it relies on where it is not obvious.
abstract class QuickScanner extends QuickLines {
  /// libyaml allows 1,024 characters; here bytes are counted.
  private static final int LONGEST_KEY = 1000;

  private static final int MAX_DEPTH = 250;

  /// The columns of the open block collections, the outermost first.
  private int[] columns = new int[16];

  private boolean[] sequences = new boolean[16];

  /// Whether a map's open value is a list at the map's own column.
  private boolean[] indentless = new boolean[16];

  private int depth;

  /// Whether a node may begin here: behind a key, a dash or at the start.
  private boolean open = true;

  private int pos;
  private int keyStart;
  private int keyEnd;
  private char keyQuote;

  QuickScanner(byte[] bytes) {
    super(bytes);
  }

  abstract void beginMap() throws Unsure;

  abstract void endMap();

  abstract void beginList() throws Unsure;

  abstract void endList();

  /// A key, without its quotes.
  ///
  /// @param quote its quote, or 0 when it is plain
  /// @param isSimple whether its characters stand for themselves
  abstract void key(int from, int to, char quote, boolean isSimple) throws Unsure;

  /// A plain scalar on one line.
  abstract void plain(int from, int to) throws Unsure;

  /// A plain scalar on several lines.
  abstract void folded(int from, int to) throws Unsure;

  /// A quoted scalar, without its quotes.
  abstract void quoted(int from, int to, char quote, boolean isSimple) throws Unsure;

  /// A block scalar: whole lines.
  ///
  /// @param header what stands behind `|` or `>` before any blank
  abstract void block(int header, int from, int to, int indent) throws Unsure;

  /// A value that is not there.
  abstract void nothing() throws Unsure;

  /// Reads the whole text.
  final void scan() throws Unsure {
    pos = documentStart();
    byte[] b = bytes;
    while (true) {
      int at = pos;
      while (b[at] == ' ') {
        at++;
      }
      byte c = b[at];
      if (c == '\n') {
        pos = at + 1;
      } else if (c == '#') {
        pos = skipLine(at);
      } else if (c == 0) {
        break;
      } else {
        int column = at - pos;
        if (column == 0 && isMark(at)) {
          throw new Unsure();
        }
        line(at, column);
      }
    }
    if (pos < end && !isBlankUpToEnd(pos)) {
      throw new Unsure();
    }
    finish();
  }

  private boolean isBlankUpToEnd(int from) {
    int at = from;
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    return at >= end;
  }

  private void finish() throws Unsure {
    if (depth == 0) {
      nothing();
    }
    while (depth > 0) {
      close();
    }
  }

  /// Goes over comments and one `---` before the document.
  private int documentStart() throws Unsure {
    int at = 0;
    while (bytes[at] == '#' || bytes[at] == '\n') {
      at = skipLine(at);
    }
    if (bytes[at] == '-' && isMark(at)) {
      return lineEnd(at + 3);
    }
    return at;
  }

  /// Whether `---`, `...` or a directive stands at the start of this line.
  private boolean isMark(int at) {
    byte c = bytes[at];
    return c == '%'
        || ((c == '-' || c == '.')
            && bytes[at + 1] == c
            && bytes[at + 2] == c
            && QuickBytes.isBlankOrEnd(bytes[at + 3]));
  }

  private int parentColumn() {
    return depth == 0 ? -1 : columns[depth - 1];
  }

  private void push(int column, boolean sequence) throws Unsure {
    if (depth == columns.length) {
      if (depth >= MAX_DEPTH) {
        throw new Unsure();
      }
      columns = Arrays.copyOf(columns, depth * 2);
      sequences = Arrays.copyOf(sequences, depth * 2);
      indentless = Arrays.copyOf(indentless, depth * 2);
    }
    columns[depth] = column;
    sequences[depth] = sequence;
    indentless[depth] = false;
    depth++;
  }

  private void close() throws Unsure {
    endEntry();
    depth--;
    if (sequences[depth]) {
      endList();
    } else {
      if (indentless[depth]) {
        endList();
      }
      endMap();
    }
  }

  private void endEntry() throws Unsure {
    if (open) {
      nothing();
      open = false;
    }
  }

  /// Reads a line whose first character is at `at`.
  private void line(int at, int column) throws Unsure {
    if (depth > 0 && columns[depth - 1] > column) {
      do {
        close();
      } while (depth > 0 && columns[depth - 1] > column);
      if (depth == 0) {
        throw new Unsure();
      }
    }
    int from = at;
    int here = column;
    while (bytes[from] == '-' && QuickBytes.isBlankOrEnd(bytes[from + 1])) {
      dash(here);
      int next = from + 1;
      while (bytes[next] == ' ') {
        next++;
      }
      byte c = bytes[next];
      if (c == '\n' || c == '#' || c == 0) {
        pos = lineEnd(next);
        return;
      }
      here += next - from;
      from = next;
    }
    int colon = keyColon(from);
    if (colon >= 0) {
      entry(here);
      value(colon + 1);
    } else if (open && depth > 0 && columns[depth - 1] < here) {
      node(from);
    } else {
      throw new Unsure();
    }
  }

  /// A dash at that column.
  private void dash(int column) throws Unsure {
    if (parentColumn() < column) {
      mustBeOpen();
      push(column, true);
      beginList();
    } else if (sequences[depth - 1] || indentless[depth - 1]) {
      endEntry();
    } else {
      mustBeOpen();
      indentless[depth - 1] = true;
      beginList();
    }
    open = true;
  }

  private void mustBeOpen() throws Unsure {
    if (!open) {
      throw new Unsure();
    }
  }

  /// The key that was just found begins an entry at that column.
  private void entry(int column) throws Unsure {
    if (parentColumn() < column) {
      mustBeOpen();
      push(column, false);
      beginMap();
    } else {
      if (sequences[depth - 1]) {
        throw new Unsure();
      }
      endEntry();
      if (indentless[depth - 1]) {
        indentless[depth - 1] = false;
        endList();
      }
    }
    checkKey(keyStart, keyEnd, keyQuote);
    key(keyStart, keyEnd, keyQuote, keyQuote == 0 || simple());
    open = true;
  }

  /// A key of a flow map.
  final void flowKey(int from, int to, char quote) throws Unsure {
    checkKey(from, to, quote);
    key(from, to, quote, quote == 0 || simple());
  }

  /// Leaves to the full scanner the keys that mean more than a string: `<<`, null, and integers
  /// beyond Go's int.
  private void checkKey(int from, int to, char quote) throws Unsure {
    int size = to - from;
    if (size > LONGEST_KEY) {
      throw new Unsure();
    }
    if (quote != 0) {
      return;
    }
    byte c = bytes[from];
    boolean special =
        switch (c) {
          case '<' -> size == 2 && bytes[from + 1] == '<';
          case '~' -> size == 1;
          case 'n', 'N' -> size == 4 && (bytes[from + 1] | 0x20) == 'u';
          default -> size > 15 && ((c >= '0' && c <= '9') || c == '+');
        };
    if (special) {
      throw new Unsure();
    }
  }

  /// Finds the `:` of the key that begins at `from`, or -1 when what stands there is no key. The
  /// key must end on its line.
  private int keyColon(int from) throws Unsure {
    byte c = bytes[from];
    return switch (c) {
      case '"', '\'' -> quotedKeyColon(from, (char) c);
      case '[', '{', '|', '>' -> -1;
      default -> {
        checkPlainStart(from);
        yield plainKeyColon(from);
      }
    };
  }

  private int plainKeyColon(int from) throws Unsure {
    byte[] b = bytes;
    byte[] kinds = QuickBytes.KINDS;
    int at = from;
    int stop = from;
    while (true) {
      byte kind = kinds[b[at] & 0xFF];
      switch (kind) {
        case QuickBytes.ORDINARY -> stop = ++at;
        case QuickBytes.BLANK -> {
          at++;
          if (b[at] == '#') {
            return -1;
          }
        }
        case QuickBytes.COLON -> {
          if (QuickBytes.isBlankOrEnd(b[at + 1])) {
            keyStart = from;
            keyEnd = stop;
            keyQuote = 0;
            return at;
          }
          stop = ++at;
        }
        case QuickBytes.LINE_FEED, QuickBytes.END -> {
          return -1;
        }
        default -> {
          at = skipHigh(at, kind);
          stop = at;
        }
      }
    }
  }

  private int quotedKeyColon(int from, char quote) throws Unsure {
    int at = quote == '"' ? doubleQuoteEnd(from) : singleQuoteEnd(from);
    keyStart = from + 1;
    keyEnd = at - 1;
    keyQuote = quote;
    while (bytes[at] == ' ' || bytes[at] == '\t') {
      at++;
    }
    boolean colon = bytes[at] == ':' && QuickBytes.isBlankOrEnd(bytes[at + 1]);
    if (!colon) {
      return -1;
    }
    if (!simple() && indexOf('\n', keyStart, keyEnd) >= 0) {
      throw new Unsure();
    }
    return at;
  }

  private int indexOf(char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /// A plain scalar must not begin with what means something else.
  private void checkPlainStart(int at) throws Unsure {
    switch (bytes[at]) {
      case ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '\t' ->
          throw new Unsure();
      case '-', '?', ':' -> {
        if (QuickBytes.isBlankOrEnd(bytes[at + 1])) {
          throw new Unsure();
        }
      }
      default -> {}
    }
  }

  /// Reads what stands behind a key's colon.
  private void value(int from) throws Unsure {
    int at = from;
    while (bytes[at] == ' ') {
      at++;
    }
    byte c = bytes[at];
    if (c == '\n' || c == '#' || c == 0) {
      pos = lineEnd(at);
    } else {
      node(at);
    }
  }

  /// Reads a node that is no block collection, and the rest of its last line.
  private void node(int at) throws Unsure {
    open = false;
    switch (bytes[at]) {
      case '"' -> {
        int after = doubleQuoteEnd(at);
        quoted(at + 1, after - 1, '"', simple());
        pos = lineEnd(after);
      }
      case '\'' -> {
        int after = singleQuoteEnd(at);
        quoted(at + 1, after - 1, '\'', simple());
        pos = lineEnd(after);
      }
      case '[', '{' -> pos = lineEnd(new QuickFlow(this).scan(at));
      case '|', '>' -> {
        QuickBlock found = new QuickBlock(this, parentColumn());
        pos = found.scan(at);
        block(at, found.from(), pos, found.indent());
      }
      default -> {
        checkPlainStart(at);
        plainScalar(at);
      }
    }
  }

  /// Leaves infinities and NaN, which JSON does not have, to the full scanner.
  final void checkFinite(int from, int to) throws Unsure {
    byte c = bytes[from];
    if (c == '.' || c == '+' || c == '-') {
      int letter = bytes[c == '.' ? from + 1 : from + 2] | 0x20;
      if (to - from <= 5 && (letter == 'i' || letter == 'n')) {
        throw new Unsure();
      }
    }
  }

  private void plainScalar(int from) throws Unsure {
    int stop = plainLine(from);
    if (!continues()) {
      checkFinite(from, stop);
      plain(from, stop);
      return;
    }
    do {
      stop = plainLine(lineStart);
    } while (continues());
    folded(from, stop);
  }

  /// Where the text of the line begins that goes on with a plain scalar.
  private int lineStart;

  /// Whether a comment ended the last line of a plain scalar: then nothing goes on with it.
  private boolean commented;

  /// Reads one line of a plain scalar.
  ///
  /// @return the end of its text
  private int plainLine(int from) throws Unsure {
    byte[] b = bytes;
    byte[] kinds = QuickBytes.KINDS;
    commented = false;
    int at = from;
    int stop = from;
    while (true) {
      byte kind = kinds[b[at] & 0xFF];
      switch (kind) {
        case QuickBytes.ORDINARY -> stop = ++at;
        case QuickBytes.BLANK -> {
          at++;
          if (b[at] == '#') {
            commented = true;
            pos = skipLine(at);
            return stop;
          }
        }
        case QuickBytes.COLON -> {
          if (QuickBytes.isBlankOrEnd(b[at + 1])) {
            throw new Unsure();
          }
          stop = ++at;
        }
        case QuickBytes.LINE_FEED -> {
          pos = at + 1;
          return stop;
        }
        default -> {
          if (kind == QuickBytes.END && at >= end) {
            pos = at;
            return stop;
          }
          at = skipHigh(at, kind);
          stop = at;
        }
      }
    }
  }

  /// Whether the next line with text goes on with the plain scalar: it is indented more than the
  /// open collection, and begins no comment.
  private boolean continues() throws Unsure {
    if (commented) {
      return false;
    }
    int start = pos;
    while (true) {
      int at = start;
      while (bytes[at] == ' ') {
        at++;
      }
      byte c = bytes[at];
      if (c == '\n') {
        start = at + 1;
        continue;
      }
      if (c == '\t') {
        throw new Unsure();
      }
      lineStart = at;
      return c != 0 && c != '#' && at - start > parentColumn();
    }
  }
}
