package dev.slipway.kube.client;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.ApiResources;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks a cluster which kinds it serves: by two requests where it tells all at once
/// (apidiscovery.k8s.io), else by one for each group and version.
final class Discovery {
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
          + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
          + "application/json";

  private final Function<ApiRequest, KubeObject> ask;

  /// @param ask sends a request and reads the answer; fails with a KubeException
  Discovery(Function<ApiRequest, KubeObject> ask) {
    this.ask = ask;
  }

  /// All kinds.
  ApiResources read() {
    List<KubeObject> roots =
        Parallel.map(
            List.of("/api", "/apis"),
            path -> ask.apply(ApiRequest.get(path, Work.READ).accepting(AGGREGATED)));
    List<ApiResource> all = new ArrayList<>();
    for (KubeObject root : roots) {
      switch (root.kind()) {
        case "APIGroupDiscoveryList" -> aggregated(root, all);
        case "APIVersions" ->
            classic(
                root.list("versions").stream()
                    .map(version -> GroupVersionKind.of(String.valueOf(version), ""))
                    .toList(),
                all);
        default -> classic(groupVersions(root), all);
      }
    }
    return new ApiResources(all);
  }

  private static void aggregated(KubeObject list, List<ApiResource> all) {
    for (Map<String, @Nullable Object> item : list.maps("items")) {
      KubeObject group = KubeObject.of(item);
      for (Map<String, @Nullable Object> part : group.maps("versions")) {
        KubeObject version = KubeObject.of(part);
        // A server behind the cluster's own may be away: what it had last may be gone.
        if (version.text("freshness").equals("Stale")) {
          continue;
        }
        for (Map<String, @Nullable Object> entry : version.maps("resources")) {
          aggregated(group.name(), version.text("version"), KubeObject.of(entry), all);
        }
      }
    }
  }

  private static void aggregated(
      String group, String version, KubeObject entry, List<ApiResource> all) {
    String kind = entry.text("responseKind", "kind");
    if (kind.isEmpty()) {
      return;
    }
    Set<String> subresources = new LinkedHashSet<>();
    for (Map<String, @Nullable Object> sub : entry.maps("subresources")) {
      if (sub.get("subresource") instanceof String name) {
        subresources.add(name);
      }
    }
    all.add(
        new ApiResource(
            new GroupVersionKind(group, version, kind),
            entry.text("resource"),
            entry.text("scope").equals("Namespaced"),
            texts(entry.list("verbs")),
            subresources));
  }

  /// The versions of an `APIGroupList`, the preferred one first in each group.
  private static List<GroupVersionKind> groupVersions(KubeObject list) {
    Set<GroupVersionKind> versions = new LinkedHashSet<>();
    for (Map<String, @Nullable Object> item : list.maps("groups")) {
      KubeObject group = KubeObject.of(item);
      String preferred = group.text("preferredVersion", "groupVersion");
      if (!preferred.isEmpty()) {
        versions.add(GroupVersionKind.of(preferred, ""));
      }
      for (Map<String, @Nullable Object> version : group.maps("versions")) {
        if (version.get("groupVersion") instanceof String text) {
          versions.add(GroupVersionKind.of(text, ""));
        }
      }
    }
    return List.copyOf(versions);
  }

  private void classic(List<GroupVersionKind> versions, List<ApiResource> all) {
    List<KubeObject> lists =
        Parallel.map(
            versions,
            version -> {
              String path = (version.group().isEmpty() ? "/api/" : "/apis/") + version.apiVersion();
              return ask.apply(ApiRequest.get(path, Work.READ));
            });
    for (int i = 0; i < lists.size(); i++) {
      classic(versions.get(i), lists.get(i), all);
    }
  }

  private static void classic(GroupVersionKind version, KubeObject list, List<ApiResource> all) {
    Map<String, Set<String>> subresources = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> entry : list.maps("resources")) {
      String name = String.valueOf(entry.get("name"));
      int slash = name.indexOf('/');
      if (slash > 0) {
        subresources
            .computeIfAbsent(name.substring(0, slash), key -> new LinkedHashSet<>())
            .add(name.substring(slash + 1));
      }
    }
    for (Map<String, @Nullable Object> entry : list.maps("resources")) {
      KubeObject resource = KubeObject.of(entry);
      String name = resource.text("name");
      if (!name.contains("/")) {
        all.add(
            new ApiResource(
                new GroupVersionKind(version.group(), version.version(), resource.text("kind")),
                name,
                resource.flag("namespaced"),
                texts(resource.list("verbs")),
                subresources.getOrDefault(name, Set.of())));
      }
    }
  }

  private static Set<String> texts(List<@Nullable Object> values) {
    Set<String> texts = new LinkedHashSet<>();
    for (Object value : values) {
      if (value instanceof String text) {
        texts.add(text);
      }
    }
    return texts;
  }
}
