package dev.slipway.yaml;

import dev.slipway.yaml.TomlCursor.Item;
import dev.slipway.yaml.TomlCursor.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a TOML text into items as BurntSushi/toml does (lex.go): as far ahead of the parser as it
/// does, since the first of two errors is the one that is reported.
final class TomlLexer {
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

  private static final int END = TomlCursor.END;

  private final TomlCursor in;
  private final TomlStringLexer strings;
  private final TomlNumberLexer numbers;
  private final List<State> stack = new ArrayList<>();
  private @Nullable State state = State.TOP;

  TomlLexer(String text, TomlDialect dialect) {
    in = new TomlCursor(text, dialect);
    strings = new TomlStringLexer(in);
    numbers = new TomlNumberLexer(in);
  }

  Item next() {
    while (true) {
      Item item = in.poll();
      if (item != null) {
        return item;
      }
      State now = state;
      if (now == null) {
        return in.endItem();
      }
      try {
        state = step(now);
      } catch (TomlCursor.Stop e) {
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
        in.emit(Kind.TABLE_END);
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
      case STRING, RAW_STRING, MULTILINE_STRING, MULTILINE_RAW_STRING -> string(now);
      case COMMENT -> comment();
    };
  }

  private State skip(State then) {
    in.ignore();
    return then;
  }

  private void push(State then) {
    stack.add(then);
  }

  private State pop() {
    return stack.removeLast();
  }

  private State emitAndPop(Kind kind) {
    in.emit(kind);
    return pop();
  }

  private @Nullable State top() {
    int c = in.read();
    if (TomlCursor.isBlank(c) || TomlCursor.isNewLine(c)) {
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
      if (in.hasText()) {
        throw in.errorf("unexpected EOF");
      }
      in.emit(Kind.END);
      return null;
    }
    in.back();
    push(State.TOP_END);
    return State.KEY_START;
  }

  private @Nullable State topEnd() {
    int c = in.read();
    if (c == '#') {
      push(State.TOP);
      return commentStart();
    }
    if (TomlCursor.isBlank(c)) {
      return State.TOP_END;
    }
    if (TomlCursor.isNewLine(c)) {
      return skip(State.TOP);
    }
    if (c == END) {
      in.emit(Kind.END);
      return null;
    }
    throw in.errorf(
        "expected a top-level item to end with a newline, comment, or EOF, but got "
            + TomlCursor.quoted(c)
            + " instead");
  }

  private State tableStart() {
    if (in.peek() == '[') {
      in.read();
      in.emit(Kind.ARRAY_TABLE_START);
      push(State.ARRAY_TABLE_END);
    } else {
      in.emit(Kind.TABLE_START);
      push(State.TABLE_END);
    }
    return State.TABLE_NAME_START;
  }

  private State arrayTableEnd() {
    int c = in.read();
    if (c != ']') {
      throw in.errorf(
          "expected end of table array name delimiter ']', but got "
              + TomlCursor.quoted(c)
              + " instead");
    }
    in.emit(Kind.ARRAY_TABLE_END);
    return State.TOP_END;
  }

  private State tableNameStart() {
    in.skipBlanks();
    int c = in.peek();
    if (c == ']' || c == END) {
      throw in.errorf("unexpected end of table name (table names cannot be empty)");
    }
    if (c == '.') {
      throw in.errorf("unexpected table separator (table names cannot be empty)");
    }
    push(State.TABLE_NAME_END);
    if (c == '"' || c == '\'') {
      in.ignore();
      return State.QUOTED_NAME;
    }
    return State.BARE_NAME;
  }

  private State tableNameEnd() {
    in.skipBlanks();
    int c = in.read();
    if (c == '.') {
      return skip(State.TABLE_NAME_START);
    }
    if (c == ']') {
      return pop();
    }
    throw in.errorf(
        "expected '.' or ']' to end table name, but got " + TomlCursor.quoted(c) + " instead");
  }

  private State bareName() {
    int c = in.read();
    while (isBareKey(c)) {
      c = in.read();
    }
    in.back();
    return emitAndPop(Kind.TEXT);
  }

  private boolean isBareKey(int c) {
    return c < 0x80 && CharKinds.isWord((char) c);
  }

  private State quotedName() {
    int c = in.read();
    in.ignore();
    return c == '"' ? State.STRING : State.RAW_STRING;
  }

  private State keyStart() {
    in.skipBlanks();
    int c = in.peek();
    if (c == '=' || c == END) {
      throw in.errorf("unexpected '=': key name appears blank");
    }
    if (c == '.') {
      throw in.errorf("unexpected '.': keys cannot start with a '.'");
    }
    if (c == '"' || c == '\'') {
      in.ignore();
    }
    in.emit(Kind.KEY_START);
    return State.KEY_NAME_START;
  }

  private State keyNameStart() {
    in.skipBlanks();
    int c = in.peek();
    if (c == '=' || c == END) {
      throw in.errorf("unexpected '='");
    }
    if (c == '.') {
      throw in.errorf("unexpected '.'");
    }
    push(State.KEY_END);
    if (c == '"' || c == '\'') {
      in.ignore();
      return State.QUOTED_NAME;
    }
    return State.BARE_NAME;
  }

  private State keyEnd() {
    in.skipBlanks();
    int c = in.read();
    if (c == '.') {
      return skip(State.KEY_NAME_START);
    }
    if (c == '=') {
      in.emit(Kind.KEY_END);
      return skip(State.VALUE);
    }
    if (c == END) {
      throw in.errorf("unexpected EOF; expected key separator '='");
    }
    String message = "expected '.' or '=', but got " + TomlCursor.quoted(c) + " instead";
    throw c == '\n' && in.dialect != TomlDialect.V1_4
        ? in.errorBefore(message)
        : in.errorf(message);
  }

  private State value() {
    int c = in.read();
    if (TomlCursor.isBlank(c)) {
      return skip(State.VALUE);
    }
    if (TomlCursor.isDigit(c)) {
      numbers.digits(c);
      return pop();
    }
    switch (c) {
      case '[' -> {
        in.ignore();
        in.emit(Kind.ARRAY);
        return State.ARRAY_VALUE;
      }
      case '{' -> {
        in.ignore();
        in.emit(Kind.INLINE_TABLE);
        return State.INLINE_VALUE;
      }
      case '"' -> {
        return quotes('"', State.MULTILINE_STRING, State.STRING);
      }
      case '\'' -> {
        return quotes('\'', State.MULTILINE_RAW_STRING, State.RAW_STRING);
      }
      case '.' -> throw in.errorf("floats must start with a digit, not '.'");
      case 'i', 'n' -> {
        if ((in.accept('n') && in.accept('f')) || (in.accept('a') && in.accept('n'))) {
          return emitAndPop(Kind.FLOAT);
        }
      }
      case '-', '+' -> {
        numbers.signed();
        return pop();
      }
      default -> {}
    }
    return word(c);
  }

  private State quotes(char quote, State multiline, State single) {
    if (in.accept(quote)) {
      if (in.accept(quote)) {
        return skip(multiline);
      }
      in.back();
    }
    return skip(single);
  }

  private State word(int c) {
    if (Character.isLetter(c)) {
      in.back();
      return bool();
    }
    if (c == END) {
      throw in.errorf("unexpected EOF; expected value");
    }
    String message = "expected value but found " + TomlCursor.quoted(c) + " instead";
    throw c == '\n' && in.dialect != TomlDialect.V1_4
        ? in.errorBefore(message)
        : in.errorf(message);
  }

  private State bool() {
    int from = in.pos();
    int c = in.read();
    while (Character.isLetter(c)) {
      c = in.read();
    }
    in.back();
    String found = in.since(from);
    if (found.equals("true") || found.equals("false")) {
      return emitAndPop(Kind.BOOL);
    }
    StringBuilder shown = new StringBuilder();
    GoSyntax.quote(shown, found);
    throw in.errorf("expected value but found " + shown + " instead");
  }

  private State arrayValue() {
    int c = in.read();
    if (TomlCursor.isBlank(c) || TomlCursor.isNewLine(c)) {
      return skip(State.ARRAY_VALUE);
    }
    if (c == '#') {
      push(State.ARRAY_VALUE);
      return commentStart();
    }
    if (c == ',') {
      throw in.errorf("unexpected comma");
    }
    if (c == ']') {
      in.ignore();
      return emitAndPop(Kind.ARRAY_END);
    }
    in.back();
    push(State.ARRAY_VALUE_END);
    return State.VALUE;
  }

  private State arrayValueEnd() {
    int c = in.read();
    if (TomlCursor.isBlank(c) || TomlCursor.isNewLine(c)) {
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
      in.ignore();
      return emitAndPop(Kind.ARRAY_END);
    }
    throw in.errorf("expected a comma (',') or array terminator (']'), but got " + shown(c));
  }

  private static String shown(int c) {
    return c == END ? "end of file" : "'" + Character.toString(c) + "'";
  }

  private State inlineValue() {
    int c = in.read();
    if (TomlCursor.isBlank(c)) {
      return skip(State.INLINE_VALUE);
    }
    if (TomlCursor.isNewLine(c)) {
      return inlineNewLine(State.INLINE_VALUE);
    }
    if (c == '#') {
      push(State.INLINE_VALUE);
      return commentStart();
    }
    if (c == ',') {
      throw in.errorf("unexpected comma");
    }
    if (c == '}') {
      in.ignore();
      return emitAndPop(Kind.INLINE_TABLE_END);
    }
    in.back();
    push(State.INLINE_VALUE_END);
    return State.KEY_START;
  }

  private State inlineNewLine(State then) {
    if (!in.toml11()) {
      throw in.errorBefore("newlines not allowed within inline tables");
    }
    return skip(then);
  }

  private State inlineValueEnd() {
    int c = in.read();
    if (TomlCursor.isBlank(c)) {
      return skip(State.INLINE_VALUE_END);
    }
    if (TomlCursor.isNewLine(c)) {
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
      in.ignore();
      return emitAndPop(Kind.INLINE_TABLE_END);
    }
    throw in.errorf(
        "expected a comma or an inline table terminator '}', but got " + shown(c) + " instead");
  }

  private State afterInlineComma() {
    in.ignore();
    in.skipBlanks();
    if (in.peek() != '}') {
      return State.INLINE_VALUE;
    }
    if (!in.toml11()) {
      throw in.errorf("trailing comma not allowed in inline tables");
    }
    return State.INLINE_VALUE_END;
  }

  private State string(State now) {
    switch (now) {
      case RAW_STRING -> strings.raw();
      case MULTILINE_STRING -> strings.multiline();
      case MULTILINE_RAW_STRING -> strings.multilineRaw();
      default -> strings.basic();
    }
    return pop();
  }

  private State commentStart() {
    in.ignore();
    in.emit(Kind.COMMENT_START);
    return State.COMMENT;
  }

  private State comment() {
    int c = in.read();
    while (!TomlCursor.isNewLine(c) && c != END) {
      c = in.read();
    }
    in.back();
    return emitAndPop(Kind.TEXT);
  }
}
