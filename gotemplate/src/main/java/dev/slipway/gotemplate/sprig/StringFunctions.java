package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.BOOL;
import static dev.slipway.gotemplate.GoType.INT;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.GoType.STRINGS;
import static dev.slipway.gotemplate.GoType.STRING_MAP;
import static dev.slipway.gotemplate.sprig.Arguments.integer;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Quoting, cutting, joining and replacing: sprig's `strings.go` without the letter cases.
final class StringFunctions {
  private StringFunctions() {}

  static List<GoFunction> all() {
    GoFunction trimAll =
        GoFunction.of("trimAll", STRING, (_, a) -> trimAll(text(a, 0), text(a, 1)), STRING, STRING);
    return List.of(
        GoFunction.of("hello", STRING, (_, _) -> "Hello!"),
        GoFunction.of("trim", STRING, (_, a) -> GoCharacters.trimSpace(text(a, 0)), STRING),
        trimAll,
        trimAll.named("trimall"),
        GoFunction.of(
            "trimSuffix", STRING, (_, a) -> trimSuffix(text(a, 0), text(a, 1)), STRING, STRING),
        GoFunction.of(
            "trimPrefix", STRING, (_, a) -> trimPrefix(text(a, 0), text(a, 1)), STRING, STRING),
        GoFunction.of("repeat", STRING, (_, a) -> repeat(integer(a, 0), text(a, 1)), INT, STRING),
        GoFunction.of(
            "substr",
            STRING,
            (_, a) -> substring(integer(a, 0), integer(a, 1), text(a, 2)),
            INT,
            INT,
            STRING),
        GoFunction.of("trunc", STRING, (_, a) -> truncate(integer(a, 0), text(a, 1)), INT, STRING),
        GoFunction.of("contains", BOOL, (_, a) -> text(a, 1).contains(text(a, 0)), STRING, STRING),
        GoFunction.of(
            "hasPrefix", BOOL, (_, a) -> text(a, 1).startsWith(text(a, 0)), STRING, STRING),
        GoFunction.of("hasSuffix", BOOL, (_, a) -> text(a, 1).endsWith(text(a, 0)), STRING, STRING),
        GoFunction.variadic("quote", STRING, ANY, (_, a) -> quote(a)),
        GoFunction.variadic("squote", STRING, ANY, (_, a) -> singleQuote(a)),
        GoFunction.variadic("cat", STRING, ANY, (_, a) -> cat(a)),
        GoFunction.of(
            "indent", STRING, (_, a) -> indent(integer(a, 0), text(a, 1), false), INT, STRING),
        GoFunction.of(
            "nindent", STRING, (_, a) -> indent(integer(a, 0), text(a, 1), true), INT, STRING),
        GoFunction.of(
            "replace",
            STRING,
            (_, a) -> replace(text(a, 0), text(a, 1), text(a, 2)),
            STRING,
            STRING,
            STRING),
        GoFunction.of(
            "plural",
            STRING,
            (_, a) -> integer(a, 2) == 1 ? text(a, 0) : text(a, 1),
            STRING,
            STRING,
            INT),
        GoFunction.of("toString", STRING, (_, a) -> Reflection.text(a[0]), ANY),
        GoFunction.of("toStrings", STRINGS, (_, a) -> toStrings(a[0]), ANY),
        GoFunction.of("join", STRING, (_, a) -> join(text(a, 0), a[1]), STRING, ANY),
        GoFunction.of(
            "split",
            STRING_MAP,
            (_, a) -> numbered(split(text(a, 1), text(a, 0), -1)),
            STRING,
            STRING),
        GoFunction.of(
            "splitn",
            STRING_MAP,
            (_, a) -> numbered(split(text(a, 2), text(a, 0), integer(a, 1))),
            STRING,
            INT,
            STRING),
        GoFunction.of(
            "splitList",
            STRINGS,
            (_, a) -> GoSlice.ofStrings(split(text(a, 1), text(a, 0), -1)),
            STRING,
            STRING));
  }

  static String trimSuffix(String suffix, String text) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }

  static String trimPrefix(String prefix, String text) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  /// Go's `strings.Trim`: takes away the characters of `cutset` at both ends.
  static String trimAll(String cutset, String text) {
    int start = 0;
    while (start < text.length() && holds(cutset, text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    int end = text.length();
    while (end > start && holds(cutset, text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static boolean holds(String cutset, int codePoint) {
    return cutset.indexOf(codePoint) >= 0;
  }

  static String repeat(long count, String text) {
    if (count < 0) {
      throw FunctionException.panic("strings: negative Repeat count");
    }
    Bounds.checkText("repeat", count * (double) text.length());
    return text.isEmpty() ? "" : text.repeat((int) count);
  }

  static String substring(long start, long end, String text) {
    String bytes = ByteText.of(text);
    int length = bytes.length();
    if (start < 0) {
      if (end < 0 || end > length) {
        throw RuntimePanics.sliceEnd(end, length);
      }
      return ByteText.toText(bytes.substring(0, (int) end));
    }
    long stop = end < 0 || end > length ? length : end;
    if (start > stop) {
      throw RuntimePanics.sliceStart(start, stop);
    }
    return ByteText.toText(bytes.substring((int) start, (int) stop));
  }

  /// The first `count` bytes, or the last `-count` bytes.
  static String truncate(long count, String text) {
    if (count >= 0 && text.length() * 3L <= count) {
      return text;
    }
    String bytes = ByteText.of(text);
    int length = bytes.length();
    if (count < 0 && length + count > 0) {
      return ByteText.toText(bytes.substring((int) (length + count)));
    }
    if (count >= 0 && length > count) {
      return ByteText.toText(bytes.substring(0, (int) count));
    }
    return text;
  }

  private static String quote(@Nullable Object[] values) {
    if (values.length == 1) {
      return values[0] == null ? "" : GoQuote.quote(Reflection.text(values[0]));
    }
    StringBuilder out = new StringBuilder();
    for (Object value : values) {
      if (value != null) {
        out.append(out.isEmpty() ? "" : " ").append(GoQuote.quote(Reflection.text(value)));
        Bounds.checkText("quote", out.length());
      }
    }
    return out.toString();
  }

  private static String singleQuote(@Nullable Object[] values) {
    StringBuilder out = new StringBuilder();
    for (Object value : values) {
      if (value != null) {
        out.append(out.isEmpty() ? "'" : " '");
        GoFormat.append(out, value);
        out.append('\'');
        Bounds.checkText("squote", out.length());
      }
    }
    return out.toString();
  }

  private static String cat(@Nullable Object[] values) {
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (Object value : values) {
      if (value != null) {
        if (!first) {
          out.append(' ');
        }
        first = false;
        GoFormat.append(out, value);
        Bounds.checkText("cat", out.length());
      }
    }
    return out.toString();
  }

  static String indent(long spaces, String text, boolean onNewLine) {
    if (spaces < 0) {
      throw FunctionException.panic("strings: negative Repeat count");
    }
    int lines = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      lines++;
    }
    double length = text.length() + (double) spaces * lines;
    Bounds.checkText("indent", length);
    int width = (int) spaces;
    StringBuilder out = new StringBuilder((int) length + 1);
    if (onNewLine) {
      out.append('\n');
    }
    int start = 0;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', start)) {
      out.repeat(' ', width).append(text, start, i + 1);
      start = i + 1;
    }
    return out.repeat(' ', width).append(text, start, text.length()).toString();
  }

  static String replace(String old, String replacement, String text) {
    double growth = (double) (text.length() + 1) * replacement.length();
    if (growth > Bounds.TEXT) {
      int places = old.isEmpty() ? text.length() + 1 : split(text, old, -1).size() - 1;
      Bounds.checkText("replace", text.length() + (double) places * replacement.length());
    }
    if (!old.isEmpty()) {
      return text.replace(old, replacement);
    }
    StringBuilder out = new StringBuilder(text.length() * 2 + replacement.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      out.append(replacement).appendCodePoint(c);
      i += Character.charCount(c);
    }
    return out.append(replacement).toString();
  }

  static String join(String separator, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    List<? extends @Nullable Object> elements = Reflection.elements(value);
    if (elements == null) {
      return value == null ? "" : Reflection.text(value);
    }
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (Object element : elements) {
      if (element != null) {
        if (!first) {
          out.append(separator);
        }
        first = false;
        out.append(Reflection.text(element));
        Bounds.checkText("join", out.length());
      }
    }
    return out.toString();
  }

  /// sprig's `strslice`: the texts of the elements that are not nil. A `[]string` is given back
  /// itself.
  static Object toStrings(@Nullable Object value) {
    if (value instanceof GoSlice slice && slice.type().equals(STRINGS)) {
      return slice;
    }
    if (value instanceof GoNil nil && nil.type().equals(STRINGS)) {
      return nil;
    }
    List<? extends @Nullable Object> elements = Reflection.elements(value);
    if (elements == null) {
      return GoSlice.ofStrings(value == null ? List.of() : List.of(Reflection.text(value)));
    }
    List<String> texts = new ArrayList<>(elements.size());
    for (Object element : elements) {
      if (element != null) {
        texts.add(Reflection.text(element));
      }
    }
    return GoSlice.ofStrings(texts);
  }

  /// Go's `strings.SplitN`; without a separator it splits into characters.
  static List<String> split(String text, String separator, long limit) {
    if (limit == 0) {
      return List.of();
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    if (separator.isEmpty()) {
      while (start < text.length() && parts.size() != limit - 1) {
        int end = start + Character.charCount(text.codePointAt(start));
        parts.add(text.substring(start, end));
        start = end;
      }
      if (start < text.length()) {
        parts.add(text.substring(start));
      }
      return parts;
    }
    for (int end = text.indexOf(separator);
        end >= 0 && parts.size() != limit - 1;
        end = text.indexOf(separator, start)) {
      parts.add(text.substring(start, end));
      start = end + separator.length();
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static GoMap numbered(List<String> parts) {
    GoMap map = GoMap.of(STRING, Map.of());
    for (int i = 0; i < parts.size(); i++) {
      map.put("_" + i, parts.get(i));
    }
    return map;
  }
}
