package dev.slipway.pipeline.settings;

import dev.slipway.core.GoStrings;
import dev.slipway.helmfile.host.HelmfileHost;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Finds files by a pattern as shells have them: `*`, `?`, `[a-z]`, `{one,two}`, and `**` for any
/// number of folders. Names that begin with a dot are found by patterns that begin with one.
final class PathSearch {
  private static final int DEEPEST = 32;

  private final HelmfileHost host;
  private final String[] parts;
  private final TreeSet<String> found = new TreeSet<>(GoStrings::compare);

  private PathSearch(HelmfileHost host, String[] parts) {
    this.host = host;
    this.parts = parts;
  }

  /// The files that match, sorted.
  ///
  /// @param root the folder where the search begins, an absolute path
  /// @param pattern the pattern, relative to it; so are the results
  static List<String> files(HelmfileHost host, String root, String pattern) {
    PathSearch search = new PathSearch(host, pattern.split("/", -1));
    String top = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    search.walk(top, "", 0, 0);
    return List.copyOf(search.found);
  }

  private void walk(String top, String folder, int at, int depth) {
    String part = parts[at];
    boolean last = at == parts.length - 1;
    if (part.equals("**")) {
      if (!last) {
        walk(top, folder, at + 1, depth);
      }
      for (HelmfileHost.Entry entry : entries(top, folder)) {
        if (entry.directory() && depth < DEEPEST && !entry.name().startsWith(".")) {
          walk(top, folder + "/" + entry.name(), at, depth + 1);
        } else if (last && !entry.directory()) {
          found.add((folder + "/" + entry.name()).substring(1));
        }
      }
    } else if (isPlain(part)) {
      step(top, folder + "/" + part, at, last, depth);
    } else {
      Pattern names = names(part);
      for (HelmfileHost.Entry entry : entries(top, folder)) {
        if ((part.startsWith(".") || !entry.name().startsWith("."))
            && (last || entry.directory())
            && names.matcher(entry.name()).matches()) {
          step(top, folder + "/" + entry.name(), at, last, depth);
        }
      }
    }
  }

  private void step(String top, String next, int at, boolean last, int depth) {
    if (!last) {
      walk(top, next, at + 1, depth + 1);
    } else if (host.isFile(top + next)) {
      found.add(next.substring(1));
    }
  }

  private List<HelmfileHost.Entry> entries(String top, String folder) {
    String path = top + folder;
    if (!host.isDirectory(path.isEmpty() ? "/" : path)) {
      return List.of();
    }
    try {
      return host.list(path.isEmpty() ? "/" : path);
    } catch (IOException e) {
      // As shells do: what cannot be listed matches nothing.
      return List.of();
    }
  }

  private static boolean isPlain(String part) {
    return part.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  private static Pattern names(String part) {
    StringBuilder out = new StringBuilder();
    boolean choice = false;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      switch (c) {
        case '*' -> out.append(".*");
        case '?' -> out.append('.');
        case '[' -> {
          int close = part.indexOf(']', i + 2);
          if (close < 0) {
            out.append("\\[");
          } else {
            String inside = part.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[");
            out.append('[').append(inside.replaceFirst("^!", "^")).append(']');
            i = close;
          }
        }
        case '{' -> {
          out.append("(?:");
          choice = true;
        }
        case '}' -> {
          out.append(choice ? ")" : "\\}");
          choice = false;
        }
        case ',' -> out.append(choice ? "|" : ",");
        default -> out.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(choice ? Pattern.quote(part) : out.toString(), Pattern.DOTALL);
  }
}
