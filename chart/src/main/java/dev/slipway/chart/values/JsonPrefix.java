package dev.slipway.chart.values;

import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import org.jspecify.annotations.Nullable;

/// The JSON value at the beginning of a text, after which anything may follow: what Go's
/// `json.Decoder` decodes first.
///
/// @param value the value
/// @param length how many chars it takes up, with the blanks before it
record JsonPrefix(@Nullable Object value, int length) {
  /// Reads the value.
  ///
  /// @throws dev.slipway.chart.ChartException if there is none
  static JsonPrefix read(String text) {
    int start = 0;
    while (start < text.length() && " \t\r\n".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int end = start >= text.length() ? start : endOf(text, start);
    try {
      return new JsonPrefix(Json.read(text.substring(start, end)), end);
    } catch (YamlException e) {
      // A decoder reads on where a whole text would be at its end.
      boolean cutOff = e.getMessage().equals("unexpected end of JSON input");
      throw SetParser.error(cutOff ? "unexpected EOF" : e.getMessage());
    }
  }

  private static int endOf(String text, int start) {
    return switch (text.charAt(start)) {
      case '{', '[' -> endOfNested(text, start);
      case '"' -> endOfString(text, start);
      case 't', 'n' -> Math.min(start + 4, text.length());
      case 'f' -> Math.min(start + 5, text.length());
      default -> endOfNumber(text, start);
    };
  }

  private static int endOfNested(String text, int start) {
    int depth = 0;
    int i = start;
    while (i < text.length()) {
      switch (text.charAt(i)) {
        case '{', '[' -> {
          depth++;
          i++;
        }
        case '}', ']' -> {
          i++;
          if (--depth == 0) {
            return i;
          }
        }
        case '"' -> i = endOfString(text, i);
        default -> i++;
      }
    }
    return i;
  }

  private static int endOfString(String text, int start) {
    int i = start + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, text.length());
  }

  private static int endOfNumber(String text, int start) {
    int i = start + (text.charAt(start) == '-' ? 1 : 0);
    if (i < text.length() && text.charAt(i) == '0') {
      i++;
    } else {
      i = digits(text, i);
    }
    if (i < text.length() && text.charAt(i) == '.') {
      i = digits(text, i + 1);
    }
    if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      i++;
      if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
        i++;
      }
      i = digits(text, i);
    }
    boolean complete = i > start && Character.isDigit(text.charAt(i - 1));
    // The character that breaks a number off belongs to the error.
    return complete || i >= text.length() ? i : i + 1;
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }
}
