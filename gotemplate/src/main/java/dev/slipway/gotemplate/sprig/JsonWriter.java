package dev.slipway.gotemplate.sprig;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.fmt.GoNumbers;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes values as Go's `encoding/json` does.
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";
  private static final int CYCLE_DEPTH = 500;
  private static final int MAX_DEPTH = 2000;

  private final StringBuilder out = new StringBuilder();
  private final boolean escapeHtml;
  private final boolean indented;
  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int depth;

  private JsonWriter(boolean escapeHtml, boolean indented) {
    this.escapeHtml = escapeHtml;
    this.indented = indented;
  }

  /// The JSON of a value.
  ///
  /// @param escapeHtml whether `<`, `>` and `&` are escaped
  /// @param indented whether it stands on several lines, indented by two spaces
  /// @throws FunctionException with Go's text, for functions, infinities and cycles
  static String write(@Nullable Object value, boolean escapeHtml, boolean indented) {
    JsonWriter writer = new JsonWriter(escapeHtml, indented);
    writer.value(value);
    return writer.out.toString();
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case String text -> string(text);
      case Boolean flag -> out.append(flag.booleanValue());
      case Double number -> floating(number, 64);
      case Float number -> floating(number, 32);
      case Number number -> out.append(number);
      case Map<?, ?> map -> nested(map, () -> map(map, true));
      case List<?> list -> nested(list, () -> list(list));
      case byte[] bytes -> out.append('"').append(EncodingFunctions.encode64(bytes)).append('"');
      case GoObject object -> object(object);
      case GoFunction _ ->
          throw FunctionException.error("json: unsupported type: " + GoFormat.typeName(value));
      default -> throw new IllegalArgumentException(value.getClass().getName());
    }
  }

  private void object(GoObject object) {
    Object json = object.jsonValue();
    boolean struct = object.type().kind() == GoKind.STRUCT || object.type().kind() == GoKind.PTR;
    if (struct && json instanceof Map<?, ?> fields) {
      nested(object, () -> map(fields, false));
    } else {
      value(json);
    }
  }

  private void nested(Object value, Runnable content) {
    depth++;
    if (depth > CYCLE_DEPTH && (depth > MAX_DEPTH || !open.add(value))) {
      throw FunctionException.error(
          "json: unsupported value: encountered a cycle via " + GoFormat.typeName(value));
    }
    content.run();
    if (depth > CYCLE_DEPTH) {
      open.remove(value);
    }
    depth--;
  }

  private void map(Map<?, ?> map, boolean sorted) {
    out.append('{');
    String[] keys = map.keySet().toArray(new String[0]);
    if (sorted) {
      Arrays.sort(keys, GoStrings.BYTE_ORDER);
    }
    String separator = "";
    for (String key : keys) {
      out.append(separator);
      separator = ",";
      lineBreak(depth);
      string(key);
      out.append(indented ? ": " : ":");
      value(map.get(key));
    }
    if (keys.length > 0) {
      lineBreak(depth - 1);
    }
    out.append('}');
  }

  private void list(List<?> list) {
    out.append('[');
    Iterator<?> elements = list.iterator();
    while (elements.hasNext()) {
      lineBreak(depth);
      value(elements.next());
      if (elements.hasNext()) {
        out.append(',');
      }
    }
    if (!list.isEmpty()) {
      lineBreak(depth - 1);
    }
    out.append(']');
  }

  private void lineBreak(int level) {
    if (indented) {
      out.append('\n').repeat(' ', 2 * level);
    }
  }

  /// As JavaScript writes numbers: with an exponent below 1e-6 and from 1e21 on.
  private void floating(double number, int bits) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw FunctionException.error(
          "json: unsupported value: " + GoNumbers.formatFloat(number, 'g', -1, bits));
    }
    double magnitude = Math.abs(number);
    boolean tiny = bits == 64 ? magnitude < 1e-6 : (float) magnitude < 1e-6f;
    boolean huge = bits == 64 ? magnitude >= 1e21 : (float) magnitude >= 1e21f;
    if (number != 0 && (tiny || huge)) {
      String text = GoNumbers.formatFloat(number, 'e', -1, bits);
      int length = text.length();
      boolean shortened = length >= 4 && text.startsWith("e-0", length - 4);
      out.append(shortened ? text.substring(0, length - 2) + text.charAt(length - 1) : text);
    } else if (number == (int) number && number != 0) {
      out.append((int) number);
    } else {
      out.append(GoNumbers.formatFloat(number, 'f', -1, bits));
    }
  }

  private void string(String text) {
    out.append('"');
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!needsEscape(text, i, c)) {
        continue;
      }
      out.append(text, start, i);
      escape(c);
      start = i + 1;
    }
    out.append(text, start, text.length()).append('"');
  }

  private boolean needsEscape(String text, int index, char c) {
    if (c < 0x80) {
      return c < ' ' || c == '"' || c == '\\' || (escapeHtml && (c == '<' || c == '>' || c == '&'));
    }
    if (c == '\u2028' || c == '\u2029') {
      return true;
    }
    return GoStrings.isEscapedByte(c)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (GoStrings.isEscapedByte(c)) {
          out.append("\\ufffd");
        } else {
          out.append("\\u").append(HEX.charAt(c >> 12)).append(HEX.charAt((c >> 8) & 0xF));
          out.append(HEX.charAt((c >> 4) & 0xF)).append(HEX.charAt(c & 0xF));
        }
      }
    }
  }
}
