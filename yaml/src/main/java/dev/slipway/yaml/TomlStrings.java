package dev.slipway.yaml;

/// What the strings of a TOML document stand for.
final class TomlStrings {
  /// An escape that the lexer lets pass.
  static final class WrongEscape extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    WrongEscape(String problem) {
      super(problem);
      this.problem = problem;
    }

    String problem() {
      return problem;
    }
  }

  private TomlStrings() {}

  static String afterFirstBreak(String text) {
    if (text.startsWith("\n")) {
      return text.substring(1);
    }
    return text.startsWith("\r\n") ? text.substring(2) : text;
  }

  /// Removes the line breaks that stand behind a backslash, and the white space after them.
  static String joinLines(String text) {
    int backslash = text.indexOf('\\');
    if (backslash < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int start = 0;
    int at = backslash;
    while (at >= 0) {
      if (at + 1 < text.length() && text.charAt(at + 1) == '\\') {
        at = text.indexOf('\\', at + 2);
        continue;
      }
      int end = at + 1;
      while (end < text.length() && " \t\r\n".indexOf(text.charAt(end)) >= 0) {
        end++;
      }
      int lineBreak = text.indexOf('\n', at);
      if (lineBreak < 0 || lineBreak >= end) {
        at = text.indexOf('\\', at + 1);
        continue;
      }
      out.append(text, start, at);
      start = end;
      at = text.indexOf('\\', end);
    }
    return out.append(text, start, text.length()).toString();
  }

  static String unescape(String text) throws WrongEscape {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char code = text.charAt(i++);
      switch (code) {
        case 'b' -> out.append('\b');
        case 't' -> out.append('\t');
        case 'n' -> out.append('\n');
        case 'f' -> out.append('\f');
        case 'r' -> out.append('\r');
        case 'e' -> out.append('\u001B');
        case '"', '\\' -> out.append(code);
        case 'x' -> i += rune(out, text, i, 2);
        case 'u' -> i += rune(out, text, i, 4);
        case 'U' -> i += rune(out, text, i, 8);
        default -> throw new WrongEscape("invalid escape: '\\" + code + "'");
      }
    }
    return out.toString();
  }

  private static int rune(StringBuilder out, String text, int at, int digits) throws WrongEscape {
    String hex = text.substring(at, at + digits);
    long value = Long.parseLong(hex, 16);
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
      throw new WrongEscape("Escaped character '\\u" + hex + "' is not valid UTF-8.");
    }
    out.appendCodePoint((int) value);
    return digits;
  }
}
