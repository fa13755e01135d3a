package dev.slipway.release.apply;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.ApiResources;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ManifestObjects;
import dev.slipway.release.ServedVersions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads stored manifests and puts their objects where they are on the cluster: those of namespaced
/// kinds that name no namespace are in the release's, and those of versions that are not served any
/// more are what took their place.
final class Placement {
  private final ApiResources resources;
  private final String namespace;

  Placement(ApiResources resources, String namespace) {
    this.resources = resources;
    this.namespace = namespace;
  }

  List<KubeObject> read(String manifest) {
    List<KubeObject> objects = new ArrayList<>();
    for (KubeObject object : ManifestObjects.read(manifest)) {
      objects.add(place(ServedVersions.of(object, resources)));
    }
    return objects;
  }

  KubeObject place(KubeObject object) {
    Optional<ApiResource> resource = resources.find(object.type());
    boolean namespaced =
        resource.map(ApiResource::namespaced).orElse(!object.namespace().isEmpty());
    if (namespaced != object.namespace().isEmpty()) {
      return object;
    }
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(object.map("metadata"));
    if (namespaced) {
      metadata.put("namespace", namespace);
    } else {
      metadata.remove("namespace");
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(object.tree());
    tree.put("metadata", metadata);
    return KubeObject.of(tree);
  }

  boolean isServed(KubeObject object) {
    return resources.find(object.type()).isPresent();
  }

  /// What tells objects apart whatever the version that they are written in.
  static ObjectKey identity(ObjectKey key) {
    return new ObjectKey(
        new GroupVersionKind(key.type().group(), "", key.type().kind()),
        key.namespace(),
        key.name());
  }
}
