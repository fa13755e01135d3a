package dev.slipway.helmfile.host;

/// Go's `filepath.Match` on one name.
final class GlobMatch {
  private GlobMatch() {}

  static boolean matches(String pattern, String name) {
    return match(pattern, 0, name, 0);
  }

  private static boolean match(String pattern, int p, String name, int n) {
    while (p < pattern.length()) {
      char c = pattern.charAt(p);
      if (c == '*') {
        for (int skip = n; skip <= name.length(); skip++) {
          if (match(pattern, p + 1, name, skip)) {
            return true;
          }
        }
        return false;
      }
      if (n == name.length()) {
        return false;
      }
      if (c == '[') {
        int close = pattern.indexOf(']', p + 2);
        if (close < 0 || !inClass(pattern, p + 1, close, name.charAt(n))) {
          return false;
        }
        p = close + 1;
      } else {
        if (c == '\\' && p + 1 < pattern.length()) {
          p++;
          c = pattern.charAt(p);
        } else if (c == '?') {
          c = name.charAt(n);
        }
        if (c != name.charAt(n)) {
          return false;
        }
        p++;
      }
      n++;
    }
    return n == name.length();
  }

  private static boolean inClass(String pattern, int start, int end, char c) {
    boolean negated = pattern.charAt(start) == '^';
    boolean found = false;
    for (int i = negated ? start + 1 : start; i < end; i++) {
      char low = pattern.charAt(i);
      if (i + 2 < end && pattern.charAt(i + 1) == '-') {
        found |= low <= c && c <= pattern.charAt(i + 2);
        i += 2;
      } else {
        found |= low == c;
      }
    }
    return found != negated;
  }
}
