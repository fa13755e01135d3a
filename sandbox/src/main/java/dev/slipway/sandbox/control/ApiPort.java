package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.api.ApiRequest;
import dev.slipway.sandbox.api.ApiResponse;
import dev.slipway.sandbox.api.ApiServer;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreEvent;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import dev.slipway.yaml.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The way of controllers to the API server in the same process. Reads go to the store. Safe for
/// use by several threads.
public final class ApiPort implements ClusterPort {
  private static final UserInfo USER =
      UserInfo.of("system:kube-controller-manager", "system:masters", "system:authenticated");
  private static final String AGENT = "kube-controller-manager/sandbox";

  private final ApiServer server;
  private final ObjectStore store;

  /// The way to that server, which is over that store.
  public ApiPort(ApiServer server, ObjectStore store) {
    this.server = server;
    this.store = store;
  }

  @Override
  public Runnable follow(BiConsumer<KubeObject, Boolean> listener) {
    Set<GroupResource> wanted = new HashSet<>();
    Kinds.MIRRORED.forEach(type -> wanted.add(resource(type)));
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
    return send("POST", collection(object.type(), object.namespace()), object.json());
  }

  @Override
  public KubeObject update(KubeObject object) throws Refused {
    return send("PUT", path(object.key()), object.json());
  }

  @Override
  public KubeObject updateStatus(KubeObject object) throws Refused {
    return send("PUT", path(object.key()) + "/status", object.json());
  }

  @Override
  public void bind(ObjectKey pod, String node) throws Refused {
    Map<String, @Nullable Object> binding =
        Tree.map(
            "apiVersion",
            "v1",
            "kind",
            "Binding",
            "metadata",
            Tree.map("name", pod.name(), "namespace", pod.namespace()),
            "target",
            Tree.map("apiVersion", "v1", "kind", "Node", "name", node));
    send("POST", path(pod) + "/binding", Json.writeRaw(binding));
  }

  @Override
  public void delete(ObjectKey key, String uid, int graceSeconds) throws Refused {
    Map<String, @Nullable Object> options =
        Tree.map(
            "apiVersion",
            "v1",
            "kind",
            "DeleteOptions",
            "preconditions",
            Tree.map("uid", uid),
            "propagationPolicy",
            "Background",
            "gracePeriodSeconds",
            graceSeconds < 0 ? null : (Long) (long) graceSeconds);
    send("DELETE", path(key), Json.writeRaw(options));
  }

  private KubeObject send(String method, String path, String body) throws Refused {
    ApiRequest request =
        new ApiRequest(
            method,
            path,
            Map.of(),
            "application/json",
            "application/json",
            AGENT,
            body.getBytes(StandardCharsets.UTF_8),
            USER);
    ApiResponse response = server.handle(request);
    if (response instanceof ApiResponse.Document document) {
      KubeObject answer = document.body().object();
      if (document.status() < 300) {
        return answer;
      }
      throw new Refused(document.status(), answer.text("message"));
    }
    throw new Refused(response.status(), method + " " + path + " is not answered with an object");
  }

  private static String path(ObjectKey key) {
    return collection(key.type(), key.namespace()) + "/" + key.name();
  }

  private static String collection(GroupVersionKind type, String namespace) {
    String start = type.group().isEmpty() ? "/api/v1" : "/apis/" + type.apiVersion();
    String plural = resource(type).resource();
    return namespace.isEmpty()
        ? start + "/" + plural
        : start + "/namespaces/" + namespace + "/" + plural;
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
