package dev.slipway.sandbox;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.BuiltinResources;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts objects from elsewhere into a store, as they are.
final class LoadedObjects {
  private LoadedObjects() {}

  /// Objects of kinds that neither Kubernetes nor one of the definitions among them has are left
  /// out, as no API would serve them.
  static void load(List<KubeObject> objects, ObjectStore store) {
    Map<String, GroupResource> resources = new HashMap<>();
    for (ResourceType type : BuiltinResources.ofAllVersions()) {
      resources.putIfAbsent(
          type.group() + "/" + type.kind(), new GroupResource(type.group(), type.plural()));
    }
    for (KubeObject object : objects) {
      if (object.kind().equals("CustomResourceDefinition")) {
        String group = object.text("spec", "group");
        resources.put(
            group + "/" + object.text("spec", "names", "kind"),
            new GroupResource(group, object.text("spec", "names", "plural")));
        put(object, resources, store);
      }
    }
    for (KubeObject object : objects) {
      if (!object.kind().equals("CustomResourceDefinition")) {
        put(object, resources, store);
      }
    }
  }

  private static void put(
      KubeObject object, Map<String, GroupResource> resources, ObjectStore store) {
    GroupVersionKind type = object.type();
    GroupResource resource = resources.get(type.group() + "/" + type.kind());
    if (resource == null) {
      return;
    }
    StoreKey key = new StoreKey(resource, object.namespace(), object.name());
    boolean done = false;
    while (!done) {
      done = store.put(key, store.get(key), object.copy()) != null;
    }
  }
}
