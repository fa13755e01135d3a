package dev.slipway.yaml;

import dev.slipway.core.GoStrings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON with the rules and the errors of Go's encoding/json. Not for use twice.
final class JsonParser {
  private static final int MAX_DEPTH = 10_000;
  private static final int STACK_DEPTH = 400;

  private final char[] chars;
  private final int end;
  private final boolean exact;
  private int pos;
  private int depth;
  private @Nullable YamlException saved;

  JsonParser(String text) {
    this(text, false);
  }

  /// @param exact whether whole numbers that fit are read as Long
  JsonParser(String text, boolean exact) {
    this.exact = exact;
    end = text.length();
    chars = new char[end + 1];
    text.getChars(0, end, chars, 0);
  }

  /// The value of the whole text.
  @Nullable Object parse() {
    Object value = value();
    skipSpace();
    if (pos < end) {
      throw invalid("after top-level value");
    }
    return value;
  }

  /// Whether there was a number that does not fit; Go leaves null in its place.
  boolean hasSaved() {
    return saved != null;
  }

  /// Reports a number that does not fit, which Go does after reading on to the end.
  void throwSaved(@Nullable Map<String, @Nullable Object> stored) {
    if (saved != null) {
      throw stored == null ? saved : saved.withPartial(stored);
    }
  }

  private void skipSpace() {
    while (pos < end && isSpace(chars[pos])) {
      pos++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  private YamlException invalid(String context) {
    if (pos >= end) {
      return fault("unexpected end of JSON input");
    }
    return fault("invalid character " + quoted() + " " + context);
  }

  /// The same inside a number, a word or an escape: there Go finds the space that it puts behind
  /// the end of the text.
  private YamlException invalidInside(String context) {
    return pos >= end ? fault("invalid character ' ' " + context) : invalid(context);
  }

  private YamlException fault(String message) {
    int line = 0;
    int start = 0;
    for (int i = 0; i < pos && i < end; i++) {
      if (chars[i] == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new YamlException(YamlErrorCode.JSON_SYNTAX, message, line, Math.min(pos, end) - start);
  }

  /// The first byte of the character here, between single quotes as Go shows it.
  private String quoted() {
    char c = chars[pos];
    int b = c < 0x80 ? c : GoStrings.toBytes(new String(chars, pos, Math.min(2, end - pos)))[0];
    return GoSyntax.quoteRune(b & 0xFF);
  }

  private @Nullable Object value() {
    skipSpace();
    char c = chars[pos];
    if (pos >= end) {
      throw invalid("");
    }
    return switch (c) {
      case '{', '[' -> collection(c == '{');
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw invalid("looking for beginning of value");
    };
  }

  private @Nullable Object literal(String word, @Nullable Object value) {
    for (int i = 0; i < word.length(); i++) {
      if (pos >= end || chars[pos] != word.charAt(i)) {
        throw invalidInside("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
      pos++;
    }
    return value;
  }

  private Object collection(boolean object) {
    depth++;
    if (depth > MAX_DEPTH) {
      throw invalid(Json.TOO_DEEP);
    }
    pos++;
    Object value =
        depth % STACK_DEPTH == 0
            ? DeepStack.call(() -> object ? object() : array())
            : object ? object() : array();
    depth--;
    return value;
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    skipSpace();
    if (chars[pos] == '}' && pos < end) {
      pos++;
      return map;
    }
    while (true) {
      skipSpace();
      if (pos >= end || chars[pos] != '"') {
        throw invalid("looking for beginning of object key string");
      }
      String key = string();
      skipSpace();
      if (pos >= end || chars[pos] != ':') {
        throw invalid("after object key");
      }
      pos++;
      map.put(key, value());
      skipSpace();
      if (pos < end && chars[pos] == '}') {
        pos++;
        return map;
      }
      if (pos >= end || chars[pos] != ',') {
        throw invalid("after object key:value pair");
      }
      pos++;
    }
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> list = new ArrayList<>();
    skipSpace();
    if (pos < end && chars[pos] == ']') {
      pos++;
      return list;
    }
    while (true) {
      list.add(value());
      skipSpace();
      if (pos < end && chars[pos] == ']') {
        pos++;
        return list;
      }
      if (pos >= end || chars[pos] != ',') {
        throw invalid("after array element");
      }
      pos++;
    }
  }

  private @Nullable Number number() {
    int start = pos;
    if (chars[pos] == '-') {
      pos++;
      if (pos >= end || !CharKinds.isDigit(chars[pos])) {
        throw invalidInside("in numeric literal");
      }
    }
    boolean zero = chars[pos] == '0';
    pos++;
    if (!zero) {
      skipDigits();
    }
    int whole = pos;
    if (pos < end && chars[pos] == '.') {
      pos++;
      needDigit("after decimal point in numeric literal");
    }
    if (pos < end && (chars[pos] == 'e' || chars[pos] == 'E')) {
      pos++;
      if (pos < end && (chars[pos] == '+' || chars[pos] == '-')) {
        pos++;
      }
      needDigit("in exponent of numeric literal");
    }
    String text = new String(chars, start, pos - start);
    if (whole == pos && exact) {
      Long whole64 = whole(text);
      if (whole64 != null) {
        return whole64;
      }
    }
    if (whole == pos && text.length() <= 15 && chars[start] != '-') {
      return (double) Long.parseLong(text);
    }
    return real(text);
  }

  private static @Nullable Long whole(String text) {
    if (text.length() <= 18) {
      return Long.valueOf(text);
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private @Nullable Double real(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isInfinite(value)) {
      return value;
    }
    if (saved == null) {
      saved =
          new YamlException(
              YamlErrorCode.WRONG_TYPE,
              "json: cannot unmarshal number " + text + " into Go value of type float64");
    }
    return null;
  }

  private void needDigit(String context) {
    if (pos >= end || !CharKinds.isDigit(chars[pos])) {
      throw invalidInside(context);
    }
    skipDigits();
  }

  private void skipDigits() {
    while (pos < end && CharKinds.isDigit(chars[pos])) {
      pos++;
    }
  }

  private String string() {
    int start = ++pos;
    while (pos < end) {
      char c = chars[pos];
      if (c == '"') {
        return new String(chars, start, pos++ - start);
      }
      if (c == '\\' || c < ' ' || Character.isSurrogate(c)) {
        return escapedString(start);
      }
      pos++;
    }
    throw invalid("");
  }

  private String escapedString(int start) {
    StringBuilder out = new StringBuilder(pos - start + 32);
    out.append(chars, start, pos - start);
    while (pos < end) {
      char c = chars[pos];
      if (c == '"') {
        pos++;
        return out.toString();
      }
      if (c < ' ') {
        throw invalid("in string literal");
      }
      if (c == '\\') {
        pos++;
        escape(out);
      } else if (!Character.isSurrogate(c)) {
        out.append(c);
        pos++;
      } else if (Character.isHighSurrogate(c) && Character.isLowSurrogate(chars[pos + 1])) {
        out.append(c).append(chars[pos + 1]);
        pos += 2;
      } else {
        out.append('\uFFFD');
        pos++;
      }
    }
    throw invalid("");
  }

  private void escape(StringBuilder out) {
    char c = chars[pos];
    int simple = pos < end ? "bfnrt\\/\"".indexOf(c) : -1;
    if (simple >= 0) {
      out.append("\b\f\n\r\t\\/\"".charAt(simple));
      pos++;
      return;
    }
    if (pos >= end || c != 'u') {
      throw invalidInside("in string escape code");
    }
    pos++;
    char unit = unit();
    if (!Character.isSurrogate(unit)) {
      out.append(unit);
      return;
    }
    char low = lowUnit();
    if (Character.isHighSurrogate(unit) && low != 0) {
      out.append(unit).append(low);
      pos += 6;
    } else {
      out.append('\uFFFD');
    }
  }

  private char unit() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = pos < end ? CharKinds.hex(chars[pos]) : -1;
      if (digit < 0) {
        throw invalidInside("in \\u hexadecimal character escape");
      }
      value = (value << 4) | digit;
      pos++;
    }
    return (char) value;
  }

  /// The low surrogate whose escape stands here, or 0.
  private char lowUnit() {
    if (pos + 6 > end || chars[pos] != '\\' || chars[pos + 1] != 'u') {
      return 0;
    }
    int value = 0;
    for (int i = 2; i < 6; i++) {
      int digit = CharKinds.hex(chars[pos + i]);
      if (digit < 0) {
        return 0;
      }
      value = (value << 4) | digit;
    }
    return Character.isLowSurrogate((char) value) ? (char) value : 0;
  }
}
