package dev.slipway.yaml;

import java.util.ArrayList;
import java.util.List;

/// A dotted key.
record TomlKey(List<String> parts) {
  static final TomlKey ROOT = new TomlKey(List.of());

  TomlKey {
    parts = List.copyOf(parts);
  }

  TomlKey add(String part) {
    List<String> longer = new ArrayList<>(parts);
    longer.add(part);
    return new TomlKey(longer);
  }

  TomlKey parent() {
    return new TomlKey(parts.subList(0, parts.size() - 1));
  }

  String last() {
    return parts.getLast();
  }

  boolean isRoot() {
    return parts.isEmpty();
  }

  int size() {
    return parts.size();
  }

  /// The key as TOML has it.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (String part : parts) {
      if (out.length() > 0) {
        out.append('.');
      }
      out.append(quoted(part));
    }
    return out.toString();
  }

  /// One part, quoted if it must be.
  static String quoted(String part) {
    if (part.isEmpty()) {
      return "\"\"";
    }
    for (int i = 0; i < part.length(); i++) {
      if (!CharKinds.isWord(part.charAt(i))) {
        return quote(part);
      }
    }
    return part;
  }

  /// A basic string.
  static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ' || c == 0x7F) {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 0xF, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
