package dev.slipway.gotemplate.sprig;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.fmt.GoNumbers;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON as Go's `encoding/json` reads it into an `interface {}`: numbers are float64, the
/// last of equal keys wins, what is not UTF-8 becomes U+FFFD. Nesting takes no stack.
final class JsonReader {
  private static final int MAX_DEPTH = 10_000;

  private final String text;
  private final Deque<Level> levels = new ArrayDeque<>();
  private int position;
  private @Nullable String rangeError;

  private JsonReader(String text) {
    this.text = text;
  }

  /// What was read, and the error that Go gives beside it, if any: numbers out of range are null
  /// and do not end the reading.
  record Result(@Nullable Object value, @Nullable String error) {}

  /// An object or array that is being read.
  private static final class Level {
    final @Nullable Map<String, @Nullable Object> object;
    final List<@Nullable Object> array = new ArrayList<>();
    String key = "";

    Level(@Nullable Map<String, @Nullable Object> object) {
      this.object = object;
    }

    void add(@Nullable Object value) {
      if (object != null) {
        object.put(key, value);
      } else {
        array.add(value);
      }
    }

    Object value() {
      return object != null ? object : array;
    }
  }

  static Result read(String text) {
    JsonReader reader = new JsonReader(text);
    try {
      Object value = reader.document();
      return new Result(value, reader.rangeError);
    } catch (FunctionException invalid) {
      return new Result(null, invalid.getMessage());
    }
  }

  private @Nullable Object document() {
    Object value = startValue("looking for beginning of value");
    while (!levels.isEmpty()) {
      value = step(levels.element());
    }
    if (peekToken() >= 0) {
      throw invalid("after top-level value");
    }
    return value;
  }

  /// Reads on inside the innermost level. Gives that level's value when it ends there.
  private @Nullable Object step(Level level) {
    boolean first = level.object != null ? level.object.isEmpty() : level.array.isEmpty();
    char close = level.object != null ? '}' : ']';
    int c = requireToken();
    if (c == close) {
      position++;
      levels.remove();
      Object value = level.value();
      if (!levels.isEmpty()) {
        levels.element().add(value);
      }
      return value;
    }
    if (!first) {
      if (c != ',') {
        throw invalid(level.object != null ? "after object key:value pair" : "after array element");
      }
      position++;
    }
    if (level.object != null) {
      key(level);
    }
    int depth = levels.size();
    Object value = startValue("looking for beginning of value");
    if (levels.size() == depth) {
      level.add(value);
    }
    return null;
  }

  private void key(Level level) {
    if (requireToken() != '"') {
      throw invalid("looking for beginning of object key string");
    }
    level.key = string();
    if (requireToken() != ':') {
      throw invalid("after object key");
    }
    position++;
  }

  /// Reads a plain value, or opens a level.
  private @Nullable Object startValue(String context) {
    int c = requireToken();
    return switch (c) {
      case '{', '[' -> {
        open(c == '{');
        yield null;
      }
      case '"' -> string();
      case 't' -> {
        literal("true");
        yield true;
      }
      case 'f' -> {
        literal("false");
        yield false;
      }
      case 'n' -> {
        literal("null");
        yield null;
      }
      default -> {
        if (c != '-' && !isDigit(c)) {
          throw invalid(context);
        }
        yield number();
      }
    };
  }

  private void open(boolean object) {
    if (levels.size() == MAX_DEPTH) {
      throw invalid("exceeded max depth");
    }
    position++;
    levels.push(new Level(object ? new LinkedHashMap<>() : null));
  }

  private void literal(String literal) {
    for (int i = 0; i < literal.length(); i++) {
      if (peekOrSpace() != literal.charAt(i)) {
        throw invalid("in literal " + literal + " (expecting '" + literal.charAt(i) + "')");
      }
      position++;
    }
  }

  private @Nullable Object number() {
    int start = position;
    if (text.charAt(position) == '-') {
      position++;
      if (!isDigit(peekOrSpace())) {
        throw invalid("in numeric literal");
      }
    }
    if (peekOrSpace() == '0') {
      position++;
    } else {
      digits();
    }
    if (peek() == '.') {
      position++;
      if (!isDigit(peekOrSpace())) {
        throw invalid("after decimal point in numeric literal");
      }
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      position++;
      if (peekOrSpace() == '+' || peekOrSpace() == '-') {
        position++;
      }
      if (!isDigit(peekOrSpace())) {
        throw invalid("in exponent of numeric literal");
      }
      digits();
    }
    String literal = text.substring(start, position);
    try {
      return GoNumbers.parseFloat(literal, 64);
    } catch (FunctionException outOfRange) {
      if (rangeError == null) {
        rangeError = "json: cannot unmarshal number " + literal + " into Go value of type float64";
      }
      return null;
    }
  }

  private void digits() {
    while (isDigit(peek())) {
      position++;
    }
  }

  private String string() {
    position++;
    int start = position;
    StringBuilder out = null;
    while (true) {
      int c = require();
      if (c == '"') {
        String rest = text.substring(start, position++);
        return out == null ? GoCharacters.valid(rest) : GoCharacters.valid(out + rest);
      }
      if (c < ' ') {
        throw invalid("in string literal");
      }
      if (c != '\\') {
        position++;
        continue;
      }
      out = out == null ? new StringBuilder() : out;
      out.append(text, start, position);
      position++;
      escape(out);
      start = position;
    }
  }

  private void escape(StringBuilder out) {
    int c = peekOrSpace();
    position++;
    switch (c) {
      case '"', '\\', '/' -> out.append((char) c);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> out.append(unicode());
      default -> {
        position--;
        throw invalid("in string escape code");
      }
    }
  }

  /// The character of `\\uXXXX`; half of a surrogate pair is U+FFFD.
  private String unicode() {
    char c = (char) hexDigits();
    if (Character.isHighSurrogate(c) && text.startsWith("\\u", position)) {
      int place = position;
      position += 2;
      char low = (char) hexDigits();
      if (Character.isLowSurrogate(low)) {
        return new String(new char[] {c, low});
      }
      position = place;
    }
    return Character.isSurrogate(c) ? "\uFFFD" : String.valueOf(c);
  }

  private int hexDigits() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int c = peekOrSpace();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw invalid("in \\u hexadecimal character escape");
      }
      value = value << 4 | digit;
      position++;
    }
    return value;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private int peek() {
    return position < text.length() ? text.charAt(position) : -1;
  }

  /// As [#peek], but at the end a space: what Go finds wrong when the text ends inside of a word, a
  /// number or an escape.
  private int peekOrSpace() {
    return position < text.length() ? text.charAt(position) : ' ';
  }

  private int require() {
    if (position >= text.length()) {
      throw FunctionException.error("unexpected end of JSON input");
    }
    return text.charAt(position);
  }

  /// The next character that is no space; -1 at the end.
  private int peekToken() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        return c;
      }
      position++;
    }
    return -1;
  }

  private int requireToken() {
    peekToken();
    return require();
  }

  /// The error for the byte at the present place.
  private FunctionException invalid(String context) {
    int c = ' ';
    if (position < text.length()) {
      c = GoStrings.toBytes(text.substring(position, next(position)))[0] & 0xFF;
    }
    String quoted =
        switch (c) {
          case '\'' -> "'\\''";
          case '"' -> "'\"'";
          default -> {
            String text = GoQuote.quote(String.valueOf((char) c));
            yield "'" + text.substring(1, text.length() - 1) + "'";
          }
        };
    return FunctionException.error("invalid character " + quoted + " " + context);
  }

  private int next(int index) {
    return index + Character.charCount(text.codePointAt(index));
  }
}
