package dev.slipway.yaml;

/// The base-60 numbers of YAML 1.1, which go-yaml quotes but does not read:
/// `[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?`.
final class Base60 {
  private Base60() {}

  static boolean matches(String text) {
    if (text.isEmpty() || text.indexOf(':') < 0) {
      return false;
    }
    int end = text.length();
    int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    if (at >= end || !CharKinds.isDigit(text.charAt(at))) {
      return false;
    }
    at = skip(text, at);
    if (at >= end || text.charAt(at) != ':') {
      return false;
    }
    while (at < end && text.charAt(at) == ':') {
      int digits = digits(text, at + 1);
      if (digits == 0 || (digits == 2 && text.charAt(at + 1) > '5')) {
        return false;
      }
      at += 1 + digits;
    }
    if (at < end && text.charAt(at) == '.') {
      at = skip(text, at + 1);
    }
    return at == end;
  }

  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length() && (CharKinds.isDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return at;
  }

  /// The number of digits from there, three at most.
  private static int digits(String text, int from) {
    int count = 0;
    while (count < 3
        && from + count < text.length()
        && CharKinds.isDigit(text.charAt(from + count))) {
      count++;
    }
    return count == 3 ? 0 : count;
  }
}
