package dev.slipway.object.fields;

import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A set of paths into an object. A path that is in it says nothing of those below and above it.
/// Never changed once it is built; safe for use by several threads at once.
public final class FieldSet {
  /// No fields.
  public static final FieldSet EMPTY = new FieldSet();

  private final TreeSet<PathElement> members = new TreeSet<>();
  private final TreeMap<PathElement, FieldSet> children = new TreeMap<>();

  FieldSet() {}

  /// The set of some paths of field names, such as `.metadata.name`.
  public static FieldSet of(String... paths) {
    FieldSet set = new FieldSet();
    for (String path : paths) {
      List<PathElement> elements = new ArrayList<>();
      for (String name : path.substring(1).split("\\.", -1)) {
        elements.add(new PathElement.Field(name));
      }
      set.insert(elements);
    }
    return set;
  }

  /// Reads the form of `fieldsV1`.
  ///
  /// @throws ObjectException if it is malformed
  public static FieldSet parse(Map<String, @Nullable Object> fields) {
    FieldSet set = new FieldSet();
    set.read(fields);
    return set;
  }

  /// Takes in what stands below a path.
  ///
  /// @return whether the path itself is in the set
  private boolean read(Map<?, ?> fields) {
    boolean isMember = false;
    for (Map.Entry<?, ?> entry : fields.entrySet()) {
      String key = (String) entry.getKey();
      if (key.equals(".")) {
        isMember = true;
        continue;
      }
      PathElement element = PathElement.parse(key);
      if (element == null) {
        // A later version may know what this is.
        continue;
      }
      if (!(entry.getValue() instanceof Map<?, ?> below)) {
        throw new ObjectException(ObjectErrorCode.FIELDS, "no set of fields: " + key);
      }
      FieldSet child = new FieldSet();
      if (child.read(below)) {
        members.add(element);
      }
      if (!child.members.isEmpty() || !child.children.isEmpty()) {
        children.put(element, child);
      }
    }
    return isMember || (members.isEmpty() && children.isEmpty());
  }

  /// The form of `fieldsV1`.
  public Map<String, @Nullable Object> tree() {
    return tree(false);
  }

  private Map<String, @Nullable Object> tree(boolean itself) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    if (itself && !(members.isEmpty() && children.isEmpty())) {
      tree.put(".", new LinkedHashMap<>());
    }
    TreeSet<PathElement> all = new TreeSet<>(members);
    all.addAll(children.keySet());
    for (PathElement element : all) {
      FieldSet child = children.get(element);
      tree.put(
          element.text(),
          child == null ? new LinkedHashMap<>() : child.tree(members.contains(element)));
    }
    return tree;
  }

  /// Adds a path; for use while the set is built.
  void insert(List<PathElement> path) {
    if (path.isEmpty()) {
      return;
    }
    FieldSet at = this;
    for (PathElement element : path.subList(0, path.size() - 1)) {
      at = at.children.computeIfAbsent(element, _ -> new FieldSet());
    }
    at.members.add(path.getLast());
  }

  /// The steps that end a path of this set.
  Set<PathElement> members() {
    return members;
  }

  /// What is below each first step.
  Map<PathElement, FieldSet> children() {
    return children;
  }

  /// What is below a step; empty if nothing is.
  public FieldSet below(PathElement element) {
    return children.getOrDefault(element, EMPTY);
  }

  /// Whether there are no paths in it.
  public boolean isEmpty() {
    if (!members.isEmpty()) {
      return false;
    }
    for (FieldSet child : children.values()) {
      if (!child.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /// The number of its paths.
  public int size() {
    int size = members.size();
    for (FieldSet child : children.values()) {
      size += child.size();
    }
    return size;
  }

  /// Whether a path is in it.
  public boolean has(FieldPath path) {
    FieldSet at = this;
    List<PathElement> elements = path.elements();
    for (int i = 0; i + 1 < elements.size(); i++) {
      at = at.below(elements.get(i));
    }
    return !elements.isEmpty() && at.members.contains(elements.getLast());
  }

  /// Its paths, in the order of their steps.
  public List<FieldPath> paths() {
    List<FieldPath> paths = new ArrayList<>();
    collect(new ArrayList<>(), paths);
    return paths;
  }

  private void collect(List<PathElement> prefix, List<FieldPath> paths) {
    for (PathElement member : members) {
      prefix.add(member);
      paths.add(new FieldPath(prefix));
      prefix.removeLast();
    }
    children.forEach((element, child) -> {
      prefix.add(element);
      child.collect(prefix, paths);
      prefix.removeLast();
    });
  }

  /// The paths that are in one or the other.
  public FieldSet union(FieldSet other) {
    FieldSet out = new FieldSet();
    out.members.addAll(members);
    out.members.addAll(other.members);
    out.children.putAll(children);
    other.children.forEach((element, child) -> out.children.merge(element, child, FieldSet::union));
    return out;
  }

  /// The paths that are in both.
  public FieldSet intersection(FieldSet other) {
    FieldSet out = new FieldSet();
    out.members.addAll(members);
    out.members.retainAll(other.members);
    children.forEach((element, child) -> {
      FieldSet match = other.children.get(element);
      if (match != null) {
        out.put(element, child.intersection(match));
      }
    });
    return out;
  }

  /// The paths that are not in the other.
  public FieldSet difference(FieldSet other) {
    FieldSet out = new FieldSet();
    out.members.addAll(members);
    out.members.removeAll(other.members);
    children.forEach((element, child) -> {
      FieldSet match = other.children.get(element);
      if (match == null) {
        out.children.put(element, child);
      } else {
        out.put(element, child.difference(match));
      }
    });
    return out;
  }

  /// The paths that are neither in the other nor below a path that is.
  public FieldSet without(FieldSet other) {
    FieldSet out = new FieldSet();
    out.members.addAll(members);
    out.members.removeAll(other.members);
    children.forEach((element, child) -> {
      if (other.members.contains(element)) {
        return;
      }
      FieldSet match = other.children.get(element);
      if (match == null) {
        out.children.put(element, child);
      } else {
        out.put(element, child.without(match));
      }
    });
    return out;
  }

  private void put(PathElement element, FieldSet child) {
    if (!child.isEmpty()) {
      children.put(element, child);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldSet set
        && members.equals(set.members)
        && children.equals(set.children);
  }

  @Override
  public int hashCode() {
    return paths().toString().hashCode();
  }

  /// Its paths, one a line.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (FieldPath path : paths()) {
      out.append(out.isEmpty() ? "" : "\n").append(path);
    }
    return out.toString();
  }
}
