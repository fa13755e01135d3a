package dev.slipway.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a TOML text into items as BurntSushi/toml does (lex.go): as far ahead of the parser as it
/// does, since the first of two errors is the one that is reported.
final class TomlLexer {
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

  private enum State {
    TOP,
    TOP_END,
    TABLE_START,
    TABLE_END,
    ARRAY_TABLE_END,
    TABLE_NAME_START,
    TABLE_NAME_END,
    BARE_NAME,
    QUOTED_NAME,
    KEY_START,
    KEY_NAME_START,
    KEY_END,
    VALUE,
    ARRAY_VALUE,
    ARRAY_VALUE_END,
    INLINE_VALUE,
    INLINE_VALUE_END,
    STRING,
    RAW_STRING,
    MULTILINE_STRING,
    MULTILINE_RAW_STRING,
    COMMENT
  }

  /// Ends a step at an error, which is queued already.
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super(null, null, false, false);
    }
  }

  private static final int END = 0;

  private final String text;
  private final TomlDialect dialect;
  private final boolean toml11;
  private final Deque<Item> items = new ArrayDeque<>();
  private final List<State> stack = new ArrayList<>();
  private @Nullable State state = State.TOP;
  private int start;
  private int pos;
  private int line = 1;
  private boolean atEnd;
  private boolean escaped;

  TomlLexer(String text, TomlDialect dialect) {
    this.text = text;
    this.dialect = dialect;
    this.toml11 = dialect == TomlDialect.V1_6;
  }

  Item next() {
    while (true) {
      Item item = items.poll();
      if (item != null) {
        return item;
      }
      State now = state;
      if (now == null) {
        return new Item(Kind.END, "", line);
      }
      try {
        state = step(now);
      } catch (Stop e) {
        state = null;
      }
    }
  }

  private @Nullable State step(State now) {
    return switch (now) {
      case TOP -> top();
      case TOP_END -> topEnd();
      case TABLE_START -> tableStart();
      case TABLE_END -> {
        emit(Kind.TABLE_END);
        yield State.TOP_END;
      }
      case ARRAY_TABLE_END -> arrayTableEnd();
      case TABLE_NAME_START -> tableNameStart();
      case TABLE_NAME_END -> tableNameEnd();
      case BARE_NAME -> bareName();
      case QUOTED_NAME -> quotedName();
      case KEY_START -> keyStart();
      case KEY_NAME_START -> keyNameStart();
      case KEY_END -> keyEnd();
      case VALUE -> value();
      case ARRAY_VALUE -> arrayValue();
      case ARRAY_VALUE_END -> arrayValueEnd();
      case INLINE_VALUE -> inlineValue();
      case INLINE_VALUE_END -> inlineValueEnd();
      case STRING -> string();
      case RAW_STRING -> rawString();
      case MULTILINE_STRING -> multilineString();
      case MULTILINE_RAW_STRING -> multilineRawString();
      case COMMENT -> comment();
    };
  }

  private int read() {
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

  private void back() {
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

  private boolean accept(char wanted) {
    if (read() == wanted) {
      return true;
    }
    back();
    return false;
  }

  private int peek() {
    int rune = read();
    back();
    return rune;
  }

  private void skipBlanks() {
    int c = read();
    while (isBlank(c)) {
      c = read();
    }
    back();
    ignore();
  }

  private void ignore() {
    start = pos;
  }

  private String current() {
    return text.substring(start, pos);
  }

  private void emit(Kind kind) {
    items.add(new Item(kind, current(), line));
    start = pos;
  }

  private State skip(State then) {
    ignore();
    return then;
  }

  private void push(State then) {
    stack.add(then);
  }

  private State pop() {
    return stack.removeLast();
  }

  private State emitAndPop(Kind kind) {
    emit(kind);
    return pop();
  }

  /// Go's `lx.error`.
  private Stop error(String message) {
    items.add(new Item(Kind.ERROR, message, atEnd ? line - 1 : line));
    return new Stop();
  }

  private Stop errorBefore(String message) {
    items.add(new Item(Kind.ERROR, message, line - 1));
    return new Stop();
  }

  /// Go's `lx.errorf`.
  private Stop errorf(String message) {
    boolean before =
        atEnd && (dialect == TomlDialect.V1_4 || (pos >= 1 && text.charAt(pos - 1) == '\n'));
    items.add(new Item(Kind.ERROR, message, before ? line - 1 : line));
    return new Stop();
  }

  private static String quoted(int rune) {
    return GoSyntax.quoteRune(rune);
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isNewLine(int c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHex(int c) {
    return c < 0x80 && CharKinds.hex((char) c) >= 0;
  }

  private @Nullable State top() {
    int c = read();
    if (isBlank(c) || isNewLine(c)) {
      return skip(State.TOP);
    }
    if (c == '#') {
      push(State.TOP);
      return commentStart();
    }
    if (c == '[') {
      return State.TABLE_START;
    }
    if (c == END) {
      if (pos > start) {
        throw errorf("unexpected EOF");
      }
      emit(Kind.END);
      return null;
    }
    back();
    push(State.TOP_END);
    return State.KEY_START;
  }

  private @Nullable State topEnd() {
    int c = read();
    if (c == '#') {
      push(State.TOP);
      return commentStart();
    }
    if (isBlank(c)) {
      return State.TOP_END;
    }
    if (isNewLine(c)) {
      return skip(State.TOP);
    }
    if (c == END) {
      emit(Kind.END);
      return null;
    }
    throw errorf(
        "expected a top-level item to end with a newline, comment, or EOF, but got "
            + quoted(c)
            + " instead");
  }

  private State tableStart() {
    if (peek() == '[') {
      read();
      emit(Kind.ARRAY_TABLE_START);
      push(State.ARRAY_TABLE_END);
    } else {
      emit(Kind.TABLE_START);
      push(State.TABLE_END);
    }
    return State.TABLE_NAME_START;
  }

  private State arrayTableEnd() {
    int c = read();
    if (c != ']') {
      throw errorf(
          "expected end of table array name delimiter ']', but got " + quoted(c) + " instead");
    }
    emit(Kind.ARRAY_TABLE_END);
    return State.TOP_END;
  }

  private State tableNameStart() {
    skipBlanks();
    int c = peek();
    if (c == ']' || c == END) {
      throw errorf("unexpected end of table name (table names cannot be empty)");
    }
    if (c == '.') {
      throw errorf("unexpected table separator (table names cannot be empty)");
    }
    push(State.TABLE_NAME_END);
    if (c == '"' || c == '\'') {
      ignore();
      return State.QUOTED_NAME;
    }
    return State.BARE_NAME;
  }

  private State tableNameEnd() {
    skipBlanks();
    int c = read();
    if (c == '.') {
      return skip(State.TABLE_NAME_START);
    }
    if (c == ']') {
      return pop();
    }
    throw errorf("expected '.' or ']' to end table name, but got " + quoted(c) + " instead");
  }

  private State bareName() {
    int c = read();
    while (isBareKey(c)) {
      c = read();
    }
    back();
    return emitAndPop(Kind.TEXT);
  }

  private boolean isBareKey(int c) {
    return c < 0x80 && CharKinds.isWord((char) c);
  }

  private State quotedName() {
    int c = read();
    ignore();
    return c == '"' ? State.STRING : State.RAW_STRING;
  }

  private State keyStart() {
    skipBlanks();
    int c = peek();
    if (c == '=' || c == END) {
      throw errorf("unexpected '=': key name appears blank");
    }
    if (c == '.') {
      throw errorf("unexpected '.': keys cannot start with a '.'");
    }
    if (c == '"' || c == '\'') {
      ignore();
    }
    emit(Kind.KEY_START);
    return State.KEY_NAME_START;
  }

  private State keyNameStart() {
    skipBlanks();
    int c = peek();
    if (c == '=' || c == END) {
      throw errorf("unexpected '='");
    }
    if (c == '.') {
      throw errorf("unexpected '.'");
    }
    push(State.KEY_END);
    if (c == '"' || c == '\'') {
      ignore();
      return State.QUOTED_NAME;
    }
    return State.BARE_NAME;
  }

  private State keyEnd() {
    skipBlanks();
    int c = read();
    if (c == '.') {
      return skip(State.KEY_NAME_START);
    }
    if (c == '=') {
      emit(Kind.KEY_END);
      return skip(State.VALUE);
    }
    if (c == END) {
      throw errorf("unexpected EOF; expected key separator '='");
    }
    String message = "expected '.' or '=', but got " + quoted(c) + " instead";
    throw c == '\n' && dialect != TomlDialect.V1_4 ? errorBefore(message) : errorf(message);
  }

  private State value() {
    int c = read();
    if (isBlank(c)) {
      return skip(State.VALUE);
    }
    if (isDigit(c)) {
      return new TomlNumberLexer().digits(c);
    }
    switch (c) {
      case '[' -> {
        ignore();
        emit(Kind.ARRAY);
        return State.ARRAY_VALUE;
      }
      case '{' -> {
        ignore();
        emit(Kind.INLINE_TABLE);
        return State.INLINE_VALUE;
      }
      case '"' -> {
        return quotes('"', State.MULTILINE_STRING, State.STRING);
      }
      case '\'' -> {
        return quotes('\'', State.MULTILINE_RAW_STRING, State.RAW_STRING);
      }
      case '.' -> throw errorf("floats must start with a digit, not '.'");
      case 'i', 'n' -> {
        if ((accept('n') && accept('f')) || (accept('a') && accept('n'))) {
          return emitAndPop(Kind.FLOAT);
        }
      }
      case '-', '+' -> {
        return new TomlNumberLexer().signed();
      }
      default -> {}
    }
    return word(c);
  }

  private State quotes(char quote, State multiline, State single) {
    if (accept(quote)) {
      if (accept(quote)) {
        return skip(multiline);
      }
      back();
    }
    return skip(single);
  }

  private State word(int c) {
    if (Character.isLetter(c)) {
      back();
      return bool();
    }
    if (c == END) {
      throw errorf("unexpected EOF; expected value");
    }
    String message = "expected value but found " + quoted(c) + " instead";
    throw c == '\n' && dialect != TomlDialect.V1_4 ? errorBefore(message) : errorf(message);
  }

  private State bool() {
    int from = pos;
    int c = read();
    while (Character.isLetter(c)) {
      c = read();
    }
    back();
    String found = text.substring(from, pos);
    if (found.equals("true") || found.equals("false")) {
      return emitAndPop(Kind.BOOL);
    }
    StringBuilder shown = new StringBuilder();
    GoSyntax.quote(shown, found);
    throw errorf("expected value but found " + shown + " instead");
  }

  private State arrayValue() {
    int c = read();
    if (isBlank(c) || isNewLine(c)) {
      return skip(State.ARRAY_VALUE);
    }
    if (c == '#') {
      push(State.ARRAY_VALUE);
      return commentStart();
    }
    if (c == ',') {
      throw errorf("unexpected comma");
    }
    if (c == ']') {
      ignore();
      return emitAndPop(Kind.ARRAY_END);
    }
    back();
    push(State.ARRAY_VALUE_END);
    return State.VALUE;
  }

  private State arrayValueEnd() {
    int c = read();
    if (isBlank(c) || isNewLine(c)) {
      return skip(State.ARRAY_VALUE_END);
    }
    if (c == '#') {
      push(State.ARRAY_VALUE_END);
      return commentStart();
    }
    if (c == ',') {
      return skip(State.ARRAY_VALUE);
    }
    if (c == ']') {
      ignore();
      return emitAndPop(Kind.ARRAY_END);
    }
    throw errorf("expected a comma (',') or array terminator (']'), but got " + shown(c));
  }

  private static String shown(int c) {
    return c == END ? "end of file" : "'" + Character.toString(c) + "'";
  }

  private State inlineValue() {
    int c = read();
    if (isBlank(c)) {
      return skip(State.INLINE_VALUE);
    }
    if (isNewLine(c)) {
      return inlineNewLine(State.INLINE_VALUE);
    }
    if (c == '#') {
      push(State.INLINE_VALUE);
      return commentStart();
    }
    if (c == ',') {
      throw errorf("unexpected comma");
    }
    if (c == '}') {
      ignore();
      return emitAndPop(Kind.INLINE_TABLE_END);
    }
    back();
    push(State.INLINE_VALUE_END);
    return State.KEY_START;
  }

  private State inlineNewLine(State then) {
    if (!toml11) {
      throw errorBefore("newlines not allowed within inline tables");
    }
    return skip(then);
  }

  private State inlineValueEnd() {
    int c = read();
    if (isBlank(c)) {
      return skip(State.INLINE_VALUE_END);
    }
    if (isNewLine(c)) {
      return inlineNewLine(State.INLINE_VALUE_END);
    }
    if (c == '#') {
      push(State.INLINE_VALUE_END);
      return commentStart();
    }
    if (c == ',') {
      return afterInlineComma();
    }
    if (c == '}') {
      ignore();
      return emitAndPop(Kind.INLINE_TABLE_END);
    }
    throw errorf(
        "expected a comma or an inline table terminator '}', but got " + shown(c) + " instead");
  }

  private State afterInlineComma() {
    ignore();
    skipBlanks();
    if (peek() != '}') {
      return State.INLINE_VALUE;
    }
    if (!toml11) {
      throw errorf("trailing comma not allowed in inline tables");
    }
    return State.INLINE_VALUE_END;
  }

  private State string() {
    while (true) {
      int c = read();
      if (c == END) {
        throw errorf("unexpected EOF; expected '\"'");
      }
      if (isNewLine(c)) {
        throw errorBefore("strings cannot contain newlines");
      }
      if (c == '\\') {
        escape();
      } else if (c == '"') {
        back();
        emit(escaped ? Kind.ESCAPED_STRING : Kind.STRING);
        escaped = false;
        read();
        ignore();
        return pop();
      }
    }
  }

  private State rawString() {
    while (true) {
      int c = read();
      if (c == END) {
        throw errorf("unexpected EOF; expected \"'\"");
      }
      if (isNewLine(c)) {
        throw errorBefore("strings cannot contain newlines");
      }
      if (c == '\'') {
        back();
        emit(Kind.RAW_STRING);
        read();
        ignore();
        return pop();
      }
    }
  }

  private State multilineString() {
    while (true) {
      int c = read();
      if (c == END) {
        throw errorf("unexpected EOF; expected '\"\"\"'");
      }
      if (c == '\\') {
        if (!isNewLine(read())) {
          back();
          escape();
        }
      } else if (c == '"' && closes('"')) {
        escaped = false;
        return close(Kind.MULTILINE_STRING);
      }
    }
  }

  private State multilineRawString() {
    while (true) {
      int c = read();
      if (c == END) {
        throw errorf("unexpected EOF; expected \"'''\"");
      }
      if (c == '\'' && closes('\'')) {
        return close(Kind.RAW_MULTILINE_STRING);
      }
    }
  }

  /// Whether the quote just read is the first of the three that end the string: up to two more may
  /// stand before them.
  private boolean closes(char quote) {
    if (!accept(quote)) {
      return false;
    }
    if (!accept(quote)) {
      back();
      return false;
    }
    if (peek() != quote) {
      return true;
    }
    String five = String.valueOf(quote).repeat(5);
    String now = current();
    if (now.endsWith(five) && !(quote == '"' && now.endsWith("\\" + five))) {
      String six = five + quote;
      throw errorf(quote == '"' ? "unexpected '" + six + "'" : "unexpected \"" + six + "\"");
    }
    back();
    back();
    return false;
  }

  private State close(Kind kind) {
    pos -= 3;
    emit(kind);
    pos += 3;
    ignore();
    return pop();
  }

  private void escape() {
    escaped = true;
    int c = read();
    switch (c) {
      case 'b', 't', 'n', 'f', 'r', '"', ' ', '\t', '\\' -> {}
      case 'u' -> unicode(4, "four hexadecimal digits after '\\u'");
      case 'U' -> unicode(8, "eight hexadecimal digits after '\\U'");
      case 'e', 'x' -> {
        if (!toml11) {
          throw wrongEscape(c);
        }
        if (c == 'x') {
          unicode(2, "two hexadecimal digits after '\\x'");
        }
      }
      default -> throw wrongEscape(c);
    }
  }

  private Stop wrongEscape(int c) {
    return error("invalid escape in string '\\" + Character.toString(c) + "'");
  }

  private void unicode(int digits, String wanted) {
    for (int i = 0; i < digits; i++) {
      if (!isHex(read())) {
        StringBuilder shown = new StringBuilder();
        GoSyntax.quote(shown, current());
        throw errorf("expected " + wanted + ", but got " + shown + " instead");
      }
    }
  }

  private State commentStart() {
    ignore();
    emit(Kind.COMMENT_START);
    return State.COMMENT;
  }

  private State comment() {
    int c = read();
    while (!isNewLine(c) && c != END) {
      c = read();
    }
    back();
    return emitAndPop(Kind.TEXT);
  }

  /// Reads numbers, dates and times.
  private final class TomlNumberLexer {
    State digits(int first) {
      int c = read();
      if (first == '0' && !isDigit(c)) {
        switch (c) {
          case 'b' -> {
            return based("a binary", "01");
          }
          case 'o' -> {
            return based("an octal", "01234567");
          }
          case 'x' -> {
            String word = dialect == TomlDialect.V1_4 ? "a hexidecimal" : "a hexadecimal";
            return based(word, "0123456789abcdefABCDEF");
          }
          case '-', ':' -> {
            back();
            return emitAndPop(Kind.INTEGER);
          }
          default -> {}
        }
      }
      while (isDigit(c)) {
        c = read();
      }
      return switch (c) {
        case '-', ':' -> date();
        case '_' -> decimal();
        case '.', 'e', 'E' -> real();
        default -> {
          back();
          yield emitAndPop(Kind.INTEGER);
        }
      };
    }

    private State based(String what, String digits) {
      int c = peek();
      if (c == END || digits.indexOf(c) < 0) {
        throw errorf("not " + what + " number: '" + current() + Character.toString(c) + "'");
      }
      while (c == '_' || (c != END && digits.indexOf(c) >= 0)) {
        c = read();
      }
      back();
      return emitAndPop(Kind.INTEGER);
    }

    private State decimal() {
      int c = read();
      while (isDigit(c) || c == '_') {
        c = read();
      }
      if (c == '.' || c == 'e' || c == 'E') {
        return real();
      }
      back();
      return emitAndPop(Kind.INTEGER);
    }

    private State real() {
      int c = read();
      while (isDigit(c) || (c != END && "_.-+eE".indexOf(c) >= 0)) {
        c = read();
      }
      back();
      return emitAndPop(Kind.FLOAT);
    }

    private State date() {
      int c = read();
      while (isDigit(c) || (c != END && "-:Tt .Zz+".indexOf(c) >= 0)) {
        c = read();
      }
      back();
      items.add(new Item(Kind.DATETIME, current().strip(), line));
      start = pos;
      return pop();
    }

    State signed() {
      int c = read();
      switch (c) {
        case 'i' -> {
          return special('n', 'f');
        }
        case 'n' -> {
          return special('a', 'n');
        }
        case '0' -> {
          int p = peek();
          if (p == 'b' || p == 'o' || p == 'x') {
            throw errorf(
                "cannot use sign with non-decimal numbers: '"
                    + current()
                    + Character.toString(p)
                    + "'");
          }
        }
        case '.' -> throw errorf("floats must start with a digit, not '.'");
        default -> {}
      }
      if (isDigit(c)) {
        return decimal();
      }
      throw errorf("expected a digit but got " + quoted(c));
    }

    private State special(char second, char third) {
      if (!accept(second) || !accept(third)) {
        throw errorf("invalid float: '" + current() + "'");
      }
      return emitAndPop(Kind.FLOAT);
    }
  }
}
