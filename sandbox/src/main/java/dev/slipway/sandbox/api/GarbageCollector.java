package dev.slipway.sandbox.api;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.resource.ResourceRegistry;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreEvent;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Deletes what belongs to objects that are gone, and does what deletions in the foreground and
/// with orphans ask for: the garbage collector of the controller manager. For one thread.
final class GarbageCollector {
  private final ObjectStore store;
  private final ResourceRegistry registry;
  private final LocalClient client;
  private final Map<String, Set<StoreKey>> dependents = new HashMap<>();

  GarbageCollector(ObjectStore store, ResourceRegistry registry, LocalClient client) {
    this.store = store;
    this.registry = registry;
    this.client = client;
  }

  /// Takes notice of a write, and does what follows from it.
  void handle(StoreEvent event) {
    StoredObject object = event.object();
    StoredObject before = event.previous();
    if (before != null) {
      for (Map<String, @Nullable Object> owner : owners(before)) {
        Set<StoreKey> known = dependents.get(Fields.text(owner, "uid"));
        if (known != null) {
          known.remove(object.key());
        }
      }
    }
    if (event.type() == StoreEvent.Type.DELETED) {
      deleted(object);
      return;
    }
    List<Map<String, @Nullable Object>> owners = owners(object);
    for (Map<String, @Nullable Object> owner : owners) {
      dependents
          .computeIfAbsent(Fields.text(owner, "uid"), _ -> new LinkedHashSet<>())
          .add(object.key());
    }
    KubeObject tree = object.object();
    if (isDeleting(tree)) {
      deleting(object.key(), tree);
    } else if (!owners.isEmpty() && event.type() == StoreEvent.Type.ADDED) {
      collect(object.key());
    }
  }

  private void deleted(StoredObject object) {
    Set<StoreKey> orphans = dependents.remove(object.uid());
    if (orphans != null) {
      List.copyOf(orphans).forEach(this::collect);
    }
    for (Map<String, @Nullable Object> reference : owners(object)) {
      StoredObject owner = owner(object.key().namespace(), reference);
      if (owner != null && isDeleting(owner.object())) {
        deleting(owner.key(), owner.object());
      }
    }
  }

  private void deleting(StoreKey key, KubeObject object) {
    List<@Nullable Object> finalizers = object.list("metadata", "finalizers");
    if (finalizers.contains(ObjectDeletes.ORPHAN)) {
      known(object.uid()).forEach(dependent -> disown(dependent, Set.of(object.uid())));
      dropFinalizer(key, ObjectDeletes.ORPHAN);
    } else if (finalizers.contains(ObjectDeletes.FOREGROUND)) {
      boolean blocked = false;
      for (StoreKey dependent : known(object.uid())) {
        collect(dependent);
        blocked |= blocks(dependent, object.uid());
      }
      if (!blocked) {
        dropFinalizer(key, ObjectDeletes.FOREGROUND);
      }
    }
  }

  private List<StoreKey> known(String uid) {
    return List.copyOf(dependents.getOrDefault(uid, Set.of()));
  }

  /// Whether the owner must wait until this dependent is gone.
  private boolean blocks(StoreKey dependent, String owner) {
    StoredObject object = store.get(dependent);
    return object != null
        && owners(object).stream()
            .anyMatch(reference ->
                owner.equals(reference.get("uid"))
                    && Boolean.TRUE.equals(reference.get("blockOwnerDeletion")));
  }

  /// Deletes an object if none of its owners is there to stay; otherwise takes those from it that
  /// are not.
  private void collect(StoreKey key) {
    StoredObject object = store.get(key);
    if (object == null || isDeleting(object.object())) {
      return;
    }
    Set<String> going = new LinkedHashSet<>();
    boolean stays = false;
    boolean foreground = false;
    for (Map<String, @Nullable Object> reference : owners(object)) {
      StoredObject owner = owner(key.namespace(), reference);
      if (owner == null) {
        going.add(Fields.text(reference, "uid"));
      } else if (isDeleting(owner.object())
          && owner.object().list("metadata", "finalizers").contains(ObjectDeletes.FOREGROUND)) {
        going.add(Fields.text(reference, "uid"));
        foreground = true;
      } else {
        stays = true;
      }
    }
    if (stays) {
      if (!going.isEmpty()) {
        disown(key, going);
      }
    } else if (!going.isEmpty()) {
      boolean hasOwn = !known(object.uid()).isEmpty();
      delete(object, foreground && hasOwn ? "Foreground" : "Background");
    }
  }

  private void delete(StoredObject object, String propagation) {
    KubeObject tree = object.object();
    try {
      client.delete(
          new ObjectKey(tree.type(), object.key().namespace(), object.key().name()),
          object.uid(),
          -1,
          propagation);
    } catch (ApiException refused) {
      if (refused.code() >= 500) {
        throw refused;
      }
    }
  }

  private void disown(StoreKey key, Set<String> uids) {
    client.amend(
        key,
        tree -> {
          List<@Nullable Object> left = new ArrayList<>();
          for (Map<String, @Nullable Object> owner :
              Fields.maps(tree, "metadata", "ownerReferences")) {
            if (!uids.contains(Fields.text(owner, "uid"))) {
              left.add(owner);
            }
          }
          Fields.set(Fields.map(tree, "metadata"), "ownerReferences", left.isEmpty() ? null : left);
          return tree;
        });
  }

  private void dropFinalizer(StoreKey key, String finalizer) {
    client.amend(
        key,
        tree -> {
          List<@Nullable Object> left =
              new ArrayList<>(Fields.texts(tree, "metadata", "finalizers"));
          left.remove(finalizer);
          Fields.set(Fields.map(tree, "metadata"), "finalizers", left.isEmpty() ? null : left);
          return tree;
        });
  }

  private @Nullable StoredObject owner(String namespace, Map<String, @Nullable Object> reference) {
    String apiVersion = Fields.text(reference, "apiVersion");
    String kind = Fields.text(reference, "kind");
    GroupVersionKind wanted = GroupVersionKind.of(apiVersion, kind);
    Optional<ResourceType> type = registry.ofGroupKind(wanted.group(), kind);
    if (type.isEmpty()) {
      return null;
    }
    StoredObject owner =
        store.get(
            new StoreKey(
                type.get().stored(),
                type.get().namespaced() ? namespace : "",
                Fields.text(reference, "name")));
    return owner != null && owner.uid().equals(reference.get("uid")) ? owner : null;
  }

  private static List<Map<String, @Nullable Object>> owners(StoredObject object) {
    return Fields.maps(object.tree(), "metadata", "ownerReferences");
  }

  private static boolean isDeleting(KubeObject object) {
    return !object.text("metadata", "deletionTimestamp").isEmpty();
  }
}
