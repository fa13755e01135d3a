package dev.slipway.gotemplate.parse;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.fmt.GoUnicode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cuts a template's text into tokens (the rules and messages are those of Go's parse/lex.go). The
/// trimming of spaces around actions happens here; the parser never sees it.
final class Lexer {
  private static final int EOF = -1;

  /// Marker plus space.
  private static final int TRIM_MARKER = 2;

  private static final Map<String, TokenType> KEYWORDS =
      Map.ofEntries(
          Map.entry("block", TokenType.BLOCK),
          Map.entry("break", TokenType.BREAK),
          Map.entry("continue", TokenType.CONTINUE),
          Map.entry("define", TokenType.DEFINE),
          Map.entry("else", TokenType.ELSE),
          Map.entry("end", TokenType.END),
          Map.entry("false", TokenType.BOOL),
          Map.entry("if", TokenType.IF),
          Map.entry("nil", TokenType.NIL),
          Map.entry("range", TokenType.RANGE),
          Map.entry("template", TokenType.TEMPLATE),
          Map.entry("true", TokenType.BOOL),
          Map.entry("with", TokenType.WITH));

  private final String leftDelimiter;
  private final String rightDelimiter;

  /// `{{break}}` is an action, not a function.
  private final boolean breakIsKeyword;

  private final boolean continueIsKeyword;

  private String input;
  private int position;
  private int start;
  private boolean atEnd;
  private int parentheses;
  private int line = 1;
  private int startLine = 1;
  private boolean insideAction;

  Lexer(String input, Delimiters delimiters, boolean breakIsKeyword, boolean continueIsKeyword) {
    this.input = input;
    this.leftDelimiter = delimiters.left();
    this.rightDelimiter = delimiters.right();
    this.breakIsKeyword = breakIsKeyword;
    this.continueIsKeyword = continueIsKeyword;
  }

  /// The next token; EOF again and again at the end.
  Token next() {
    return insideAction ? insideAction() : text();
  }

  private int read() {
    if (position >= input.length()) {
      atEnd = true;
      return EOF;
    }
    int codePoint = input.codePointAt(position);
    position += Character.charCount(codePoint);
    if (codePoint == '\n') {
      line++;
    }
    return codePoint <= 0xFFFF && GoStrings.isEscapedByte((char) codePoint) ? 0xFFFD : codePoint;
  }

  private void unread() {
    if (!atEnd && position > 0) {
      position -= Character.charCount(input.codePointBefore(position));
      if (input.charAt(position) == '\n') {
        line--;
      }
    }
  }

  private int peek() {
    int codePoint = read();
    unread();
    return codePoint;
  }

  private Token emit(TokenType type) {
    Token token = new Token(type, start, input.substring(start, position), startLine);
    start = position;
    startLine = line;
    return token;
  }

  /// Skips what is pending; for text that was not read character by character.
  private void ignore() {
    countLines();
    start = position;
    startLine = line;
  }

  private void countLines() {
    for (int i = input.indexOf('\n', start); i >= 0 && i < position; ) {
      line++;
      i = input.indexOf('\n', i + 1);
    }
  }

  private boolean accept(String valid) {
    if (valid.indexOf(read()) >= 0) {
      return true;
    }
    unread();
    return false;
  }

  private void acceptRun(String valid) {
    int codePoint;
    do {
      codePoint = read();
    } while (codePoint != EOF && valid.indexOf(codePoint) >= 0);
    unread();
  }

  private Token error(String message) {
    Token token = new Token(TokenType.ERROR, start, message, startLine);
    start = 0;
    position = 0;
    input = "";
    return token;
  }

  private Token text() {
    while (true) {
      int action = input.indexOf(leftDelimiter, position);
      if (action < 0) {
        position = input.length();
        if (position > start) {
          countLines();
          return emit(TokenType.TEXT);
        }
        return new Token(TokenType.EOF, start, "", startLine);
      }
      if (action > position) {
        position = action;
        int trimmed = 0;
        if (hasLeftTrimMarker(action + leftDelimiter.length())) {
          while (action - trimmed > start && isSpace(input.charAt(action - trimmed - 1))) {
            trimmed++;
          }
        }
        position -= trimmed;
        countLines();
        Token token = emit(TokenType.TEXT);
        position += trimmed;
        ignore();
        if (!token.text().isEmpty()) {
          return token;
        }
      }
      Token token = leftDelimiter();
      if (token != null) {
        return token;
      }
    }
  }

  /// The left delimiter, which is there; null after a comment.
  private @Nullable Token leftDelimiter() {
    position += leftDelimiter.length();
    int afterMarker = hasLeftTrimMarker(position) ? TRIM_MARKER : 0;
    if (input.startsWith("/*", position + afterMarker)) {
      position += afterMarker;
      ignore();
      return comment();
    }
    Token token = emit(TokenType.LEFT_DELIM);
    insideAction = true;
    position += afterMarker;
    ignore();
    parentheses = 0;
    return token;
  }

  private @Nullable Token comment() {
    int end = input.indexOf("*/", position + 2);
    if (end < 0) {
      return error("unclosed comment");
    }
    position = end + 2;
    boolean trims = atTrimmingRightDelimiter();
    if (!trims && !input.startsWith(rightDelimiter, position)) {
      return error("comment ends before closing delimiter");
    }
    position += (trims ? TRIM_MARKER : 0) + rightDelimiter.length();
    if (trims) {
      skipSpaces();
    }
    ignore();
    return null;
  }

  private boolean hasLeftTrimMarker(int at) {
    return at + 1 < input.length() && input.charAt(at) == '-' && isSpace(input.charAt(at + 1));
  }

  private boolean hasRightTrimMarker(int at) {
    return at + 1 < input.length() && isSpace(input.charAt(at)) && input.charAt(at + 1) == '-';
  }

  private boolean atTrimmingRightDelimiter() {
    return hasRightTrimMarker(position) && input.startsWith(rightDelimiter, position + TRIM_MARKER);
  }

  private void skipSpaces() {
    while (position < input.length() && isSpace(input.charAt(position))) {
      position++;
    }
  }

  private Token rightDelimiter() {
    boolean trims = atTrimmingRightDelimiter();
    if (trims) {
      position += TRIM_MARKER;
      ignore();
    }
    position += rightDelimiter.length();
    Token token = emit(TokenType.RIGHT_DELIM);
    if (trims) {
      skipSpaces();
      ignore();
    }
    insideAction = false;
    return token;
  }

  private Token insideAction() {
    if (atTrimmingRightDelimiter() || input.startsWith(rightDelimiter, position)) {
      return parentheses == 0 ? rightDelimiter() : error("unclosed left paren");
    }
    int c = read();
    return switch (c) {
      case EOF -> error("unclosed action");
      case ' ', '\t', '\r', '\n' -> {
        unread();
        yield space();
      }
      case '=' -> emit(TokenType.ASSIGN);
      case ':' -> read() == '=' ? emit(TokenType.DECLARE) : error("expected :=");
      case '|' -> emit(TokenType.PIPE);
      case '"' -> quoted('"', TokenType.STRING, "unterminated quoted string");
      case '\'' -> quoted('\'', TokenType.CHAR_CONSTANT, "unterminated character constant");
      case '`' -> rawString();
      case '$' -> fieldOrVariable(TokenType.VARIABLE);
      case '(' -> {
        parentheses++;
        yield emit(TokenType.LEFT_PAREN);
      }
      case ')' -> {
        parentheses--;
        yield parentheses < 0 ? error("unexpected right paren") : emit(TokenType.RIGHT_PAREN);
      }
      default -> operand(c);
    };
  }

  private Token operand(int c) {
    if (c == '.' && position < input.length() && !isDecimal(input.charAt(position))) {
      return fieldOrVariable(TokenType.FIELD);
    }
    if (c == '.' || c == '+' || c == '-' || isDecimal(c)) {
      unread();
      return number();
    }
    if (isAlphanumeric(c)) {
      unread();
      return identifier();
    }
    return c < 0x80 && GoUnicode.isPrint(c)
        ? emit(TokenType.CHAR)
        : error("unrecognized character in action: " + describe(c));
  }

  private Token space() {
    int spaces = 0;
    while (isSpace(peek())) {
      read();
      spaces++;
    }
    // A marker that trims after the action begins with the last space.
    if (hasRightTrimMarker(position - 1)
        && input.startsWith(rightDelimiter, position - 1 + TRIM_MARKER)) {
      unread();
      if (spaces == 1) {
        return rightDelimiter();
      }
    }
    return emit(TokenType.SPACE);
  }

  private Token identifier() {
    int c = readAlphanumerics();
    String word = input.substring(start, position);
    if (!atTerminator()) {
      return error("bad character " + describe(c));
    }
    TokenType keyword = KEYWORDS.getOrDefault(word, TokenType.IDENTIFIER);
    if ((keyword == TokenType.BREAK && !breakIsKeyword)
        || (keyword == TokenType.CONTINUE && !continueIsKeyword)) {
      keyword = TokenType.IDENTIFIER;
    }
    return emit(keyword);
  }

  /// The period or dollar sign has been read.
  private Token fieldOrVariable(TokenType type) {
    if (atTerminator()) {
      return emit(type == TokenType.VARIABLE ? type : TokenType.DOT);
    }
    int c = readAlphanumerics();
    return atTerminator() ? emit(type) : error("bad character " + describe(c));
  }

  /// Reads over letters, digits and underscores, and gives the character that ended them.
  private int readAlphanumerics() {
    int c;
    do {
      c = read();
    } while (isAlphanumeric(c));
    unread();
    return c;
  }

  private boolean atTerminator() {
    int c = peek();
    return switch (c) {
      case ' ', '\t', '\r', '\n', EOF, '.', ',', '|', ':', ')', '(' -> true;
      default -> input.startsWith(rightDelimiter, position);
    };
  }

  private Token quoted(char quote, TokenType type, String unterminated) {
    while (true) {
      int c = read();
      if (c == '\\') {
        c = read();
        if (c != EOF && c != '\n') {
          continue;
        }
      }
      if (c == EOF || c == '\n') {
        return error(unterminated);
      }
      if (c == quote) {
        return emit(type);
      }
    }
  }

  private Token rawString() {
    while (true) {
      int c = read();
      if (c == EOF) {
        return error("unterminated raw quoted string");
      }
      if (c == '`') {
        return emit(TokenType.RAW_STRING);
      }
    }
  }

  private Token number() {
    if (!scanNumber()) {
      return badNumber();
    }
    int sign = peek();
    if (sign == '+' || sign == '-') {
      boolean complex = scanNumber() && input.charAt(position - 1) == 'i';
      return complex ? emit(TokenType.COMPLEX) : badNumber();
    }
    return emit(TokenType.NUMBER);
  }

  private Token badNumber() {
    return error("bad number syntax: " + GoFormat.quote(input.substring(start, position)));
  }

  private boolean scanNumber() {
    accept("+-");
    String digits = "0123456789_";
    if (accept("0")) {
      if (accept("xX")) {
        digits = "0123456789abcdefABCDEF_";
      } else if (accept("oO")) {
        digits = "01234567_";
      } else if (accept("bB")) {
        digits = "01_";
      }
    }
    acceptRun(digits);
    if (accept(".")) {
      acceptRun(digits);
    }
    if ((digits.length() == 11 && accept("eE")) || (digits.length() == 23 && accept("pP"))) {
      accept("+-");
      acceptRun("0123456789_");
    }
    accept("i");
    if (isAlphanumeric(peek())) {
      read();
      return false;
    }
    return true;
  }

  private static String describe(int codePoint) {
    return GoFormat.sprintf("%#U", codePoint);
  }

  private static boolean isDecimal(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isAlphanumeric(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDecimal(c) || c == '_';
    }
    return Character.isLetter(c) || Character.isDigit(c);
  }
}
