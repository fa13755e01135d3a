package dev.slipway.chart.api;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The schemas of Kubernetes' own kinds in one minor version. Thread-safe.
final class KubeSchemas {
  private static final ConcurrentMap<Integer, KubeSchemas> VERSIONS = new ConcurrentHashMap<>();

  private final int minor;
  private final int[] schemas;
  private final Map<String, Integer> kinds = new HashMap<>();
  private final Set<String> groups = new HashSet<>();
  private final ConcurrentMap<Integer, Definition> definitions = new ConcurrentHashMap<>();

  private KubeSchemas(int minor) {
    SchemaTable table = SchemaTable.get();
    this.minor = minor;
    this.schemas = table.version(minor);
    for (int name = 0; name < schemas.length; name++) {
      if (schemas[name] >= 0) {
        SchemaTable.Entry entry = table.entry(schemas[name]);
        if (!entry.kind().isEmpty()) {
          kinds.put(entry.apiVersion() + " " + entry.kind(), name);
          groups.add(group(entry.apiVersion()));
        }
      }
    }
  }

  /// The group of an API version: empty for that of `v1`.
  static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /// The minor versions whose schemas there are.
  static List<Integer> minors() {
    return SchemaTable.get().minors();
  }

  /// The schemas of a minor version, or of the nearest that there are.
  static KubeSchemas near(int minor) {
    List<Integer> all = minors();
    int known = Math.clamp(minor, all.getFirst(), all.getLast());
    return VERSIONS.computeIfAbsent(known, KubeSchemas::new);
  }

  int minor() {
    return minor;
  }

  /// Whether a group is Kubernetes' own, in this version.
  boolean hasGroup(String group) {
    return groups.contains(group);
  }

  /// The type of a kind's objects, or null.
  FieldType.@Nullable Reference kind(String apiVersion, String kind) {
    Integer name = kinds.get(apiVersion + " " + kind);
    return name == null ? null : new FieldType.Reference(name);
  }

  /// The API versions that have a kind.
  Set<String> apiVersions(String group, String kind) {
    Set<String> found = new TreeSet<>();
    for (String known : kinds.keySet()) {
      int blank = known.indexOf(' ');
      if (known.substring(blank + 1).equals(kind)
          && group(known.substring(0, blank)).equals(group)) {
        found.add(known.substring(0, blank));
      }
    }
    return found;
  }

  /// The kinds of an API version.
  Set<String> kindsOf(String apiVersion) {
    Set<String> found = new TreeSet<>();
    for (String known : kinds.keySet()) {
      int blank = known.indexOf(' ');
      if (known.substring(0, blank).equals(apiVersion)) {
        found.add(known.substring(blank + 1));
      }
    }
    return found;
  }

  Definition definition(FieldType.Reference reference) {
    return definitions.computeIfAbsent(
        reference.name(), name -> Definition.parse(SchemaTable.get().entry(schemas[name]).body()));
  }
}
