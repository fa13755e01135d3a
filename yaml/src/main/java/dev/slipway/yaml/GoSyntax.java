package dev.slipway.yaml;

import dev.slipway.core.GoStrings;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows a value as Go's `%#v` shows what go-yaml decoded; used in error messages only.
final class GoSyntax {
  /// Stands for a null key.
  static final Object NIL = new Object();

  private static final String NIL_TEXT = "interface {}(nil)";

  private final StringBuilder out = new StringBuilder();

  private GoSyntax() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "<nil>";
    }
    GoSyntax syntax = new GoSyntax();
    syntax.append(value);
    return syntax.out.toString();
  }

  private void append(@Nullable Object value) {
    switch (value) {
      case null -> out.append(NIL_TEXT);
      case String text -> quote(out, text);
      case Double number -> out.append(GoFloats.format(number));
      case BigInteger big -> out.append("0x").append(big.toString(16));
      case List<?> list -> appendList(list);
      case Map<?, ?> map -> appendMap(map);
      default -> out.append(value == NIL ? NIL_TEXT : value);
    }
  }

  private void appendList(List<?> list) {
    out.append("[]interface {}{");
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      append(item);
      separator = ", ";
    }
    out.append('}');
  }

  private void appendMap(Map<?, ?> map) {
    out.append("map[interface {}]interface {}{");
    List<Object> keys = new ArrayList<>(map.keySet());
    keys.sort(GoSyntax::compare);
    String separator = "";
    for (Object key : keys) {
      out.append(separator);
      append(key);
      out.append(':');
      append(map.get(key));
      separator = ", ";
    }
    out.append('}');
  }

  private static int compare(Object a, Object b) {
    if (a instanceof String x && b instanceof String y) {
      return GoStrings.compare(x, y);
    }
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (a instanceof Double x && b instanceof Double y) {
      return Double.compare(x, y);
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return Boolean.compare(x, y);
    }
    return Integer.compare(rank(a), rank(b));
  }

  /// Go orders keys of several types by the place of the types in memory; this is the usual one.
  private static int rank(Object key) {
    return switch (key) {
      case String _ -> 1;
      case Long _ -> 2;
      case Double _ -> 3;
      case Boolean _ -> 4;
      default -> 0;
    };
  }

  /// Go's `strconv.Quote`.
  static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\u0007' -> out.append("\\a");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\u000B' -> out.append("\\v");
        default -> appendRune(out, c);
      }
    }
    out.append('"');
  }

  /// Go's `strconv.QuoteRune`.
  static String quoteRune(int rune) {
    if (rune == '"') {
      return "'\"'";
    }
    if (rune == '\'') {
      return "'\\''";
    }
    StringBuilder out = new StringBuilder();
    quote(out, Character.toString(rune));
    out.setCharAt(0, '\'');
    out.setCharAt(out.length() - 1, '\'');
    return out.toString();
  }

  private static void appendRune(StringBuilder out, int c) {
    if (c >= 0xDC80 && c <= 0xDCFF) {
      hex(out.append("\\x"), c - 0xDC00, 2);
    } else if (isPrintable(c)) {
      out.appendCodePoint(c);
    } else if (c < ' ' || c == 0x7F) {
      hex(out.append("\\x"), c, 2);
    } else if (c < 0x10000) {
      hex(out.append("\\u"), c, 4);
    } else {
      hex(out.append("\\U"), c, 8);
    }
  }

  private static void hex(StringBuilder out, int value, int digits) {
    String text = Integer.toHexString(value);
    out.repeat('0', digits - text.length()).append(text);
  }

  private static boolean isPrintable(int c) {
    if (c < 0x7F) {
      return c >= ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
