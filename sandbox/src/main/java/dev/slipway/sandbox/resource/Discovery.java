package dev.slipway.sandbox.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The documents by which clients find out what a cluster serves. Safe for use by several threads.
public final class Discovery {
  private final ResourceRegistry registry;

  /// Documents of a registry as it is when each is asked for.
  public Discovery(ResourceRegistry registry) {
    this.registry = registry;
  }

  /// `/api`.
  public Map<String, @Nullable Object> coreVersions(String address) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("kind", "APIVersions");
    document.put("versions", List.of("v1"));
    document.put(
        "serverAddressByClientCIDRs",
        List.of(Map.of("clientCIDR", "0.0.0.0/0", "serverAddress", address)));
    return document;
  }

  /// `/apis`.
  public Map<String, @Nullable Object> groups() {
    List<Map<String, @Nullable Object>> groups = new ArrayList<>();
    registry
        .groups()
        .forEach((group, versions) -> {
          if (!group.isEmpty()) {
            groups.add(entry(group, versions));
          }
        });
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("kind", "APIGroupList");
    document.put("apiVersion", "v1");
    document.put("groups", groups);
    return document;
  }

  /// `/apis/GROUP`, if the group is served.
  public Optional<Map<String, @Nullable Object>> group(String group) {
    List<String> versions = registry.groups().get(group);
    if (versions == null || group.isEmpty()) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("kind", "APIGroup");
    document.put("apiVersion", "v1");
    document.putAll(entry(group, versions));
    return Optional.of(document);
  }

  private static Map<String, @Nullable Object> entry(String group, List<String> versions) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (String version : versions) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("groupVersion", group + "/" + version);
      one.put("version", version);
      all.add(one);
    }
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", group);
    entry.put("versions", all);
    entry.put("preferredVersion", all.getFirst());
    return entry;
  }

  /// `/apis/GROUP/VERSION` and `/api/v1`, if it is served.
  public Optional<Map<String, @Nullable Object>> resources(String group, String version) {
    List<Map<String, @Nullable Object>> resources = new ArrayList<>();
    String apiVersion = group.isEmpty() ? version : group + "/" + version;
    for (ResourceType type : registry.types()) {
      if (!type.apiVersion().equals(apiVersion)) {
        continue;
      }
      resources.add(resource(type));
      for (Subresource part : type.subresources()) {
        resources.add(part(type, part));
      }
    }
    if (resources.isEmpty()) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("kind", "APIResourceList");
    if (!group.isEmpty()) {
      // The real server leaves it out of the oldest group's document.
      document.put("apiVersion", "v1");
    }
    document.put("groupVersion", apiVersion);
    document.put("resources", resources);
    return Optional.of(document);
  }

  private static Map<String, @Nullable Object> resource(ResourceType type) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", type.plural());
    entry.put("singularName", type.singular());
    entry.put("namespaced", type.namespaced());
    entry.put("kind", type.kind());
    entry.put("verbs", type.verbs());
    putList(entry, "shortNames", type.shortNames());
    putList(entry, "categories", type.categories());
    if (!type.storageHash().isEmpty()) {
      entry.put("storageVersionHash", type.storageHash());
    }
    return entry;
  }

  private static Map<String, @Nullable Object> part(ResourceType type, Subresource part) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", type.plural() + "/" + part.name());
    entry.put("singularName", "");
    entry.put("namespaced", type.namespaced());
    if (!part.version().isEmpty()) {
      entry.put("group", part.group());
      entry.put("version", part.version());
    }
    entry.put("kind", part.kind());
    entry.put("verbs", part.verbs());
    return entry;
  }

  /// The aggregated document of `/api` (core) or `/apis` (all others).
  ///
  /// @param documentVersion `v2` or `v2beta1`
  public Map<String, @Nullable Object> aggregated(boolean core, String documentVersion) {
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    registry
        .groups()
        .forEach((group, versions) -> {
          if (group.isEmpty() == core) {
            items.add(aggregatedGroup(group, versions));
          }
        });
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("kind", "APIGroupDiscoveryList");
    document.put("apiVersion", "apidiscovery.k8s.io/" + documentVersion);
    document.put("metadata", new LinkedHashMap<>());
    document.put("items", items);
    return document;
  }

  private Map<String, @Nullable Object> aggregatedGroup(String group, List<String> versions) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (String version : versions) {
      List<Map<String, @Nullable Object>> resources = new ArrayList<>();
      for (ResourceType type : registry.types()) {
        if (type.group().equals(group) && type.version().equals(version)) {
          resources.add(aggregatedResource(type));
        }
      }
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("version", version);
      one.put("resources", resources);
      one.put("freshness", "Current");
      all.add(one);
    }
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    if (!group.isEmpty()) {
      metadata.put("name", group);
    }
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("metadata", metadata);
    item.put("versions", all);
    return item;
  }

  private static Map<String, @Nullable Object> aggregatedResource(ResourceType type) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("resource", type.plural());
    entry.put("responseKind", responseKind("", "", type.kind()));
    entry.put("scope", type.namespaced() ? "Namespaced" : "Cluster");
    entry.put("singularResource", type.singular());
    entry.put("verbs", type.verbs());
    putList(entry, "shortNames", type.shortNames());
    putList(entry, "categories", type.categories());
    List<Map<String, @Nullable Object>> parts = new ArrayList<>();
    for (Subresource part : type.subresources()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("subresource", part.name());
      one.put("responseKind", responseKind(part.group(), part.version(), part.kind()));
      one.put("verbs", part.verbs());
      parts.add(one);
    }
    if (!parts.isEmpty()) {
      entry.put("subresources", parts);
    }
    return entry;
  }

  private static Map<String, @Nullable Object> responseKind(
      String group, String version, String kind) {
    Map<String, @Nullable Object> responseKind = new LinkedHashMap<>();
    responseKind.put("group", group);
    responseKind.put("version", version);
    responseKind.put("kind", kind);
    return responseKind;
  }

  private static void putList(
      Map<String, @Nullable Object> entry, String name, List<String> values) {
    if (!values.isEmpty()) {
      entry.put(name, values);
    }
  }
}
