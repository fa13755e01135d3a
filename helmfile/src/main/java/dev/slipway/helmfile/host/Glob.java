package dev.slipway.helmfile.host;

import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Go's `filepath.Glob`.
final class Glob {
  private Glob() {}

  static List<String> expand(HelmfileHost host, String pattern) {
    if (!hasMeta(pattern)) {
      return host.isFile(pattern) || host.isDirectory(pattern) ? List.of(pattern) : List.of();
    }
    TreeSet<String> found = new TreeSet<>(GoStrings::compare);
    String[] parts = Paths.clean(pattern).split("/", -1);
    walk(host, parts[0], parts, 1, found);
    return new ArrayList<>(found);
  }

  private static boolean hasMeta(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if ("*?[\\".indexOf(pattern.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static void walk(
      HelmfileHost host, String folder, String[] parts, int at, Set<String> found) {
    if (at == parts.length) {
      found.add(folder);
      return;
    }
    String part = parts[at];
    boolean last = at == parts.length - 1;
    if (!hasMeta(part)) {
      String next = folder + "/" + part;
      if (!last || host.isFile(next) || host.isDirectory(next)) {
        walk(host, next, parts, at + 1, found);
      }
      return;
    }
    for (HelmfileHost.Entry entry : entries(host, folder.isEmpty() ? "/" : folder)) {
      String next = folder + "/" + entry.name();
      if (GlobMatch.matches(part, entry.name()) && (last || entry.directory())) {
        walk(host, next, parts, at + 1, found);
      }
    }
  }

  private static List<HelmfileHost.Entry> entries(HelmfileHost host, String folder) {
    if (!host.isDirectory(folder)) {
      return List.of();
    }
    try {
      return host.list(folder);
    } catch (IOException e) {
      return List.of();
    }
  }
}
