package dev.slipway.yaml;

import dev.slipway.core.GoStrings;
import java.util.Base64;

/// The base64 of `!!binary` values: lines of 70 characters, each ended when there are several.
final class Base64Lines {
  private static final int LINE = 70;

  private Base64Lines() {}

  static String encode(String value) {
    String text = Base64.getEncoder().encodeToString(GoStrings.toBytes(value));
    if (text.length() < LINE) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + text.length() / LINE + 1);
    for (int i = 0; i < text.length(); i += LINE) {
      out.append(text, i, Math.min(i + LINE, text.length())).append('\n');
    }
    return out.toString();
  }
}
