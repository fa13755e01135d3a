package dev.slipway.yaml;

import dev.slipway.core.GoStrings;
import org.jspecify.annotations.Nullable;

/// The characters of a YAML text with the place where reading stands.
///
/// libyaml decodes its input in pieces of 512 bytes, and reports a character that YAML does not
/// allow when it decodes the piece, not when the scanner comes to it. Which of two errors of one
/// text is reported depends on that, so the pieces are counted here in the same way: [#limit] is
/// the end of what is decoded, and the scanner says with [#need] how far it wants to look.
final class YamlInput {
  private static final int PIECE = 512;

  /// The text, with NULs behind it, so that looking ahead needs no bounds.
  final char[] chars;

  /// The number of chars of the text.
  final int length;

  /// The char to read next.
  int pos;

  /// The 0-based line of `pos`.
  int line;

  private int lineStart;
  private int lineStartIndex;
  private int limit;
  private int bufferStart;
  private boolean ended;
  private final boolean wide;
  private final @Nullable String encodingProblem;
  private final int firstPiece;
  private final int badAt;
  private final @Nullable String problem;
  private final int badBytes;
  private final boolean incomplete;
  private int countedPos;
  private int countedPairs;
  private final boolean pairs;
  private boolean first = true;

  YamlInput(String text) {
    String source = text.isEmpty() ? "\n" : text;
    boolean little = source.startsWith("\uDCFF\uDCFE");
    wide = little || source.startsWith("\uDCFE\uDCFF");
    String bad = null;
    if (wide) {
      WideText decoded = WideText.decode(GoStrings.toBytes(source), little);
      source = decoded.text();
      bad = decoded.problem();
    }
    encodingProblem = bad;
    boolean mark = !wide && source.charAt(0) == '\uFEFF';
    firstPiece = wide ? PIECE - 2 : mark ? PIECE - 3 : PIECE;
    length = source.length();
    chars = new char[length + 8];
    source.getChars(0, length, chars, 0);
    pos = mark ? 1 : 0;
    lineStart = pos;
    limit = pos;
    bufferStart = pos;
    countedPos = pos;
    lineStartIndex = pos;
    int at = CharKinds.firstNotAllowed(chars, pos, length);
    badAt = at;
    if (at < length) {
      BadCharacter found = BadCharacter.of(chars, at, length);
      problem = found.problem();
      badBytes = found.bytes();
      incomplete = found.incomplete();
    } else {
      problem = bad;
      badBytes = 0;
      incomplete = false;
    }
    pairs = CharKinds.hasPair(chars, pos, length);
  }

  /// The number of characters before the reading place.
  int index() {
    if (!pairs) {
      return pos;
    }
    int counted = countedPairs;
    int from = countedPos;
    if (from > pos) {
      from = 0;
      counted = 0;
    }
    for (int i = from; i < pos; i++) {
      if (Character.isHighSurrogate(chars[i])) {
        counted++;
      }
    }
    countedPos = pos;
    countedPairs = counted;
    return pos - counted;
  }

  /// The 0-based column of the reading place, in characters.
  int column() {
    return pairs ? index() - lineStartIndex : pos - lineStart;
  }

  /// Whether the reading place is the first of its line.
  boolean atLineStart() {
    return pos == lineStart;
  }

  /// Goes past one character that is not a line break.
  void skip() {
    pos += pairs && Character.isHighSurrogate(chars[pos]) ? 2 : 1;
  }

  /// Goes past the line break here.
  void skipBreak() {
    pos += chars[pos] == '\r' && chars[pos + 1] == '\n' ? 2 : 1;
    line++;
    lineStart = pos;
    lineStartIndex = index();
  }

  /// Ends a last line that has no line break, as libyaml does at the end of the stream.
  void endLine() {
    if (column() != 0) {
      line++;
      lineStart = pos;
      lineStartIndex = index();
    }
  }

  /// Whether the scanner's buffer begins with a byte order mark: what libyaml tests in place of
  /// asking for one at the reading place.
  boolean bufferStartsWithMark() {
    return bufferStart < length && chars[bufferStart] == '\uFEFF';
  }

  /// Makes `count` characters from the reading place on readable.
  ///
  /// @throws YamlException when a piece that is decoded for that has a character that YAML does not
  ///   allow
  void need(int count) {
    if (ended) {
      if (pos + count > length + 1) {
        bufferStart = pos;
      }
    } else if (pos + count > limit || (pairs && limit - pos < 2 * count && unread() < count)) {
      decode(count);
    }
  }

  private void decode(int count) {
    bufferStart = pos;
    while (unread() < count && !ended) {
      if (limit == length && badAt >= length) {
        end();
      } else {
        decodePiece();
      }
    }
  }

  private int unread() {
    int here = Math.max(limit - pos, 0);
    return pairs ? Character.codePointCount(chars, pos, here) : here;
  }

  private void end() {
    String wrong = encodingProblem;
    if (wrong != null) {
      throw fault(wrong);
    }
    ended = true;
  }

  private void decodePiece() {
    int room = first ? firstPiece : PIECE;
    first = false;
    int at = limit;
    while (at < length) {
      String wrong = problem;
      if (at == badAt && wrong != null) {
        if (incomplete ? at == limit : badBytes <= room) {
          throw fault(wrong);
        }
        break;
      }
      int bytes = byteLength(at);
      if (bytes > room) {
        break;
      }
      room -= bytes;
      at += Character.isHighSurrogate(chars[at]) ? 2 : 1;
    }
    limit = at;
  }

  private int byteLength(int at) {
    char c = chars[at];
    if (wide) {
      return Character.isHighSurrogate(c) ? 4 : 2;
    }
    return c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isHighSurrogate(c) ? 4 : 3;
  }

  private YamlException fault(String text) {
    int at = Math.min(badAt, length);
    int row = 0;
    int start = 0;
    for (int i = 0; i < at; i++) {
      if (chars[i] == '\n') {
        row++;
        start = i + 1;
      }
    }
    return new YamlException(YamlErrorCode.YAML_SYNTAX, "yaml: " + text, row, at - start);
  }
}
