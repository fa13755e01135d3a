package dev.slipway.sandbox.api;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.resource.ResourceRegistry;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The API for controllers inside the process: the same rules, without paths, JSON and permission
/// checks. Safe for use by several threads.
public final class LocalClient {
  private final ObjectStore store;
  private final ResourceRegistry registry;
  private final ObjectWrites writes;
  private final ObjectDeletes deletes;
  private final Ownerships ownerships;
  private final String manager;

  LocalClient(
      ObjectStore store,
      ResourceRegistry registry,
      ObjectWrites writes,
      ObjectDeletes deletes,
      Ownerships ownerships,
      String manager) {
    this.store = store;
    this.registry = registry;
    this.writes = writes;
    this.deletes = deletes;
    this.ownerships = ownerships;
    this.manager = manager;
  }

  /// An object as it is now; null if it is not there.
  ///
  /// @throws ApiException if the kind is not served
  public @Nullable KubeObject get(ObjectKey key) {
    ResourceType type = type(key.type());
    StoredObject found = store.get(storeKey(type, key.namespace(), key.name()));
    return found == null ? null : Conversion.read(type, found).object();
  }

  /// All objects of a kind.
  ///
  /// @param namespace only those of this namespace; all if empty
  public List<KubeObject> list(GroupVersionKind kind, String namespace) {
    ResourceType type = type(kind);
    return store.list(type.stored(), namespace).objects().stream()
        .map(object -> Conversion.read(type, object).object())
        .toList();
  }

  /// Creates an object.
  ///
  /// @return it as it is now
  /// @throws ApiException if it is refused
  public KubeObject create(KubeObject object) {
    ResourceType type = type(object.type());
    WriteCall call = WriteCall.internal(type, object.namespace(), object.name(), "", manager);
    return KubeObject.of(writes.create(call, object.copy(), ownerships.writing(call)).object());
  }

  /// Replaces an object; of the same version, if it says one.
  ///
  /// @throws ApiException if it is refused
  public KubeObject update(KubeObject object) {
    return write(object, "");
  }

  /// Replaces an object's status; of the same version, if it says one.
  ///
  /// @throws ApiException if it is refused
  public KubeObject updateStatus(KubeObject object) {
    return write(object, "status");
  }

  private KubeObject write(KubeObject object, String part) {
    ResourceType type = type(object.type());
    WriteCall call = WriteCall.internal(type, object.namespace(), object.name(), part, manager);
    return KubeObject.of(
        writes.update(call, null, _ -> object.copy(), ownerships.writing(call)).object());
  }

  /// Binds a pod to a node.
  ///
  /// @throws ApiException if the pod is not there or is bound already
  public void bind(ObjectKey pod, String node) {
    ResourceType type = type(new GroupVersionKind("", "v1", "Pod"));
    WriteCall call = WriteCall.internal(type, pod.namespace(), pod.name(), "binding", manager);
    writes.update(call, null, tree -> PodParts.bind(tree, node), FieldOwners.UNCHANGED);
  }

  /// Deletes an object.
  ///
  /// @param uid which one it must be; empty for any
  /// @param grace the seconds that a pod is given; below 0 for what the pod says
  /// @param propagation `Background`, `Foreground`, `Orphan`, or empty for the kind's own
  /// @throws ApiException if it is not there, or another one
  public void delete(ObjectKey key, String uid, long grace, String propagation) {
    ResourceType type = type(key.type());
    WriteCall call = WriteCall.internal(type, key.namespace(), key.name(), "", manager);
    deletes.delete(call, new DeleteCall(grace, propagation, uid, "", false));
  }

  /// Changes the stored object directly, without rules: for the server's own marks.
  ///
  /// @param change gives the new tree from a copy of the old; null to leave it
  void amend(StoreKey key, ObjectWrites.Change change) {
    while (true) {
      StoredObject current = store.get(key);
      if (current == null) {
        return;
      }
      Map<String, @Nullable Object> next = change.apply(current.copy());
      if (next.equals(current.tree())) {
        return;
      }
      StoredObject done =
          ObjectWrites.isFinished(KubeObject.of(next))
              ? store.remove(key, current)
              : store.put(key, current, next);
      if (done != null) {
        return;
      }
    }
  }

  private ResourceType type(GroupVersionKind kind) {
    return registry.ofKind(kind.apiVersion(), kind.kind()).orElseThrow(ApiException::unknownPath);
  }

  private static StoreKey storeKey(ResourceType type, String namespace, String name) {
    return new StoreKey(type.stored(), type.namespaced() ? namespace : "", name);
  }
}
