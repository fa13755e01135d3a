package dev.slipway.yaml;

import dev.slipway.yaml.TomlCursor.Kind;

/// Reads the numbers, dates and times of a TOML text.
final class TomlNumberLexer {
  private final TomlCursor in;

  TomlNumberLexer(TomlCursor in) {
    this.in = in;
  }

  void digits(int first) {
    int c = in.read();
    if (first == '0' && !TomlCursor.isDigit(c)) {
      switch (c) {
        case 'b' -> {
          based("a binary", "01");
          return;
        }
        case 'o' -> {
          based("an octal", "01234567");
          return;
        }
        case 'x' -> {
          String word = in.dialect == TomlDialect.V1_4 ? "a hexidecimal" : "a hexadecimal";
          based(word, "0123456789abcdefABCDEF");
          return;
        }
        case '-', ':' -> {
          in.back();
          in.emit(Kind.INTEGER);
          return;
        }
        default -> {}
      }
    }
    while (TomlCursor.isDigit(c)) {
      c = in.read();
    }
    switch (c) {
      case '-', ':' -> date();
      case '_' -> decimal();
      case '.', 'e', 'E' -> real();
      default -> {
        in.back();
        in.emit(Kind.INTEGER);
      }
    }
  }

  private void based(String what, String digits) {
    int c = in.peek();
    if (c == TomlCursor.END || digits.indexOf(c) < 0) {
      throw in.errorf("not " + what + " number: '" + in.current() + Character.toString(c) + "'");
    }
    while (c == '_' || (c != TomlCursor.END && digits.indexOf(c) >= 0)) {
      c = in.read();
    }
    in.back();
    in.emit(Kind.INTEGER);
  }

  private void decimal() {
    int c = in.read();
    while (TomlCursor.isDigit(c) || c == '_') {
      c = in.read();
    }
    if (c == '.' || c == 'e' || c == 'E') {
      real();
      return;
    }
    in.back();
    in.emit(Kind.INTEGER);
  }

  private void real() {
    int c = in.read();
    while (TomlCursor.isDigit(c) || (c != TomlCursor.END && "_.-+eE".indexOf(c) >= 0)) {
      c = in.read();
    }
    in.back();
    in.emit(Kind.FLOAT);
  }

  private void date() {
    int c = in.read();
    while (TomlCursor.isDigit(c) || (c != TomlCursor.END && "-:Tt .Zz+".indexOf(c) >= 0)) {
      c = in.read();
    }
    in.back();
    in.emitTrimmed(Kind.DATETIME);
  }

  void signed() {
    int c = in.read();
    switch (c) {
      case 'i' -> {
        special('n', 'f');
        return;
      }
      case 'n' -> {
        special('a', 'n');
        return;
      }
      case '0' -> {
        int p = in.peek();
        if (p == 'b' || p == 'o' || p == 'x') {
          throw in.errorf(
              "cannot use sign with non-decimal numbers: '"
                  + in.current()
                  + Character.toString(p)
                  + "'");
        }
      }
      case '.' -> throw in.errorf("floats must start with a digit, not '.'");
      default -> {}
    }
    if (TomlCursor.isDigit(c)) {
      decimal();
      return;
    }
    throw in.errorf("expected a digit but got " + TomlCursor.quoted(c));
  }

  private void special(char second, char third) {
    if (!in.accept(second) || !in.accept(third)) {
      throw in.errorf("invalid float: '" + in.current() + "'");
    }
    in.emit(Kind.FLOAT);
  }
}
