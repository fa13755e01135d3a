package dev.slipway.chart.archive;

import java.util.ArrayDeque;
import java.util.Deque;

/// Paths with `/` between their parts, as Go's package path treats them.
public final class SlashPath {
  private SlashPath() {}

  /// The shortest equivalent path: Go's `path.Clean`.
  public static String clean(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (!part.equals("..")) {
        parts.addLast(part);
      } else if (!parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!rooted) {
        parts.addLast(part);
      }
    }
    String joined = String.join("/", parts);
    if (rooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }

  /// The cleaned path of `second` below `first`, either of which may be empty: Go's `path.Join`.
  public static String join(String first, String second) {
    if (first.isEmpty() && second.isEmpty()) {
      return "";
    }
    return clean(first.isEmpty() ? second : second.isEmpty() ? first : first + "/" + second);
  }
}
