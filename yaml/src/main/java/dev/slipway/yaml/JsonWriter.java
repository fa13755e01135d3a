package dev.slipway.yaml;

import dev.slipway.core.GoStrings;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes values as Go's encoding/json does. Not for use twice.
final class JsonWriter {
  private static final int STACK_DEPTH = 400;
  private static final String HEX = "0123456789abcdef";

  private final UnaryOperator<@Nullable Object> adapter;
  private final boolean html;
  private final String step;
  private final StringBuilder out = new StringBuilder(256);
  private final Cycles cycles = new Cycles();

  /// @param html whether `<`, `>` and `&` are escaped
  /// @param step the indentation of one level; empty for JSON on one line
  JsonWriter(UnaryOperator<@Nullable Object> adapter, boolean html, String step) {
    this.adapter = adapter;
    this.html = html;
    this.step = step;
  }

  String write(@Nullable Object value) {
    append(value);
    return out.toString();
  }

  private void append(@Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case String text -> appendString(text);
      case Boolean _ -> out.append(value);
      case Double number -> appendDouble(number);
      case Float number -> appendFloat(number);
      case Number number -> out.append(number);
      case Map<?, ?> map -> collection(map, map.isEmpty() ? "{}" : "");
      case List<?> list -> collection(list, list.isEmpty() ? "[]" : "");
      case TomlTime time -> appendString(time.rfc3339());
      case byte[] bytes ->
          out.append('"').append(Base64.getEncoder().encodeToString(bytes)).append('"');
      default -> append(adapt(value, adapter));
    }
  }

  /// What the adapter makes of an object that is of no class that the writers know.
  @SuppressWarnings("ReferenceEquality")
  static @Nullable Object adapt(Object value, UnaryOperator<@Nullable Object> adapter) {
    Object plain = adapter.apply(value);
    if (plain == value) {
      throw new YamlException(
          YamlErrorCode.NOT_WRITABLE, "json: unsupported type: " + value.getClass().getName());
    }
    return plain;
  }

  private void appendDouble(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new YamlException(
          YamlErrorCode.NOT_WRITABLE, "json: unsupported value: " + GoFloats.format(value));
    }
    GoFloats.appendJson(out, value);
  }

  private void appendFloat(float value) {
    if (Float.isNaN(value) || Float.isInfinite(value)) {
      appendDouble(value);
    }
    GoFloats.appendJson(out, value);
  }

  private void collection(Object value, String empty) {
    if (!empty.isEmpty()) {
      out.append(empty);
      return;
    }
    int depth = cycles.enter(value);
    if (depth % STACK_DEPTH == 0) {
      DeepStack.call(() -> contents(value));
    } else {
      contents(value);
    }
    cycles.leave(value);
  }

  private Object contents(Object value) {
    if (value instanceof Map<?, ?> map) {
      appendMap(map);
    } else {
      appendList((List<?>) value);
    }
    return value;
  }

  private void appendList(List<?> list) {
    char separator = '[';
    for (Object item : list) {
      out.append(separator);
      newLine(cycles.depth());
      append(item);
      separator = ',';
    }
    newLine(cycles.depth() - 1);
    out.append(']');
  }

  private void appendMap(Map<?, ?> map) {
    char separator = '{';
    for (String key : keys(map)) {
      out.append(separator);
      newLine(cycles.depth());
      appendString(key);
      out.append(step.isEmpty() ? ":" : ": ");
      append(map.get(key));
      separator = ',';
    }
    newLine(cycles.depth() - 1);
    out.append('}');
  }

  private static String[] keys(Map<?, ?> map) {
    String[] keys = unsortedKeys(map);
    if (!(map instanceof FieldMap)) {
      Arrays.sort(keys, GoStrings.BYTE_ORDER);
    }
    return keys;
  }

  static String[] unsortedKeys(Map<?, ?> map) {
    String[] keys = new String[map.size()];
    int count = 0;
    for (Object key : map.keySet()) {
      if (!(key instanceof String text)) {
        throw new YamlException(
            YamlErrorCode.NOT_WRITABLE, "json: unsupported type: map[interface {}]interface {}");
      }
      keys[count++] = text;
    }
    return keys;
  }

  private void newLine(int depth) {
    if (!step.isEmpty()) {
      out.append('\n').repeat(step, depth);
    }
  }

  private void appendString(String text) {
    out.append('"');
    int start = 0;
    int end = text.length();
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      out.append(text, start, i);
      appendEscape(c);
      start = i + 1;
    }
    out.append(text, start, end).append('"');
  }

  private boolean isPlain(char c) {
    if (c < 0x80) {
      return c >= ' ' && c != '"' && c != '\\' && (!html || (c != '<' && c != '>' && c != '&'));
    }
    return c != 0x2028 && c != 0x2029 && !Character.isSurrogate(c);
  }

  private void appendEscape(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 0x2028 -> out.append("\\u2028");
      case 0x2029 -> out.append("\\u2029");
      default -> {
        if (c < 0x80) {
          out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
        } else {
          out.append("\\ufffd");
        }
      }
    }
  }
}
