package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.api.ApiServer;
import dev.slipway.sandbox.api.LocalClient;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreEvent;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The way of controllers to the API server in the same process. Reads go to the store. Safe for
/// use by several threads.
public final class ApiPort implements ClusterPort {
  private static final UserInfo USER =
      UserInfo.of("system:kube-controller-manager", "system:masters", "system:authenticated");

  private final LocalClient client;
  private final ObjectStore store;

  /// The way to that server, which is over that store.
  public ApiPort(ApiServer server, ObjectStore store) {
    this.client = server.client("kube-controller-manager", USER);
    this.store = store;
  }

  @Override
  public Runnable follow(BiConsumer<KubeObject, Boolean> listener) {
    Set<GroupResource> wanted = new HashSet<>();
    Kinds.MIRRORED.forEach(type -> wanted.add(resource(type)));
    Kinds.HEARD_OF.forEach(type -> wanted.add(resource(type)));
    return store.follow(event -> {
      if (wanted.contains(event.object().key().resource())) {
        listener.accept(event.object().object(), event.type() == StoreEvent.Type.DELETED);
      }
    });
  }

  @Override
  public @Nullable KubeObject get(ObjectKey key) {
    StoredObject stored =
        store.get(new StoreKey(resource(key.type()), key.namespace(), key.name()));
    return stored == null ? null : stored.object();
  }

  @Override
  public KubeObject create(KubeObject object) throws Refused {
    return refusing(() -> client.create(object));
  }

  @Override
  public KubeObject update(KubeObject object) throws Refused {
    return refusing(() -> client.update(object));
  }

  @Override
  public KubeObject updateStatus(KubeObject object) throws Refused {
    return refusing(() -> client.updateStatus(object));
  }

  @Override
  public void bind(ObjectKey pod, String node) throws Refused {
    refusing(() -> {
      client.bind(pod, node);
      return pod;
    });
  }

  @Override
  public void delete(ObjectKey key, String uid, int graceSeconds) throws Refused {
    refusing(() -> {
      client.delete(key, uid, graceSeconds, "Background");
      return key;
    });
  }

  private static <T> T refusing(Supplier<T> write) throws Refused {
    try {
      return write.get();
    } catch (ApiException refused) {
      throw new Refused(refused.code(), refused.getMessage());
    }
  }

  /// How the API names a built-in kind in paths.
  private static GroupResource resource(GroupVersionKind type) {
    String kind = type.kind().toLowerCase(Locale.ROOT);
    String plural =
        kind.endsWith("endpoints")
            ? kind
            : kind.endsWith("s")
                ? kind + "es"
                : kind.endsWith("cy") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
    return new GroupResource(type.group(), plural);
  }
}
