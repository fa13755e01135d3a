package dev.slipway.gotemplate.sprig;

import java.util.function.IntPredicate;

/// xstrings' way from `camelCase` to `snake_case` and `kebab-case`: splits a text into runs of one
/// kind of characters and puts connectors between those that are words.
final class WordSplitter {
  private enum Kind {
    /// The end of the text.
    NONE,
    NUMBER,
    UPPER,
    LETTERS,
    CONNECTOR,
    PUNCTUATION,
    OTHER;

    /// Whether a connector belongs in front of a run of this kind.
    boolean isWord() {
      return this != NONE && this != CONNECTOR && this != PUNCTUATION;
    }

    boolean isLettersOrNumber() {
      return this == LETTERS || this == NUMBER;
    }
  }

  private final int[] runes;
  private final char connector;
  private final StringBuilder out;
  private int position;

  /// The present run.
  private Kind kind = Kind.NONE;

  private int start;
  private int end;

  private WordSplitter(String text, char connector) {
    this.runes = text.codePoints().toArray();
    this.connector = connector;
    this.out = new StringBuilder(text.length() + 8);
  }

  /// The words of a text in lower case, with connectors between them.
  static String join(String text, char connector) {
    return new WordSplitter(GoCharacters.valid(text), connector).run();
  }

  static boolean isConnector(int c) {
    return c == '-' || c == '_' || GoCharacters.isSpace(c);
  }

  private String run() {
    next();
    while (position < runes.length) {
      Kind previous = kind;
      int previousStart = start;
      int previousEnd = end;
      if (previous != Kind.CONNECTOR) {
        write(previous, start, end);
      }
      next();
      switch (previous) {
        case NUMBER -> {
          writeLettersAndNumbers();
          if (kind.isWord()) {
            out.append(connector);
          }
        }
        case CONNECTOR -> write(previous, previousStart, previousEnd);
        case PUNCTUATION -> {}
        default -> afterWord();
      }
    }
    write(kind, start, end);
    return out.toString();
  }

  private void writeLettersAndNumbers() {
    while (kind.isLettersOrNumber()) {
      write(kind, start, end);
      next();
    }
  }

  /// A number behind a word belongs to it (`bld4_floor`), unless small letters follow (`http_2xx`).
  private void afterWord() {
    if (kind != Kind.NUMBER) {
      if (kind != Kind.CONNECTOR && kind != Kind.PUNCTUATION) {
        out.append(connector);
      }
      return;
    }
    if (position == runes.length) {
      return;
    }
    int numberStart = start;
    int numberEnd = end;
    next();
    if (kind != Kind.LETTERS) {
      write(Kind.NUMBER, numberStart, numberEnd);
      if (kind != Kind.CONNECTOR && kind != Kind.PUNCTUATION) {
        out.append(connector);
      }
      return;
    }
    out.append(connector);
    write(Kind.NUMBER, numberStart, numberEnd);
    writeLettersAndNumbers();
    if (kind.isWord()) {
      out.append(connector);
    }
  }

  private void write(Kind runKind, int from, int to) {
    for (int i = from; i < to; i++) {
      int c = runes[i];
      if (runKind != Kind.UPPER && runKind != Kind.CONNECTOR) {
        out.appendCodePoint(c);
      } else if (isConnector(c)) {
        out.append(connector);
      } else {
        out.appendCodePoint(GoCharacters.isUpper(c) ? Character.toLowerCase(c) : c);
      }
    }
  }

  private void next() {
    start = position;
    if (position == runes.length) {
      kind = Kind.NONE;
      end = position;
      return;
    }
    int first = firstValid();
    if (first == GoCharacters.REPLACEMENT) {
      kind = Kind.NONE;
    } else if (isConnector(first)) {
      kind = Kind.CONNECTOR;
      skipWhile(WordSplitter::isConnector);
    } else if (GoCharacters.isPunctuation(first)) {
      kind = Kind.PUNCTUATION;
      skipWhile(GoCharacters::isPunctuation);
    } else if (GoCharacters.isUpper(first)) {
      kind = Kind.UPPER;
      upperRun();
    } else if (isAlphabet(first)) {
      kind = Kind.LETTERS;
      skipWhile(c -> isAlphabet(c) && !GoCharacters.isUpper(c));
    } else if (GoCharacters.isNumber(first)) {
      kind = Kind.NUMBER;
      skipWhile(GoCharacters::isNumber);
    } else {
      kind = Kind.OTHER;
      skipWhile(c ->
          !isConnector(c)
              && !isAlphabet(c)
              && !GoCharacters.isNumber(c)
              && !GoCharacters.isPunctuation(c));
    }
    end = position;
  }

  /// Characters that are not UTF-8 belong to the run of the next valid one.
  private int firstValid() {
    int first = runes[position++];
    while (first == GoCharacters.REPLACEMENT && position < runes.length) {
      first = runes[position++];
    }
    return first;
  }

  private void skipWhile(IntPredicate same) {
    while (position < runes.length) {
      int valid = position;
      while (valid < runes.length && runes[valid] == GoCharacters.REPLACEMENT) {
        valid++;
      }
      if (valid < runes.length && !same.test(runes[valid])) {
        return;
      }
      position = Math.min(valid + 1, runes.length);
    }
  }

  /// One capital and small letters, or a run of capitals; the last capital of `HTTPStatus` belongs
  /// to the next word.
  private void upperRun() {
    if (position == runes.length) {
      return;
    }
    if (GoCharacters.isUpper(runes[position])) {
      skipWhile(GoCharacters::isUpper);
      if (position < runes.length && isAlphabet(runes[position])) {
        position--;
      }
    } else {
      skipWhile(c -> isAlphabet(c) && !GoCharacters.isUpper(c));
    }
  }

  /// A letter that is no Chinese character.
  private static boolean isAlphabet(int c) {
    if (!GoCharacters.isLetter(c)) {
      return false;
    }
    return c < 0x3400
        || !((c >= 0x4E00 && c <= 0x9FCC)
            || (c >= 0x3400 && c <= 0x4D85)
            || (c >= 0x20000 && c <= 0x2B81D));
  }
}
