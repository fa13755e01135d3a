package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.INT;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.integer;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.GoFunction;
import java.util.List;
import java.util.function.UnaryOperator;

/// Letter cases, wrapping and shortening: what sprig takes from Go's `strings`, goutils and
/// xstrings. Several of these go by bytes, and so do they here.
final class WordFunctions {
  private WordFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        of("upper", text -> GoCharacters.map(text, Character::toUpperCase)),
        of("lower", text -> GoCharacters.map(text, Character::toLowerCase)),
        of("title", WordFunctions::title),
        of("untitle", WordFunctions::untitle),
        of("swapcase", WordFunctions::swapCase),
        of("nospace", WordFunctions::withoutSpace),
        of("initials", WordFunctions::initials),
        of("snakecase", text -> WordSplitter.join(text, '_')),
        of("kebabcase", text -> WordSplitter.join(text, '-')),
        of("camelcase", WordFunctions::camelCase),
        GoFunction.of(
            "wrap", STRING, (_, a) -> wrap(text(a, 1), integer(a, 0), "\n", false), INT, STRING),
        GoFunction.of(
            "wrapWith",
            STRING,
            (_, a) -> wrap(text(a, 2), integer(a, 0), text(a, 1), true),
            INT,
            STRING,
            STRING),
        GoFunction.of(
            "abbrev", STRING, (_, a) -> abbreviate(0, integer(a, 0), text(a, 1)), INT, STRING),
        GoFunction.of(
            "abbrevboth",
            STRING,
            (_, a) -> abbreviate(integer(a, 0), integer(a, 1), text(a, 2)),
            INT,
            INT,
            STRING));
  }

  private static GoFunction of(String name, UnaryOperator<String> operation) {
    return GoFunction.of(name, STRING, (_, a) -> operation.apply(text(a, 0)), STRING);
  }

  /// Go's `strings.Title`.
  private static String title(String text) {
    int[] previous = {' '};
    return GoCharacters.map(
        text,
        c -> {
          boolean starts = isSeparator(previous[0]);
          previous[0] = c;
          return starts ? Character.toTitleCase(c) : c;
        });
  }

  private static boolean isSeparator(int c) {
    if (c < 0x80) {
      boolean word =
          (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      return !word;
    }
    return !GoCharacters.isLetter(c) && !GoCharacters.isDigit(c) && GoCharacters.isSpace(c);
  }

  private static String untitle(String text) {
    boolean[] starts = {true};
    return GoCharacters.map(
        text,
        c -> {
          if (GoCharacters.isSpace(c)) {
            starts[0] = true;
            return c;
          }
          boolean first = starts[0];
          starts[0] = false;
          return first ? Character.toLowerCase(c) : c;
        });
  }

  private static String swapCase(String text) {
    boolean[] afterSpace = {true};
    return GoCharacters.map(
        text,
        c -> {
          if (GoCharacters.isUpper(c) || GoCharacters.isTitle(c)) {
            afterSpace[0] = false;
            return Character.toLowerCase(c);
          }
          if (GoCharacters.isLower(c)) {
            boolean first = afterSpace[0];
            afterSpace[0] = false;
            return first ? Character.toTitleCase(c) : Character.toUpperCase(c);
          }
          afterSpace[0] = GoCharacters.isSpace(c);
          return c;
        });
  }

  /// Takes each byte for a character, and so breaks what is not ASCII when there is any space.
  private static String withoutSpace(String text) {
    String bytes = ByteText.of(text);
    StringBuilder out = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); i++) {
      if (!GoCharacters.isSpace(bytes.charAt(i))) {
        out.append(bytes.charAt(i));
      }
    }
    return out.length() == bytes.length() ? text : out.toString();
  }

  private static String initials(String text) {
    String bytes = ByteText.of(text);
    StringBuilder out = new StringBuilder();
    boolean starts = true;
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (GoCharacters.isSpace(c)) {
        starts = true;
      } else if (starts) {
        out.append(c);
        starts = false;
      }
    }
    return out.toString();
  }

  /// xstrings' `ToPascalCase`: connectors at the start stay, a word in capitals gets a small rest.
  private static String camelCase(String text) {
    int[] runes = GoCharacters.map(text, c -> c).codePoints().toArray();
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < runes.length && WordSplitter.isConnector(runes[i])) {
      out.appendCodePoint(runes[i++]);
    }
    if (i == runes.length) {
      // A text of connectors only: the last one comes twice, as there.
      return runes.length == 0 ? "" : out.appendCodePoint(runes[runes.length - 1]).toString();
    }
    boolean inCapitals = GoCharacters.isUpper(runes[i]);
    int current = Character.toUpperCase(runes[i++]);
    for (; i < runes.length; i++) {
      int previous = current;
      current = runes[i];
      if (WordSplitter.isConnector(previous)) {
        if (WordSplitter.isConnector(current)) {
          out.appendCodePoint(previous);
          continue;
        }
        inCapitals = GoCharacters.isUpper(current);
        current = Character.toUpperCase(current);
        continue;
      }
      if (inCapitals) {
        if (GoCharacters.isUpper(current)) {
          current = Character.toLowerCase(current);
        } else {
          inCapitals = false;
        }
      }
      out.appendCodePoint(previous);
    }
    return out.appendCodePoint(current).toString();
  }

  /// goutils' `Wrap`: lines of at most `width` bytes, broken at spaces.
  private static String wrap(String text, long width, String lineBreak, boolean breakWords) {
    String bytes = ByteText.of(text);
    String separator = lineBreak.isEmpty() ? "\n" : ByteText.of(lineBreak);
    long length = Math.max(width, 1);
    StringBuilder out = new StringBuilder(bytes.length() + 16);
    int offset = 0;
    while (bytes.length() - offset > length) {
      if (bytes.charAt(offset) == ' ') {
        offset++;
        continue;
      }
      int limit = offset + (int) length;
      int space = bytes.lastIndexOf(' ', limit);
      if (space < offset) {
        space = breakWords ? -1 : bytes.indexOf(' ', limit);
        if (space < 0 && !breakWords) {
          break;
        }
      }
      int end = space < 0 ? limit : space;
      out.append(bytes, offset, end).append(separator);
      Bounds.checkText("wrap", out.length());
      offset = space < 0 ? end : end + 1;
    }
    return ByteText.toText(out.append(bytes, offset, bytes.length()).toString());
  }

  /// goutils' `AbbreviateFull`: at most `width` bytes from about `offset` on, with `...` for the
  /// rest.
  private static String abbreviate(long offset, long width, String text) {
    if (width < 4 || (offset > 0 && width < 7)) {
      return text;
    }
    return ByteText.toText(abbreviateBytes(offset, width, ByteText.of(text)));
  }

  private static String abbreviateBytes(long left, long width, String bytes) {
    int length = bytes.length();
    if (length <= width) {
      return bytes;
    }
    long offset = Math.min(left, length);
    int kept = (int) width - 3;
    if (length - offset < kept) {
      offset = (long) length - kept;
    }
    if (offset <= 4) {
      return bytes.substring(0, kept) + "...";
    }
    if (offset + kept < length) {
      return "..." + abbreviateBytes(0, kept, bytes.substring((int) offset));
    }
    return "..." + bytes.substring(length - kept);
  }
}
