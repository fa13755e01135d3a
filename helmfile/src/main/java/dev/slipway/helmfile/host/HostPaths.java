package dev.slipway.helmfile.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where absolute paths that a helmfile names are really found, such as `/etc/helmfile-defaults` in
/// a folder of fixtures. The longest prefix counts. Immutable.
public final class HostPaths {
  private static final HostPaths NONE = new HostPaths(Map.of());

  private record Prefix(String from, String to) {}

  private final List<Prefix> prefixes;

  private HostPaths(Map<String, String> map) {
    List<Prefix> all = new ArrayList<>();
    map.forEach((from, to) -> all.add(new Prefix(Paths.clean(from), Paths.clean(to))));
    all.sort((a, b) -> Integer.compare(b.from.length(), a.from.length()));
    this.prefixes = List.copyOf(all);
  }

  /// No mapping.
  public static HostPaths none() {
    return NONE;
  }

  /// A mapping of absolute folders or files to others.
  public static HostPaths of(Map<String, String> map) {
    return map.isEmpty() ? NONE : new HostPaths(new LinkedHashMap<>(map));
  }

  /// Whether nothing is mapped.
  public boolean isEmpty() {
    return prefixes.isEmpty();
  }

  /// The real place of an absolute path.
  public String map(String path) {
    for (Prefix prefix : prefixes) {
      if (Paths.isWithin(path, prefix.from)) {
        return prefix.to + path.substring(prefix.from.length());
      }
    }
    return path;
  }

  /// The path that maps to `real`; itself when none does.
  public String unmap(String real) {
    for (Prefix prefix : prefixes) {
      if (Paths.isWithin(real, prefix.to)) {
        return prefix.from + real.substring(prefix.to.length());
      }
    }
    return real;
  }
}
