package dev.slipway.yaml;

import dev.slipway.core.GoStrings;

/// Writes YAML's marks, indentation and scalars as libyaml's Go port does (go-yaml, emitterc.go).
/// What it writes next depends on the column and on what was written before.
final class YamlEmitter {
  private static final String HEX = "0123456789ABCDEF";

  private enum Style {
    PLAIN,
    SINGLE,
    DOUBLE,
    LITERAL
  }

  final StringBuilder out = new StringBuilder(512);
  private final boolean v3;
  private final int step;
  private final int width;
  private final ScalarAnalysis analysis;
  private int column;
  private int indent = -1;
  private boolean whitespace = true;
  private boolean indention = true;
  private boolean item;

  /// @param v3 go-yaml v3, in place of v2: no folding, indented sequences
  /// @param step the indent of each level, 2 in v2
  YamlEmitter(boolean v3, int step) {
    this.v3 = v3;
    this.step = step;
    this.width = v3 ? Integer.MAX_VALUE : 80;
    this.analysis = new ScalarAnalysis(v3);
  }

  int indent() {
    return indent;
  }

  /// Goes back to an indentation.
  void indent(int to) {
    indent = to;
  }

  /// Tells whether what comes next is an item of a sequence.
  void item(boolean is) {
    item = is;
  }

  /// The next indentation: behind the dash of an item, else the next multiple of the step.
  private int deeper() {
    return item ? indent + 2 : step * ((indent + step) / step);
  }

  void beginMapping() {
    indent = indent < 0 ? 0 : deeper();
  }

  /// @param inMapping whether the sequence is a mapping's key or value
  void beginSequence(boolean inMapping) {
    boolean indentless = !v3 && inMapping && !indention;
    if (indent < 0) {
      indent = 0;
    } else if (!indentless) {
      indent = deeper();
    }
  }

  private void put(char c) {
    out.append(c);
    column++;
  }

  private void putBreak() {
    out.append('\n');
    column = 0;
    if (v3) {
      indention = true;
    }
  }

  /// Goes to a line's indentation, on a new line unless this one has nothing else yet.
  void writeIndent() {
    int target = Math.max(indent, 0);
    if (!indention || column > target || (column == target && !whitespace)) {
      putBreak();
    }
    if (column < target) {
      out.repeat(' ', target - column);
      column = target;
    }
    whitespace = true;
    indention = true;
  }

  /// Writes `-`, `?` or `:` before something that may begin a block on the same line.
  void blockIndicator(char c) {
    if (!whitespace) {
      put(' ');
    }
    put(c);
    whitespace = false;
  }

  /// Writes the `:` behind a simple key.
  void colon() {
    put(':');
    whitespace = false;
    indention = false;
  }

  /// Writes `[]` or `{}`.
  void empty(String brackets) {
    if (!whitespace) {
      put(' ');
    }
    out.append(brackets);
    column += 2;
    whitespace = false;
    indention = false;
  }

  /// Writes a scalar that needs no look: null, a boolean, a number.
  void simple(String text) {
    if (!whitespace) {
      put(' ');
    }
    out.append(text);
    column += text.length();
    whitespace = false;
    indention = false;
  }

  /// Writes a string as a key if it may be one without `?`.
  ///
  /// @return whether it may
  boolean simpleKey(String value, String tag, boolean plain) {
    analysis.analyze(value);
    if (analysis.multiline
        || (value.length() > 40 && GoStrings.byteLength(value) + tag.length() > 128)) {
      return false;
    }
    write(value, tag, style(value, plain, true), false);
    return true;
  }

  /// Writes a string.
  ///
  /// @param tag such as `!!binary`, or empty
  /// @param plain whether its type would be found right without quotes
  void string(String value, String tag, boolean plain) {
    analysis.analyze(value);
    write(value, tag, style(value, plain, false), true);
  }

  private Style style(String value, boolean plain, boolean key) {
    Style style = plain ? Style.PLAIN : Style.DOUBLE;
    if (value.indexOf('\n') >= 0) {
      style = Style.LITERAL;
    }
    if (key && analysis.multiline) {
      style = Style.DOUBLE;
    }
    if (style == Style.PLAIN && (!analysis.plainAllowed || (value.isEmpty() && key))) {
      style = Style.SINGLE;
    }
    if (style == Style.SINGLE && !analysis.singleQuotedAllowed) {
      style = Style.DOUBLE;
    }
    if (style == Style.LITERAL && (!analysis.blockAllowed || key)) {
      style = Style.DOUBLE;
    }
    return style;
  }

  private void write(String value, String tag, Style style, boolean breaks) {
    if (!tag.isEmpty()) {
      simple(tag);
    }
    int outer = indent;
    indent = indent < 0 ? step : deeper();
    switch (style) {
      case PLAIN -> writePlain(value, breaks);
      case SINGLE -> writeSingleQuoted(value, breaks);
      case DOUBLE -> writeDoubleQuoted(value, breaks);
      case LITERAL -> writeLiteral(value);
    }
    indent = outer;
  }

  private boolean fits(String value) {
    return column + value.length() <= width;
  }

  private void writePlain(String value, boolean breaks) {
    if (!whitespace) {
      put(' ');
    }
    if (!breaks || fits(value) || value.indexOf(' ') < 0) {
      out.append(value);
      column += value.codePointCount(0, value.length());
    } else {
      writeFolded(value);
    }
    whitespace = false;
    indention = false;
  }

  /// Writes a text without line breaks, broken at single spaces beyond the width.
  private void writeFolded(String value) {
    boolean spaces = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' && !spaces && column > width && value.charAt(i + 1) != ' ') {
        writeIndent();
        spaces = true;
        continue;
      }
      putChar(c);
      if (c != ' ') {
        indention = false;
      }
      spaces = c == ' ';
    }
  }

  private void putChar(char c) {
    out.append(c);
    if (!Character.isLowSurrogate(c)) {
      column++;
    }
  }

  private void writeSingleQuoted(String value, boolean mayBreak) {
    if (!whitespace) {
      put(' ');
    }
    put('\'');
    whitespace = false;
    indention = false;
    writeSingleQuotedText(value, mayBreak);
    put('\'');
    whitespace = false;
    indention = false;
  }

  private void writeSingleQuotedText(String value, boolean mayBreak) {
    boolean spaces = false;
    boolean breaks = false;
    int last = value.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = value.charAt(i);
      if (c == ' ') {
        boolean inside = i > 0 && i < last;
        if (mayBreak && inside && !spaces && column > width && value.charAt(i + 1) != ' ') {
          writeIndent();
        } else {
          put(c);
        }
        spaces = true;
      } else if (CharKinds.isBreak(c)) {
        if (!breaks && c == '\n') {
          putBreak();
        }
        writeBreak(c);
        breaks = true;
      } else {
        if (breaks) {
          writeIndent();
        }
        if (c == '\'') {
          put('\'');
        }
        putChar(c);
        indention = false;
        spaces = false;
        breaks = false;
      }
    }
  }

  private void writeBreak(char c) {
    if (c == '\n') {
      putBreak();
    } else {
      out.append(c);
      column = 0;
    }
    indention = true;
  }

  private void writeDoubleQuoted(String value, boolean mayBreak) {
    if (!whitespace) {
      put(' ');
    }
    put('"');
    whitespace = false;
    indention = false;
    boolean spaces = false;
    boolean all = value.startsWith("\uFEFF");
    int last = value.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = value.charAt(i);
      if (all || c == '"' || c == '\\' || CharKinds.isBreak(c) || !ScalarAnalysis.isPrintable(c)) {
        int rune = value.codePointAt(i);
        i += Character.charCount(rune) - 1;
        escape(rune);
        spaces = false;
      } else if (c == ' ' && mayBreak && !spaces && column > width && i > 0 && i < last) {
        writeIndent();
        if (value.charAt(i + 1) == ' ') {
          put('\\');
        }
        spaces = true;
      } else {
        put(c);
        spaces = c == ' ';
      }
    }
    put('"');
    whitespace = false;
    indention = false;
  }

  private void escape(int rune) {
    put('\\');
    char letter = escapeLetter(rune);
    if (letter != 0) {
      put(letter);
      return;
    }
    int digits = rune <= 0xFF ? 2 : rune <= 0xFFFF ? 4 : 8;
    put(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
    for (int shift = digits * 4 - 4; shift >= 0; shift -= 4) {
      put(HEX.charAt((rune >> shift) & 0xF));
    }
  }

  private static char escapeLetter(int rune) {
    return switch (rune) {
      case 0 -> '0';
      case 7 -> 'a';
      case 8 -> 'b';
      case '\t' -> 't';
      case '\n' -> 'n';
      case 11 -> 'v';
      case 12 -> 'f';
      case '\r' -> 'r';
      case 27 -> 'e';
      case '"' -> '"';
      case '\\' -> '\\';
      case 0x85 -> 'N';
      case 0xA0 -> '_';
      case 0x2028 -> 'L';
      case 0x2029 -> 'P';
      default -> 0;
    };
  }

  private void writeLiteral(String value) {
    if (!whitespace) {
      put(' ');
    }
    put('|');
    if (value.charAt(0) == ' ' || CharKinds.isBreak(value.charAt(0))) {
      put((char) ('0' + step));
    }
    int last = value.length() - 1;
    if (!CharKinds.isBreak(value.charAt(last))) {
      put('-');
    } else if (last == 0 || CharKinds.isBreak(value.charAt(last - 1))) {
      put('+');
    }
    putBreak();
    whitespace = true;
    indention = true;
    int start = 0;
    int target = Math.max(indent, 0);
    for (int i = 0; i <= last; i++) {
      char c = value.charAt(i);
      if (!CharKinds.isBreak(c)) {
        continue;
      }
      literalLine(value, start, i, target);
      writeBreak(c);
      start = i + 1;
    }
    literalLine(value, start, last + 1, target);
  }

  private void literalLine(String value, int from, int to, int target) {
    if (from == to) {
      return;
    }
    out.repeat(' ', target - column).append(value, from, to);
    column = target + value.codePointCount(from, to);
    indention = false;
    whitespace = true;
  }

  /// Ends the document.
  String finish() {
    writeIndent();
    return out.toString();
  }
}
