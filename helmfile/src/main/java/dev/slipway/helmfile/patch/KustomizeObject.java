package dev.slipway.helmfile.patch;

import dev.slipway.chart.values.ValueTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An object that Kustomize's rules work on, with the names that it had before: references to it
/// are found by them. Confined to one thread.
final class KustomizeObject {
  private Map<String, @Nullable Object> tree;
  private final List<ObjectId> earlier = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private final List<String> suffixes = new ArrayList<>();
  private boolean hashed;

  /// @param tree the object, which is changed
  KustomizeObject(Map<String, @Nullable Object> tree) {
    this.tree = tree;
  }

  Map<String, @Nullable Object> tree() {
    return tree;
  }

  void tree(Map<String, @Nullable Object> changed) {
    tree = changed;
  }

  ObjectId id() {
    return ObjectId.of(tree);
  }

  /// What it was called at first.
  ObjectId firstId() {
    return earlier.isEmpty() ? id() : earlier.getFirst();
  }

  /// What it was called before now, at first and in between.
  List<ObjectId> earlierIds() {
    return earlier;
  }

  /// Remembers what it is called, before that changes.
  void rememberId() {
    earlier.add(id());
  }

  boolean wasOrIs(ObjectId other) {
    return id().isSame(other) || earlier.stream().anyMatch(each -> each.isSame(other));
  }

  /// Remembers what was put before its name, for references: of two that are called alike, the one
  /// with the same additions is meant.
  void addPrefix(String prefix) {
    prefixes.add(prefix);
  }

  void addSuffix(String suffix) {
    suffixes.add(suffix);
  }

  /// Whether the same was put around both names.
  boolean isNamedAs(KustomizeObject other, boolean orHasNothing) {
    return isAlike(prefixes, other.prefixes, orHasNothing)
        && isAlike(suffixes, other.suffixes, orHasNothing);
  }

  private static boolean isAlike(List<String> mine, List<String> others, boolean orNothing) {
    return (orNothing && (mine.isEmpty() || others.isEmpty())) || mine.equals(others);
  }

  /// Whether its name ends with a digest of its content.
  boolean isHashed() {
    return hashed;
  }

  void hashed(boolean is) {
    hashed = is;
  }

  String kind() {
    return id().kind();
  }

  /// Its metadata, which may be changed.
  Map<String, @Nullable Object> metadata() {
    Map<String, @Nullable Object> metadata = ValueTrees.table(tree.get("metadata"));
    if (metadata == null) {
      metadata = new LinkedHashMap<>();
      tree.put("metadata", metadata);
    }
    return metadata;
  }

  void rename(String name) {
    metadata().put("name", name);
  }

  /// Merges a strategic merge patch into it. It keeps its kind, name and namespace, unless the
  /// patch may change them.
  ///
  /// @return whether it is still there
  boolean merge(Map<String, @Nullable Object> patch, boolean changesName, boolean changesKind) {
    if ("delete".equals(patch.get("$patch"))) {
      return false;
    }
    ObjectId before = id();
    if (changesName || changesKind) {
      rememberId();
    }
    tree = StrategicMerge.apply(tree, patch);
    if (tree.isEmpty()) {
      return false;
    }
    if (!changesKind) {
      tree.put("kind", before.kind());
    }
    if (!changesName) {
      rename(before.name());
    }
    if (before.namespace().isEmpty()) {
      metadata().remove("namespace");
    } else {
      metadata().put("namespace", before.namespace());
    }
    return true;
  }

  /// The value of a label or annotation, or null.
  @Nullable Object entry(String map, String name) {
    return tree.get("metadata") instanceof Map<?, ?> metadata
            && metadata.get(map) instanceof Map<?, ?> entries
        ? entries.get(name)
        : null;
  }

  /// Whether it is only for the tools that make objects, not for a cluster.
  boolean isLocal() {
    return Objects.equals(entry("annotations", "config.kubernetes.io/local-config"), "true");
  }
}
