package dev.slipway.sandbox.resource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The kinds that one cluster serves now. Safe for use by several threads: readers see one state.
public final class ResourceRegistry {
  private final Map<String, List<ResourceType>> custom = new TreeMap<>();
  private final int minor;
  private final List<ResourceType> builtin;
  private volatile List<ResourceType> types;
  private volatile Map<String, ResourceType> byPath;
  private volatile Map<String, ResourceType> byKind;
  private volatile Map<String, List<String>> groups;

  /// A registry of the built-in kinds of a minor version of Kubernetes.
  public ResourceRegistry(int minor) {
    this.minor = minor;
    builtin = BuiltinResources.near(minor).types();
    types = builtin;
    byPath = index(builtin);
    byKind = byKind(builtin);
    groups = groups(builtin);
  }

  /// The minor version of Kubernetes that the cluster is of.
  public int minor() {
    return minor;
  }

  /// All kinds, each version once; the built-in groups first, then the others by name.
  public List<ResourceType> types() {
    return types;
  }

  /// The kind at a path.
  public Optional<ResourceType> find(String group, String version, String plural) {
    return Optional.ofNullable(byPath.get(group + "/" + version + "/" + plural));
  }

  /// The kind of a name, in any version.
  public Optional<ResourceType> any(String group, String plural) {
    return types.stream().filter(type -> type.is(group, plural)).findFirst();
  }

  /// The kind that objects of this `apiVersion` and `kind` are of.
  public Optional<ResourceType> ofKind(String apiVersion, String kind) {
    return Optional.ofNullable(byKind.get(apiVersion + "/" + kind));
  }

  /// The kind of a group, in any version.
  public Optional<ResourceType> ofGroupKind(String group, String kind) {
    return types.stream()
        .filter(type -> type.kind().equals(kind) && type.group().equals(group))
        .findFirst();
  }

  /// The versions of each group, the preferred ones first.
  public Map<String, List<String>> groups() {
    return groups;
  }

  private Map<String, List<String>> groups(List<ResourceType> types) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (ResourceType type : types) {
      List<String> versions = groups.computeIfAbsent(type.group(), _ -> new ArrayList<>());
      if (!versions.contains(type.version())) {
        versions.add(type.version());
      }
    }
    groups.replaceAll((group, versions) ->
        builtin.stream().anyMatch(type -> type.group().equals(group))
            ? versions
            : versions.stream().sorted(VersionOrder.PREFERRED_FIRST).toList());
    return Collections.unmodifiableMap(groups);
  }

  /// Serves the kinds of a custom resource definition, in place of those it had before.
  public synchronized void putCustom(String definition, List<ResourceType> served) {
    custom.put(definition, List.copyOf(served));
    rebuild();
  }

  /// Serves the kinds of a definition no more.
  public synchronized void removeCustom(String definition) {
    custom.remove(definition);
    rebuild();
  }

  private void rebuild() {
    List<ResourceType> all = new ArrayList<>(builtin);
    Map<String, List<ResourceType>> byGroup = new TreeMap<>();
    custom
        .values()
        .forEach(served ->
            served.forEach(
                type -> byGroup.computeIfAbsent(type.group(), _ -> new ArrayList<>()).add(type)));
    byGroup.values().forEach(all::addAll);
    byPath = index(all);
    byKind = byKind(all);
    groups = groups(all);
    types = List.copyOf(all);
  }

  private static Map<String, ResourceType> index(List<ResourceType> types) {
    Map<String, ResourceType> index = new LinkedHashMap<>();
    for (ResourceType type : types) {
      index.put(type.group() + "/" + type.version() + "/" + type.plural(), type);
    }
    return index;
  }

  private static Map<String, ResourceType> byKind(List<ResourceType> types) {
    Map<String, ResourceType> index = new HashMap<>();
    for (ResourceType type : types) {
      index.putIfAbsent(type.apiVersion() + "/" + type.kind(), type);
    }
    return index;
  }
}
