package dev.slipway.yaml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;

/// Makes the strings of the scalars that [QuickScanner] found.
final class QuickText {
  private final byte[] bytes;
  private final Charset charset;
  private final StringBuilder out = new StringBuilder();

  QuickText(byte[] bytes, boolean ascii) {
    this.bytes = bytes;
    this.charset = ascii ? ISO_8859_1 : UTF_8;
  }

  /// Characters that stand for themselves.
  String simple(int from, int to) {
    return new String(bytes, from, to - from, charset);
  }

  private void append(int from, int to) {
    out.append(simple(from, to));
  }

  /// A plain scalar on several lines.
  String folded(int from, int to) {
    out.setLength(0);
    int at = from;
    while (true) {
      int stop = indexOf('\n', at, to);
      append(at, trimEnd(at, stop));
      if (stop == to) {
        return out.toString();
      }
      at = appendFold(stop, to);
    }
  }

  private int indexOf(char wanted, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  private int trimEnd(int from, int to) {
    int stop = to;
    while (stop > from && isBlank(stop - 1)) {
      stop--;
    }
    return stop;
  }

  private boolean isBlank(int at) {
    return bytes[at] == ' ' || bytes[at] == '\t';
  }

  /// Appends what the line break at `at` and the empty lines behind it mean.
  ///
  /// @return where the next text begins
  private int appendFold(int at, int to) {
    int breaks = 0;
    int next = at;
    while (next < to && (bytes[next] == '\n' || isBlank(next))) {
      if (bytes[next] == '\n') {
        breaks++;
      }
      next++;
    }
    if (breaks == 1) {
      out.append(' ');
    } else {
      out.repeat('\n', breaks - 1);
    }
    return next;
  }

  /// A quoted scalar, without its quotes.
  String quoted(int from, int to, char quote) {
    out.setLength(0);
    int at = from;
    int start = from;
    while (at < to) {
      byte c = bytes[at];
      if (c == '\n') {
        append(start, trimEnd(start, at));
        at = appendFold(at, to);
        start = at;
      } else if (c == '\'' && quote == '\'') {
        append(start, at + 1);
        at += 2;
        start = at;
      } else if (c == '\\' && quote == '"') {
        append(start, at);
        at = escape(at + 1, to);
        start = at;
      } else {
        at++;
      }
    }
    append(start, to);
    return out.toString();
  }

  /// Appends what an escape means.
  ///
  /// @return the place behind it
  private int escape(int at, int to) {
    char code = (char) bytes[at];
    return switch (code) {
      case '\n' -> joinLines(at, to);
      case 'x' -> hex(at + 1, 2);
      case 'u' -> hex(at + 1, 4);
      default -> {
        out.append(meaning(code));
        yield at + 1;
      }
    };
  }

  private static char meaning(char code) {
    return switch (code) {
      case '0' -> '\0';
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> '\u000B';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'e' -> '\u001B';
      case 'N' -> '\u0085';
      case '_' -> '\u00A0';
      case 'L' -> '\u2028';
      case 'P' -> '\u2029';
      default -> code;
    };
  }

  /// An escaped line break joins two lines; the empty lines behind it count in full.
  private int joinLines(int from, int to) {
    int at = from + 1;
    while (at < to && (bytes[at] == '\n' || isBlank(at))) {
      if (bytes[at] == '\n') {
        out.append('\n');
      }
      at++;
    }
    return at;
  }

  private int hex(int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      value = (value << 4) | CharKinds.hex((char) bytes[i]);
    }
    out.append((char) value);
    return from + digits;
  }

  /// A block scalar.
  ///
  /// @param header the place of `|` or `>`
  /// @param from the first line
  /// @param to the end of the last line
  String block(int header, int from, int to, int indent) {
    out.setLength(0);
    boolean folds = bytes[header] == '>';
    boolean lineBreak = false;
    boolean blankBefore = false;
    int emptyLines = 0;
    int at = from;
    while (at < to) {
      int text = at;
      while (text < to && text - at < indent && bytes[text] == ' ') {
        text++;
      }
      if (text == to) {
        break;
      }
      if (bytes[text] == '\n') {
        emptyLines++;
        at = text + 1;
        continue;
      }
      boolean blank = isBlank(text);
      if (lineBreak) {
        appendBreak(folds && !blankBefore && !blank, emptyLines);
      } else {
        out.repeat('\n', emptyLines);
      }
      emptyLines = 0;
      blankBefore = blank;
      int stop = indexOf('\n', text, to);
      append(text, stop);
      lineBreak = stop < to;
      at = stop + 1;
    }
    return chomped(chomping(header), lineBreak, emptyLines);
  }

  private void appendBreak(boolean fold, int emptyLines) {
    if (!fold) {
      out.append('\n');
    } else if (emptyLines == 0) {
      out.append(' ');
    }
    out.repeat('\n', emptyLines);
  }

  private String chomped(char chomping, boolean lineBreak, int emptyLines) {
    if (lineBreak && chomping != '-') {
      out.append('\n');
    }
    if (chomping == '+') {
      out.repeat('\n', emptyLines);
    }
    return out.toString();
  }

  private char chomping(int header) {
    char first = (char) bytes[header + 1];
    if (first == '-' || first == '+') {
      return first;
    }
    char second = (char) bytes[header + 2];
    return CharKinds.isDigit(first) && (second == '-' || second == '+') ? second : 0;
  }
}
