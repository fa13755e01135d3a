package dev.slipway.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The place where the lexer of a TOML text reads, and the items that it has found.
final class TomlCursor {
  /// What an item is.
  enum Kind {
    ERROR,
    END,
    TEXT,
    STRING,
    ESCAPED_STRING,
    RAW_STRING,
    MULTILINE_STRING,
    RAW_MULTILINE_STRING,
    BOOL,
    INTEGER,
    FLOAT,
    DATETIME,
    ARRAY,
    ARRAY_END,
    TABLE_START,
    TABLE_END,
    ARRAY_TABLE_START,
    ARRAY_TABLE_END,
    KEY_START,
    KEY_END,
    COMMENT_START,
    INLINE_TABLE,
    INLINE_TABLE_END
  }

  /// @param value its text, or an error's message
  /// @param line the 1-based line where it ends
  record Item(Kind kind, String value, int line) {}

  /// Ends a step at an error, which is queued already.
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super(null, null, false, false);
    }
  }

  /// What [#read] gives at the end of the text.
  static final int END = 0;

  final TomlDialect dialect;
  private final String text;
  private final Deque<Item> items = new ArrayDeque<>();
  private int start;
  private int pos;
  private int line = 1;
  private boolean atEnd;

  TomlCursor(String text, TomlDialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  boolean toml11() {
    return dialect == TomlDialect.V1_6;
  }

  /// The next item that was found, or null.
  @Nullable Item poll() {
    return items.poll();
  }

  Item endItem() {
    return new Item(Kind.END, "", line);
  }

  /// Whether something was read since the last item.
  boolean hasText() {
    return pos > start;
  }

  int pos() {
    return pos;
  }

  String since(int from) {
    return text.substring(from, pos);
  }

  int read() {
    if (pos >= text.length()) {
      atEnd = true;
      return END;
    }
    char c = text.charAt(pos);
    if (c == '\n') {
      line++;
    }
    int rune = text.codePointAt(pos);
    if (rune >= 0xDC80 && rune <= 0xDCFF) {
      throw error("invalid UTF-8 byte: 0x" + Integer.toHexString(rune - 0xDC00));
    }
    boolean loneReturn = c == '\r' && (pos + 1 == text.length() || text.charAt(pos + 1) != '\n');
    if (loneReturn || c == 0x7F || (c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
      String digits = Integer.toHexString(c);
      items.add(
          new Item(
              Kind.ERROR,
              "TOML files cannot contain control characters: '0x"
                  + (digits.length() < 2 ? "0" : "")
                  + digits
                  + "'",
              line));
      throw new Stop();
    }
    pos += Character.charCount(rune);
    return rune;
  }

  void back() {
    if (atEnd) {
      atEnd = false;
      return;
    }
    pos -=
        pos >= 2 && Character.isSurrogatePair(text.charAt(pos - 2), text.charAt(pos - 1)) ? 2 : 1;
    if (text.charAt(pos) == '\n') {
      line--;
    }
  }

  boolean accept(char wanted) {
    if (read() == wanted) {
      return true;
    }
    back();
    return false;
  }

  int peek() {
    int rune = read();
    back();
    return rune;
  }

  void skipBlanks() {
    int c = read();
    while (isBlank(c)) {
      c = read();
    }
    back();
    ignore();
  }

  void ignore() {
    start = pos;
  }

  String current() {
    return text.substring(start, pos);
  }

  void emit(Kind kind) {
    items.add(new Item(kind, current(), line));
    start = pos;
  }

  /// Go's `lx.error`.
  Stop error(String message) {
    items.add(new Item(Kind.ERROR, message, atEnd ? line - 1 : line));
    return new Stop();
  }

  Stop errorBefore(String message) {
    items.add(new Item(Kind.ERROR, message, line - 1));
    return new Stop();
  }

  /// Go's `lx.errorf`.
  Stop errorf(String message) {
    boolean before =
        atEnd && (dialect == TomlDialect.V1_4 || (pos >= 1 && text.charAt(pos - 1) == '\n'));
    items.add(new Item(Kind.ERROR, message, before ? line - 1 : line));
    return new Stop();
  }

  static String quoted(int rune) {
    return GoSyntax.quoteRune(rune);
  }

  static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  static boolean isNewLine(int c) {
    return c == '\n' || c == '\r';
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHex(int c) {
    return c < 0x80 && CharKinds.hex((char) c) >= 0;
  }

  /// Emits what was read without the white space around it.
  void emitTrimmed(Kind kind) {
    items.add(new Item(kind, current().strip(), line));
    start = pos;
  }

  /// Emits what stands before the last three characters.
  void emitBeforeQuotes(Kind kind) {
    pos -= 3;
    emit(kind);
    pos += 3;
    ignore();
  }
}
