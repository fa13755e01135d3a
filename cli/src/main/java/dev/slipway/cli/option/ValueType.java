package dev.slipway.cli.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a flag's text becomes its value.
@FunctionalInterface
interface ValueType<T> {
  /// The value after `text` was given, where `before` is that of the same flag given earlier.
  T read(String text, @Nullable T before) throws InvalidValueException;

  ValueType<Boolean> BOOLEAN =
      (text, _) ->
          switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default ->
                throw new InvalidValueException(
                    "strconv.ParseBool: parsing " + quoted(text) + ": invalid syntax");
          };

  ValueType<String> TEXT = (text, _) -> text;

  /// Every occurrence adds its text as it is.
  ValueType<List<String>> TEXTS = (text, before) -> joined(before, List.of(text));

  /// Every occurrence adds a record of comma-separated texts.
  ValueType<List<String>> RECORDS = (text, before) -> joined(before, CommaRecord.read(text));

  ValueType<Integer> COUNT =
      (text, _) -> {
        try {
          return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
          throw new InvalidValueException(
              "strconv.ParseUint: parsing " + quoted(text) + ": invalid syntax");
        }
      };

  /// Every occurrence adds `key=value` pairs.
  ValueType<Map<String, String>> PAIRS =
      (text, before) -> {
        Map<String, String> out =
            before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before);
        for (String pair : CommaRecord.read(text)) {
          int equals = pair.indexOf('=');
          if (equals < 0) {
            throw new InvalidValueException(pair + " must be formatted as key=value");
          }
          out.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return out;
      };

  /// One of the given words.
  static ValueType<String> oneOf(List<String> choices) {
    return (text, _) -> {
      if (!choices.contains(text)) {
        throw new InvalidValueException("must be one of " + String.join(", ", choices));
      }
      return text;
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static List<String> joined(@Nullable List<String> before, List<String> more) {
    List<String> out = before == null ? new ArrayList<>() : new ArrayList<>(before);
    out.addAll(more);
    return out;
  }
}
