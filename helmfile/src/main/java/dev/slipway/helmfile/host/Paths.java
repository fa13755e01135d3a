package dev.slipway.helmfile.host;

import java.util.ArrayDeque;
import java.util.Deque;

/// Paths as text, as Go's `path/filepath` treats them.
public final class Paths {
  private Paths() {}

  /// Go's `filepath.Clean`.
  public static String clean(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    boolean rooted = path.charAt(0) == '/';
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (!parts.isEmpty() && !parts.getLast().equals("..")) {
          parts.removeLast();
        } else if (!rooted) {
          parts.addLast(part);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String joined = String.join("/", parts);
    if (rooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }

  /// Whether a path is absolute.
  public static boolean isAbsolute(String path) {
    return path.startsWith("/");
  }

  /// `path`, or when it is relative the place of it in `directory`; clean.
  public static String resolve(String directory, String path) {
    return clean(isAbsolute(path) ? path : directory + "/" + path);
  }

  /// Go's `filepath.Join` of two elements: also of an absolute second one.
  public static String join(String directory, String path) {
    if (directory.isEmpty()) {
      return path.isEmpty() ? "" : clean(path);
    }
    return clean(directory + "/" + path);
  }

  /// Go's `filepath.Dir`.
  public static String directory(String path) {
    int slash = path.lastIndexOf('/');
    return clean(path.substring(0, slash + 1));
  }

  /// Go's `filepath.Base`.
  public static String name(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  /// Go's `filepath.Ext`: the name's ending from its last dot, or empty.
  public static String extension(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(dot) : "";
  }

  /// Whether `path` is `folder` or lies in it.
  public static boolean isWithin(String path, String folder) {
    return path.startsWith(folder)
        && (path.length() == folder.length()
            || folder.endsWith("/")
            || path.charAt(folder.length()) == '/');
  }
}
