package dev.slipway.helmfile.hcl;

/// A place in an HCL text, with what both of its parsers need.
final class HclCursor {
  private static final int MOST_NESTED = 100;

  final String text;
  int at;
  private int nesting;

  HclCursor(String text) {
    this.text = text;
  }

  boolean isEnd() {
    return at >= text.length();
  }

  char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  boolean startsWith(String token) {
    return text.startsWith(token, at);
  }

  boolean take(String token) {
    if (startsWith(token)) {
      at += token.length();
      return true;
    }
    return false;
  }

  void expect(String token, String where) {
    if (!take(token)) {
      throw fault("Expected " + token + " " + where);
    }
  }

  HclFault fault(String message) {
    return new HclFault(at, message);
  }

  void enter() {
    if (++nesting > MOST_NESTED) {
      throw fault("nested too deeply");
    }
  }

  void leave() {
    nesting--;
  }

  /// Goes over blanks and comments, and over line breaks if these do not matter.
  void skip(boolean lines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\r' || (lines && c == '\n')) {
        at++;
      } else if (c == '#' || startsWith("//")) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (startsWith("/*")) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw fault("Unterminated comment");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  static boolean startsName(char c) {
    return Character.isLetter(c) || c == '_';
  }

  /// A name: letters, digits, underscores and dashes.
  String name() {
    if (!startsName(peek())) {
      throw fault("Expected a name");
    }
    int start = at;
    while (!isEnd() && (startsName(peek()) || Character.isDigit(peek()) || peek() == '-')) {
      at++;
    }
    return text.substring(start, at);
  }

  /// Takes a word that is not the beginning of a longer one.
  boolean takeWord(String word) {
    int end = at + word.length();
    boolean longer =
        end < text.length()
            && (startsName(text.charAt(end))
                || Character.isDigit(text.charAt(end))
                || text.charAt(end) == '-');
    if (startsWith(word) && !longer) {
      at = end;
      return true;
    }
    return false;
  }
}
