package dev.slipway.gotemplate.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A small reader of the JSON that the recorders write, one value a line.
final class JsonLine {
  private final String text;
  private int position;

  private JsonLine(String text) {
    this.text = text;
  }

  static @Nullable Object read(String line) {
    JsonLine reader = new JsonLine(line);
    Object value = reader.value();
    if (reader.position != line.length()) {
      throw reader.error();
    }
    return value;
  }

  private @Nullable Object value() {
    return switch (text.charAt(position)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    position++;
    while (text.charAt(position) != '}') {
      skip(',');
      String key = string();
      skip(':');
      object.put(key, value());
    }
    position++;
    return object;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> array = new ArrayList<>();
    position++;
    while (text.charAt(position) != ']') {
      skip(',');
      array.add(value());
    }
    position++;
    return array;
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    position++;
    while (text.charAt(position) != '"') {
      char c = text.charAt(position++);
      out.append(c == '\\' ? escaped() : c);
    }
    position++;
    return out.toString();
  }

  private char escaped() {
    char c = text.charAt(position++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        position += 4;
        yield (char) Integer.parseInt(text.substring(position - 4, position), 16);
      }
      default -> c;
    };
  }

  private @Nullable Object word() {
    int start = position;
    while (position < text.length() && ",]}".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    String word = text.substring(start, position);
    return switch (word) {
      case "null" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> Long.valueOf(word);
    };
  }

  private void skip(char c) {
    if (text.charAt(position) == c) {
      position++;
    }
  }

  private RuntimeException error() {
    return new IllegalArgumentException("at " + position + " of " + text);
  }
}
