package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.BOOL;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.GoFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Paths, by Go's `path`. Those that begin with `os` are the same on every system here: as on
/// Linux.
final class PathFunctions {
  private PathFunctions() {}

  static List<GoFunction> all() {
    List<GoFunction> all = new ArrayList<>();
    add(all, "base", "osBase", PathFunctions::base);
    add(all, "dir", "osDir", PathFunctions::directory);
    add(all, "clean", "osClean", PathFunctions::clean);
    add(all, "ext", "osExt", PathFunctions::extension);
    GoFunction isAbs = GoFunction.of("isAbs", BOOL, (_, a) -> text(a, 0).startsWith("/"), STRING);
    all.add(isAbs);
    all.add(isAbs.named("osIsAbs"));
    return all;
  }

  private static void add(
      List<GoFunction> all, String name, String osName, UnaryOperator<String> operation) {
    GoFunction function =
        GoFunction.of(name, STRING, (_, a) -> operation.apply(text(a, 0)), STRING);
    all.add(function);
    all.add(function.named(osName));
  }

  private static String base(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    String name = path.substring(path.lastIndexOf('/', end - 1) + 1, Math.max(end, 0));
    return end == 0 ? "/" : name;
  }

  private static String directory(String path) {
    return clean(path.substring(0, path.lastIndexOf('/') + 1));
  }

  private static String extension(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(dot) : "";
  }

  /// The shortest path that means the same.
  static String clean(String path) {
    boolean rooted = path.startsWith("/");
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      boolean hasParent = !parts.isEmpty() && !parts.getLast().equals("..");
      if (part.equals("..") && hasParent) {
        parts.removeLast();
      } else if (part.equals("..") ? !rooted : !part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String joined = String.join("/", parts);
    return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
  }
}
