package dev.slipway.yaml;

import dev.slipway.yaml.TomlCursor.Kind;

/// Reads the strings of a TOML text, from behind their opening quotes to behind the closing ones.
final class TomlStringLexer {
  private final TomlCursor in;
  private boolean escaped;

  TomlStringLexer(TomlCursor in) {
    this.in = in;
  }

  void basic() {
    while (true) {
      int c = in.read();
      if (c == TomlCursor.END) {
        throw in.errorf("unexpected EOF; expected '\"'");
      }
      if (TomlCursor.isNewLine(c)) {
        throw in.errorBefore("strings cannot contain newlines");
      }
      if (c == '\\') {
        escape();
      } else if (c == '"') {
        in.back();
        in.emit(escaped ? Kind.ESCAPED_STRING : Kind.STRING);
        escaped = false;
        in.read();
        in.ignore();
        return;
      }
    }
  }

  void raw() {
    while (true) {
      int c = in.read();
      if (c == TomlCursor.END) {
        throw in.errorf("unexpected EOF; expected \"'\"");
      }
      if (TomlCursor.isNewLine(c)) {
        throw in.errorBefore("strings cannot contain newlines");
      }
      if (c == '\'') {
        in.back();
        in.emit(Kind.RAW_STRING);
        in.read();
        in.ignore();
        return;
      }
    }
  }

  void multiline() {
    while (true) {
      int c = in.read();
      if (c == TomlCursor.END) {
        throw in.errorf("unexpected EOF; expected '\"\"\"'");
      }
      if (c == '\\') {
        if (!TomlCursor.isNewLine(in.read())) {
          in.back();
          escape();
        }
      } else if (c == '"' && closes('"')) {
        escaped = false;
        close(Kind.MULTILINE_STRING);
        return;
      }
    }
  }

  void multilineRaw() {
    while (true) {
      int c = in.read();
      if (c == TomlCursor.END) {
        throw in.errorf("unexpected EOF; expected \"'''\"");
      }
      if (c == '\'' && closes('\'')) {
        close(Kind.RAW_MULTILINE_STRING);
        return;
      }
    }
  }

  /// Whether the quote just read is the first of the three that end the string: up to two more may
  /// stand before them.
  private boolean closes(char quote) {
    if (!in.accept(quote)) {
      return false;
    }
    if (!in.accept(quote)) {
      in.back();
      return false;
    }
    if (in.peek() != quote) {
      return true;
    }
    String five = String.valueOf(quote).repeat(5);
    String now = in.current();
    if (now.endsWith(five) && !(quote == '"' && now.endsWith("\\" + five))) {
      String six = five + quote;
      throw in.errorf(quote == '"' ? "unexpected '" + six + "'" : "unexpected \"" + six + "\"");
    }
    in.back();
    in.back();
    return false;
  }

  private void close(Kind kind) {
    in.emitBeforeQuotes(kind);
  }

  private void escape() {
    escaped = true;
    int c = in.read();
    switch (c) {
      case 'b', 't', 'n', 'f', 'r', '"', ' ', '\t', '\\' -> {}
      case 'u' -> unicode(4, "four hexadecimal digits after '\\u'");
      case 'U' -> unicode(8, "eight hexadecimal digits after '\\U'");
      case 'e', 'x' -> {
        if (!in.toml11()) {
          throw wrongEscape(c);
        }
        if (c == 'x') {
          unicode(2, "two hexadecimal digits after '\\x'");
        }
      }
      default -> throw wrongEscape(c);
    }
  }

  private TomlCursor.Stop wrongEscape(int c) {
    return in.error("invalid escape in string '\\" + Character.toString(c) + "'");
  }

  private void unicode(int digits, String wanted) {
    for (int i = 0; i < digits; i++) {
      if (!TomlCursor.isHex(in.read())) {
        StringBuilder shown = new StringBuilder();
        GoSyntax.quote(shown, in.current());
        throw in.errorf("expected " + wanted + ", but got " + shown + " instead");
      }
    }
  }
}
