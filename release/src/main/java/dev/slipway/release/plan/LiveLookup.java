package dev.slipway.release.plan;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.ObjectList;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ObjectLookup;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Helm's template function `lookup` on a cluster (helm.sh/helm/v4/pkg/engine/lookup_func.go). Two
/// calls with the same arguments give the same, so that all renderings of a plan see one cluster.
/// Thread-safe.
final class LiveLookup implements ObjectLookup {
  private final KubeClient client;
  private final Map<List<String>, Map<String, @Nullable Object>> known = new LinkedHashMap<>();

  LiveLookup(KubeClient client) {
    this.client = client;
  }

  @Override
  public synchronized Map<String, @Nullable Object> find(
      String apiVersion, String kind, String namespace, String name) {
    return known.computeIfAbsent(
        List.of(apiVersion, kind, namespace, name), _ -> ask(apiVersion, kind, namespace, name));
  }

  private Map<String, @Nullable Object> ask(
      String apiVersion, String kind, String namespace, String name) {
    GroupVersionKind type = GroupVersionKind.of(apiVersion, kind);
    Optional<ApiResource> resource = client.resources().find(type);
    if (resource.isEmpty()) {
      throw new ReleaseException(
          ReleaseErrorCode.NOT_FOUND,
          "unable to get apiresource from unstructured: "
              + type
              + ": the server could not find the requested resource");
    }
    String where = resource.get().namespaced() ? namespace : "";
    if (!name.isEmpty()) {
      return client.get(new ObjectKey(type, where, name)).map(KubeObject::tree).orElseGet(Map::of);
    }
    ObjectList list = client.list(type, where, ListOptions.ALL);
    List<Object> items = new ArrayList<>();
    list.items().forEach(item -> items.add(item.tree()));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", apiVersion);
    tree.put("kind", kind + "List");
    tree.put("metadata", Map.of("resourceVersion", list.resourceVersion()));
    tree.put("items", items);
    return tree;
  }
}
