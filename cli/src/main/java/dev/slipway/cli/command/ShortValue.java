package dev.slipway.cli.command;

import dev.slipway.yaml.Json;
import org.jspecify.annotations.Nullable;

/// A value in one short line: a plain word as it is, everything else as JSON.
final class ShortValue {
  private ShortValue() {}

  /// The value's text, cut to a length in characters.
  static String of(@Nullable Object value, int longest) {
    String text = value instanceof String word && isPlain(word) ? word : Json.write(value);
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  private static boolean isPlain(String text) {
    if (text.isEmpty()) {
      return false;
    }
    boolean word = Character.isLetter(text.charAt(0)) || text.charAt(0) == '/';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      word &= Character.isLetterOrDigit(c) || "-_./:@+=,*".indexOf(c) >= 0;
    }
    return word && !text.equals("true") && !text.equals("false") && !text.equals("null");
  }
}
