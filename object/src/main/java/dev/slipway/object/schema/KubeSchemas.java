package dev.slipway.object.schema;

import dev.slipway.object.GroupVersionKind;
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
public final class KubeSchemas {
  private static final ConcurrentMap<Integer, KubeSchemas> VERSIONS = new ConcurrentHashMap<>();

  private final int minor;
  private final int[] schemas;
  private final Map<String, Integer> kinds = new HashMap<>();
  private final Set<String> groups = new HashSet<>();
  private final ConcurrentMap<Integer, Definition> definitions = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, KubeSchema> roots = new ConcurrentHashMap<>();

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
  public static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /// The minor versions whose schemas there are.
  public static List<Integer> minors() {
    return SchemaTable.get().minors();
  }

  /// The schemas of a minor version, or of the nearest that there are.
  public static KubeSchemas near(int minor) {
    List<Integer> all = minors();
    int known = Math.clamp(minor, all.getFirst(), all.getLast());
    return VERSIONS.computeIfAbsent(known, KubeSchemas::new);
  }

  /// The minor version that they are of.
  public int minor() {
    return minor;
  }

  /// Whether a group is Kubernetes' own, in this version.
  public boolean hasGroup(String group) {
    return groups.contains(group);
  }

  /// The schema of a kind's objects, or null.
  public @Nullable Schema kind(String apiVersion, String kind) {
    Integer name = kinds.get(apiVersion + " " + kind);
    return name == null
        ? null
        : roots.computeIfAbsent(name, number -> KubeSchema.reference(this, number));
  }

  /// The schema of a type's objects, or null.
  public @Nullable Schema kind(GroupVersionKind type) {
    return kind(type.apiVersion(), type.kind());
  }

  /// The API versions that have a kind.
  public Set<String> apiVersions(String group, String kind) {
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
  public Set<String> kindsOf(String apiVersion) {
    Set<String> found = new TreeSet<>();
    for (String known : kinds.keySet()) {
      int blank = known.indexOf(' ');
      if (known.substring(0, blank).equals(apiVersion)) {
        found.add(known.substring(blank + 1));
      }
    }
    return found;
  }

  Definition definition(int name) {
    return definitions.computeIfAbsent(
        name, number -> Definition.parse(this, SchemaTable.get().entry(schemas[number]).body()));
  }
}
