package dev.slipway.sandbox.api;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.resource.ResourceRegistry;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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
  private final UserInfo user;

  LocalClient(
      ObjectStore store,
      ResourceRegistry registry,
      ObjectWrites writes,
      ObjectDeletes deletes,
      Ownerships ownerships,
      String manager,
      UserInfo user) {
    this.store = store;
    this.registry = registry;
    this.writes = writes;
    this.deletes = deletes;
    this.ownerships = ownerships;
    this.manager = manager;
    this.user = user;
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

  /// Creates an object, which must fit its schema.
  ///
  /// @return it as it is now; not to be changed
  /// @throws ApiException if it is refused
  public KubeObject create(KubeObject object) {
    ResourceType type = type(object.type());
    WriteCall call = call(type, object.namespace(), object.name(), "");
    return writes.create(call, normal(type, object), ownerships.writing(call)).object();
  }

  /// Replaces an object, which must fit its schema; of the same version, if it says one.
  ///
  /// @return it as it is now; not to be changed
  /// @throws ApiException if it is refused
  public KubeObject update(KubeObject object) {
    return write(object, "");
  }

  /// Replaces an object's status; of the same version, if it says one.
  ///
  /// @return it as it is now; not to be changed
  /// @throws ApiException if it is refused
  public KubeObject updateStatus(KubeObject object) {
    return write(object, "status");
  }

  private WriteCall call(ResourceType type, String namespace, String name, String part) {
    return WriteCall.internal(type, namespace, name, part, manager, user);
  }

  /// A copy that is written. Owners of fields are left out: those of the object that is there
  /// count.
  private static Map<String, @Nullable Object> normal(ResourceType type, KubeObject object) {
    Map<String, @Nullable Object> source = new LinkedHashMap<>(object.tree());
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(object.map("metadata"));
    metadata.remove("managedFields");
    source.put("metadata", metadata);
    Map<String, @Nullable Object> tree = KubeObject.of(source).copy();
    Incoming.normalize(type, tree);
    return tree;
  }

  private KubeObject write(KubeObject object, String part) {
    ResourceType type = type(object.type());
    WriteCall call = call(type, object.namespace(), object.name(), part);
    return writes.update(call, null, _ -> normal(type, object), ownerships.writing(call)).object();
  }

  /// Binds a pod to a node.
  ///
  /// @throws ApiException if the pod is not there or is bound already
  public void bind(ObjectKey pod, String node) {
    ResourceType type = type(new GroupVersionKind("", "v1", "Pod"));
    WriteCall call = call(type, pod.namespace(), pod.name(), "binding");
    writes.update(call, null, old -> PodParts.bind(old.copy(), node), FieldOwners.UNCHANGED);
  }

  /// Deletes an object.
  ///
  /// @param uid which one it must be; empty for any
  /// @param grace the seconds that a pod is given; below 0 for what the pod says
  /// @param propagation `Background`, `Foreground`, `Orphan`, or empty for the kind's own
  /// @throws ApiException if it is not there, or another one
  public void delete(ObjectKey key, String uid, long grace, String propagation) {
    ResourceType type = type(key.type());
    WriteCall call = call(type, key.namespace(), key.name(), "");
    deletes.delete(call, new DeleteCall(grace, propagation, uid, "", false));
  }

  /// Changes the stored object directly, without rules: for the server's own marks.
  ///
  /// @param change gives the new tree from a copy of the old
  void amend(StoreKey key, UnaryOperator<Map<String, @Nullable Object>> change) {
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
