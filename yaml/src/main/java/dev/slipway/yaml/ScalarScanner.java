package dev.slipway.yaml;

import dev.slipway.yaml.Token.Kind;

/// Reads the scalars of a YAML text: plain, quoted and block ones.
final class ScalarScanner {
  private final YamlInput in;
  private final char[] chars;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder breaks = new StringBuilder();
  private final StringBuilder spaces = new StringBuilder();
  private String leadingBreak = "";
  private boolean newLine;
  private int blockIndent;

  ScalarScanner(YamlInput in) {
    this.in = in;
    this.chars = in.chars;
  }

  /// Whether the last plain scalar ended behind a line break.
  boolean endedOnNewLine() {
    return newLine;
  }

  /// Whether `---` or `...` stands here, followed by a blank, a break or the end.
  boolean atDocumentMark() {
    int pos = in.pos;
    char c = chars[pos];
    return (c == '-' || c == '.')
        && chars[pos + 1] == c
        && chars[pos + 2] == c
        && CharKinds.isBlankOrEnd(chars[pos + 3]);
  }

  Token plain(int indent, boolean flow) {
    int line = in.line;
    int column = in.column();
    String first = plainRun(flow);
    newLine = false;
    if (!CharKinds.isBlankOrEnd(chars[in.pos]) || chars[in.pos] == 0) {
      return scalar(line, column, first, true);
    }
    text.setLength(0);
    text.append(first);
    while (true) {
      in.need(1);
      plainGap(indent + 1);
      if (!flow && in.column() < indent + 1) {
        break;
      }
      in.need(4);
      if ((in.atLineStart() && atDocumentMark()) || chars[in.pos] == '#' || stopsPlain(flow)) {
        break;
      }
      appendGap();
      appendPlainRun(flow);
      if (!CharKinds.isBlankOrEnd(chars[in.pos]) || chars[in.pos] == 0) {
        break;
      }
    }
    String value = text.length() == first.length() ? first : text.toString();
    return scalar(line, column, value, true);
  }

  /// Whether no character of a plain scalar stands here.
  private boolean stopsPlain(boolean flow) {
    char c = chars[in.pos];
    return CharKinds.isBlankOrEnd(c)
        || (c == ':' && CharKinds.isBlankOrEnd(chars[in.pos + 1]))
        || (flow && isFlowIndicator(c));
  }

  private static boolean isFlowIndicator(char c) {
    return c == ',' || c == '?' || c == '[' || c == ']' || c == '{' || c == '}';
  }

  private String plainRun(boolean flow) {
    int start = in.pos;
    skipPlainRun(flow);
    return new String(chars, start, in.pos - start);
  }

  private void appendPlainRun(boolean flow) {
    int start = in.pos;
    skipPlainRun(flow);
    text.append(chars, start, in.pos - start);
  }

  private void skipPlainRun(boolean flow) {
    in.need(4);
    while (!stopsPlain(flow)) {
      in.skip();
      in.need(2);
    }
  }

  /// Goes over the blanks and breaks after a part of a plain scalar.
  private void plainGap(int indent) {
    spaces.setLength(0);
    breaks.setLength(0);
    boolean broken = false;
    while (true) {
      char c = chars[in.pos];
      if (CharKinds.isBlank(c)) {
        if (broken && c == '\t' && in.column() < indent) {
          throw YamlScanner.fault(in, "found a tab character that violates indentation");
        }
        if (!broken) {
          spaces.append(c);
        }
        in.skip();
      } else if (CharKinds.isBreak(c)) {
        in.need(2);
        if (broken) {
          breaks.append(readBreak());
        } else {
          leadingBreak = readBreak();
          broken = true;
        }
      } else {
        break;
      }
      in.need(1);
    }
    newLine = broken;
  }

  private void appendGap() {
    if (!newLine) {
      text.append(spaces);
      return;
    }
    newLine = false;
    appendFolded();
  }

  private void appendFolded() {
    if (leadingBreak.equals("\n")) {
      if (breaks.isEmpty()) {
        text.append(' ');
      } else {
        text.append(breaks);
      }
    } else {
      text.append(leadingBreak).append(breaks);
    }
  }

  /// Reads the line break here; all but LS and PS read as LF.
  private String readBreak() {
    char c = chars[in.pos];
    in.skipBreak();
    return c == 0x2028 ? "\u2028" : c == 0x2029 ? "\u2029" : "\n";
  }

  Token quoted(boolean single) {
    int line = in.line;
    int column = in.column();
    char quote = single ? '\'' : '"';
    in.skip();
    text.setLength(0);
    while (true) {
      in.need(4);
      if (in.atLineStart() && atDocumentMark()) {
        throw YamlScanner.fault(in, "found unexpected document indicator");
      }
      if (chars[in.pos] == 0) {
        throw YamlScanner.fault(in, "found unexpected end of stream");
      }
      boolean joined = single ? singleRun() : doubleRun();
      in.need(1);
      if (chars[in.pos] == quote) {
        break;
      }
      quotedGap(joined);
    }
    in.skip();
    return scalar(line, column, text.toString(), false);
  }

  /// Reads what stands before a blank, a break or the closing quote.
  private boolean singleRun() {
    while (!CharKinds.isBlankOrEnd(chars[in.pos])) {
      if (chars[in.pos] == '\'') {
        if (chars[in.pos + 1] != '\'') {
          break;
        }
        text.append('\'');
        in.skip();
        in.skip();
      } else {
        readChar();
      }
      in.need(2);
    }
    return false;
  }

  /// The same between double quotes.
  ///
  /// @return whether it ended with an escaped line break
  private boolean doubleRun() {
    while (!CharKinds.isBlankOrEnd(chars[in.pos])) {
      char c = chars[in.pos];
      if (c == '"') {
        break;
      }
      if (c == '\\' && CharKinds.isBreak(chars[in.pos + 1])) {
        in.need(3);
        in.skip();
        in.skipBreak();
        return true;
      }
      if (c == '\\') {
        readEscape();
      } else {
        readChar();
      }
      in.need(2);
    }
    return false;
  }

  private void readChar() {
    int start = in.pos;
    in.skip();
    text.append(chars, start, in.pos - start);
  }

  private void readEscape() {
    char code = chars[in.pos + 1];
    int digits = code == 'x' ? 2 : code == 'u' ? 4 : code == 'U' ? 8 : 0;
    if (digits == 0) {
      text.append(simpleEscape(code));
    }
    in.skip();
    in.skip();
    if (digits > 0) {
      readCodePoint(digits);
    }
  }

  private char simpleEscape(char code) {
    return switch (code) {
      case '0' -> '\0';
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 't', '\t' -> '\t';
      case 'n' -> '\n';
      case 'v' -> '\u000B';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'e' -> '\u001B';
      case ' ', '"', '\'', '\\' -> code;
      case 'N' -> '\u0085';
      case '_' -> '\u00A0';
      case 'L' -> '\u2028';
      case 'P' -> '\u2029';
      default -> throw YamlScanner.fault(in, "found unknown escape character");
    };
  }

  private void readCodePoint(int digits) {
    in.need(digits);
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = CharKinds.hex(chars[in.pos + i]);
      if (digit < 0) {
        throw YamlScanner.fault(in, "did not find expected hexdecimal number");
      }
      value = (value << 4) | digit;
    }
    if ((value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF) {
      throw YamlScanner.fault(in, "found invalid Unicode character escape code");
    }
    text.appendCodePoint((int) value);
    for (int i = 0; i < digits; i++) {
      in.skip();
    }
  }

  /// Goes over the blanks and breaks inside a quoted scalar and adds what they mean.
  private void quotedGap(boolean joined) {
    spaces.setLength(0);
    breaks.setLength(0);
    leadingBreak = "";
    boolean broken = joined;
    while (true) {
      char c = chars[in.pos];
      if (CharKinds.isBlank(c)) {
        if (!broken) {
          spaces.append(c);
        }
        in.skip();
      } else if (CharKinds.isBreak(c)) {
        in.need(2);
        if (broken) {
          breaks.append(readBreak());
        } else {
          leadingBreak = readBreak();
          broken = true;
        }
      } else {
        break;
      }
      in.need(1);
    }
    if (broken) {
      appendFolded();
    } else {
      text.append(spaces);
    }
  }

  Token block(boolean literal, int indent) {
    int line = in.line;
    int column = in.column();
    in.skip();
    int header = blockHeader();
    int increment = header & 0xF;
    blockIndent = increment == 0 ? 0 : Math.max(indent, 0) + increment;
    text.setLength(0);
    breaks.setLength(0);
    leadingBreak = "";
    blockBreaks(indent);
    in.need(1);
    boolean leadingBlank = false;
    while (in.column() == blockIndent && chars[in.pos] != 0) {
      boolean blank = CharKinds.isBlank(chars[in.pos]);
      if (!literal && !leadingBlank && !blank && leadingBreak.equals("\n")) {
        if (breaks.isEmpty()) {
          text.append(' ');
        }
      } else {
        text.append(leadingBreak);
      }
      text.append(breaks);
      breaks.setLength(0);
      leadingBlank = blank;
      blockLine();
      in.need(2);
      leadingBreak = CharKinds.isBreak(chars[in.pos]) ? readBreak() : "";
      blockBreaks(indent);
    }
    if ((header & STRIP) == 0) {
      text.append(leadingBreak);
    }
    if ((header & KEEP) != 0) {
      text.append(breaks);
    }
    return scalar(line, column, text.toString(), false);
  }

  private static final int STRIP = 0x10;
  private static final int KEEP = 0x20;

  /// Reads what stands behind `|` or `>` on its line: the increment in the low bits, and the
  /// chomping.
  private int blockHeader() {
    in.need(1);
    int header = 0;
    char c = chars[in.pos];
    if (c == '+' || c == '-') {
      header = readChomping();
      in.need(1);
      if (CharKinds.isDigit(chars[in.pos])) {
        header |= readIncrement();
      }
    } else if (CharKinds.isDigit(c)) {
      header = readIncrement();
      in.need(1);
      if (chars[in.pos] == '+' || chars[in.pos] == '-') {
        header |= readChomping();
      }
    }
    in.need(1);
    while (CharKinds.isBlank(chars[in.pos])) {
      in.skip();
      in.need(1);
    }
    if (chars[in.pos] == '#') {
      YamlScanner.skipComment(in);
    }
    if (!CharKinds.isBreakOrEnd(chars[in.pos])) {
      throw YamlScanner.fault(in, "did not find expected comment or line break");
    }
    if (CharKinds.isBreak(chars[in.pos])) {
      in.need(2);
      in.skipBreak();
    }
    return header;
  }

  private int readChomping() {
    int chomping = chars[in.pos] == '+' ? KEEP : STRIP;
    in.skip();
    return chomping;
  }

  private int readIncrement() {
    int increment = chars[in.pos] - '0';
    if (increment == 0) {
      throw YamlScanner.fault(in, "found an indentation indicator equal to 0");
    }
    in.skip();
    return increment;
  }

  private void blockLine() {
    int start = in.pos;
    while (!CharKinds.isBreakOrEnd(chars[in.pos])) {
      in.skip();
      in.need(1);
    }
    text.append(chars, start, in.pos - start);
  }

  /// Goes over the indentation and the empty lines before a line of a block scalar, and finds the
  /// scalar's indentation when it is not known yet.
  private void blockBreaks(int indent) {
    int deepest = 0;
    while (true) {
      in.need(1);
      while (belowBlockIndent() && chars[in.pos] == ' ') {
        in.skip();
        in.need(1);
      }
      deepest = Math.max(deepest, in.column());
      if (belowBlockIndent() && chars[in.pos] == '\t') {
        throw YamlScanner.fault(in, "found a tab character where an indentation space is expected");
      }
      if (!CharKinds.isBreak(chars[in.pos])) {
        break;
      }
      in.need(2);
      breaks.append(readBreak());
    }
    if (blockIndent == 0) {
      blockIndent = Math.max(Math.max(deepest, indent + 1), 1);
    }
  }

  private boolean belowBlockIndent() {
    return blockIndent == 0 || in.column() < blockIndent;
  }

  private static Token scalar(int line, int column, String value, boolean plain) {
    return new Token(Kind.SCALAR, line, column, value, "", plain);
  }
}
