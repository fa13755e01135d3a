package dev.slipway.release.plan;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Helm's objects of each kind in the whole cluster, each kind read once when it is first asked
/// for: for plans of many releases at one moment. Safe for use by several threads.
final class KindLists {
  private final KubeClient client;
  private final ConcurrentMap<GroupVersionKind, Optional<Map<ObjectKey, KubeObject>>> lists =
      new ConcurrentHashMap<>();

  KindLists(KubeClient client) {
    this.client = client;
  }

  /// All of a kind; empty when the user may not list them all.
  Optional<Map<ObjectKey, KubeObject>> find(GroupVersionKind type) {
    return lists.computeIfAbsent(type, this::read);
  }

  private Optional<Map<ObjectKey, KubeObject>> read(GroupVersionKind type) {
    try {
      Map<ObjectKey, KubeObject> objects = new HashMap<>();
      for (KubeObject object :
          client.list(type, "", ListOptions.labelled(OwnershipMarks.SELECTOR)).items()) {
        objects.put(object.key(), object);
      }
      return Optional.of(objects);
    } catch (KubeException e) {
      if (LiveObjects.isLocal(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
