package dev.slipway.yaml;

import org.jspecify.annotations.Nullable;

/// What a place in a manifest is to Helm's `SimpleHead`, the struct that it reads manifests into.
enum HeadTarget {
  /// Not in the struct.
  ANY,
  /// The struct.
  HEAD,
  /// Its field `metadata`.
  METADATA,
  /// The map of annotations.
  ANNOTATIONS,
  /// A string.
  STRING;

  /// The target of the value under `key`.
  HeadTarget field(@Nullable Object key) {
    if (!(key instanceof String name)) {
      return ANY;
    }
    return switch (this) {
      case HEAD ->
          same(name, "apiVersion") || same(name, "kind")
              ? STRING
              : same(name, "metadata") ? METADATA : ANY;
      case METADATA -> same(name, "name") ? STRING : same(name, "annotations") ? ANNOTATIONS : ANY;
      case ANNOTATIONS -> STRING;
      case ANY, STRING -> ANY;
    };
  }

  /// Whether Go's JSON takes `key` for the field: it ignores the case, and that U+212A and U+017F
  /// are no ASCII letters.
  static boolean same(String key, String field) {
    if (key.length() != field.length()) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      char a = key.charAt(i);
      char b = field.charAt(i);
      if (a != b && fold(a) != fold(b)) {
        return false;
      }
    }
    return true;
  }

  private static char fold(char c) {
    if (c >= 'A' && c <= 'Z') {
      return (char) (c + 32);
    }
    return c == '\u212A' ? 'k' : c == '\u017F' ? 's' : c;
  }
}
