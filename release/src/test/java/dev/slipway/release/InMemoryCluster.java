package dev.slipway.release;

import dev.slipway.core.Diagnostic;
import dev.slipway.kube.ApiResource;
import dev.slipway.kube.ApiResources;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.ObjectList;
import dev.slipway.kube.PatchType;
import dev.slipway.kube.Watch;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A cluster as far as releases need one: objects with versions and identities, server-side apply
/// by one manager with others' fields as conflicts (lists as a whole), no defaults, no controllers.
public final class InMemoryCluster implements KubeClient {
  private final Map<String, KubeObject> objects = new TreeMap<>();
  private final Map<String, Map<String, Map<String, @Nullable Object>>> applied = new TreeMap<>();
  private final List<String> requests = new ArrayList<>();
  private final List<ApiResource> kinds = new ArrayList<>();
  private final Map<String, String> refusals = new LinkedHashMap<>();
  private boolean leases = true;
  private long version = 100;

  /// A cluster with a namespace `shop` and the usual kinds.
  public InMemoryCluster() {
    for (String kind : List.of("Namespace", "PersistentVolume")) {
      serve("v1", kind, false);
    }
    for (String kind : List.of("ConfigMap", "Secret", "Service", "Pod", "ServiceAccount")) {
      serve("v1", kind, true);
    }
    serve("apps/v1", "Deployment", true);
    serve("apps/v1", "StatefulSet", true);
    serve("batch/v1", "Job", true);
    serve("coordination.k8s.io/v1", "Lease", true);
    serve("apiextensions.k8s.io/v1", "CustomResourceDefinition", false);
    put("{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"shop\"}}");
  }

  /// Serves one more kind.
  public void serve(String apiVersion, String kind, boolean namespaced) {
    kinds.add(
        new ApiResource(
            GroupVersionKind.of(apiVersion, kind),
            kind.toLowerCase(Locale.ROOT) + "s",
            namespaced,
            Set.of("get", "list", "watch", "create", "update", "patch", "delete"),
            Set.of()));
  }

  /// Forbids leases.
  public void forbidLeases() {
    leases = false;
  }

  /// Refuses to write objects of that label, such as `Deployment/web`.
  public void refuse(String label, String message) {
    refusals.put(label, message);
  }

  /// Refuses nothing any more.
  public void refuseNothing() {
    refusals.clear();
  }

  /// Puts an object there, whoever has it.
  public KubeObject put(String json) {
    return store(KubeObject.parse(json));
  }

  /// What was asked, such as `apply ConfigMap/web`.
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /// Forgets what was asked.
  public synchronized void forgetRequests() {
    requests.clear();
  }

  /// All objects but records, locks and namespaces: what releases brought, without what each
  /// cluster makes up by itself.
  public synchronized Map<String, String> state() {
    Map<String, String> state = new TreeMap<>();
    objects.forEach((id, object) -> {
      boolean own =
          object.text("type").equals("helm.sh/release.v1")
              || object.kind().equals("Lease")
              || object.kind().equals("Namespace");
      if (!own) {
        Map<String, @Nullable Object> tree = object.copy();
        KubeObject bare = KubeObject.of(tree);
        bare.map("metadata").remove("uid");
        bare.map("metadata").remove("resourceVersion");
        state.put(id, bare.json());
      }
    });
    return state;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String version() {
    return "v1.34.2";
  }

  @Override
  public synchronized ApiResources resources() {
    return new ApiResources(kinds);
  }

  @Override
  public ApiResources refreshResources() {
    return resources();
  }

  @Override
  public synchronized Optional<KubeObject> get(ObjectKey key) {
    requests.add("get " + key.label());
    allow(key.type());
    return Optional.ofNullable(objects.get(id(key)));
  }

  @Override
  public synchronized ObjectList list(
      GroupVersionKind type, String namespace, ListOptions options) {
    requests.add("list " + type.kind());
    List<KubeObject> found = new ArrayList<>();
    for (KubeObject object : objects.values()) {
      boolean wanted =
          object.type().equals(type)
              && (namespace.isEmpty() || object.namespace().equals(namespace));
      if (wanted && matches(object, options.labelSelector())) {
        found.add(object);
      }
    }
    return new ObjectList(Long.toString(version), found);
  }

  private static boolean matches(KubeObject object, String selector) {
    for (String part : selector.isEmpty() ? new String[0] : selector.split(",", -1)) {
      int equals = part.indexOf('=');
      String value = object.labels().get(part.substring(0, equals));
      if (!part.substring(equals + 1).equals(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Watch watch(
      GroupVersionKind type, String namespace, ListOptions options, String resourceVersion) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized KubeObject create(KubeObject object, WriteOptions options) {
    requests.add("create " + object.key().label());
    allow(object.type());
    needNamespace(object);
    if (objects.containsKey(id(object.key()))) {
      throw error(KubeErrorCode.CONFLICT, object.key() + " already exists", 409);
    }
    return store(object);
  }

  @Override
  public synchronized KubeObject replace(KubeObject object, WriteOptions options) {
    requests.add("replace " + object.key().label());
    allow(object.type());
    KubeObject live = objects.get(id(object.key()));
    if (live == null) {
      throw error(KubeErrorCode.NOT_FOUND, object.key() + " not found", 404);
    }
    String wanted = object.resourceVersion();
    if (!wanted.isEmpty() && !wanted.equals(live.resourceVersion())) {
      throw error(KubeErrorCode.CONFLICT, object.key() + ": the object has been modified", 409);
    }
    return store(object);
  }

  @Override
  public synchronized KubeObject apply(KubeObject object, WriteOptions options) {
    requests.add("apply " + object.key().label());
    needNamespace(object);
    String refusal = refusals.get(object.key().label());
    if (refusal != null) {
      throw error(KubeErrorCode.REFUSED, refusal, 422);
    }
    String id = id(object.key());
    Map<String, Map<String, @Nullable Object>> managers =
        applied.computeIfAbsent(id, _ -> new TreeMap<>());
    KubeObject live = objects.get(id);
    Map<String, @Nullable Object> tree = live == null ? new LinkedHashMap<>() : live.copy();
    Map<String, @Nullable Object> before = managers.get(options.fieldManager());
    if (before != null) {
      removeGone(tree, before, object.tree());
    }
    merge(tree, object.copy());
    managers.put(options.fieldManager(), object.copy());
    return store(KubeObject.of(tree));
  }

  @SuppressWarnings("unchecked")
  private static void removeGone(
      Map<String, @Nullable Object> tree, Map<?, ?> before, Map<?, ?> after) {
    before.forEach((key, value) -> {
      if (!after.containsKey(key)) {
        tree.remove(key);
      } else if (value instanceof Map<?, ?> deeper
          && tree.get((String) key) instanceof Map<?, ?> child
          && after.get(key) instanceof Map<?, ?> kept) {
        removeGone((Map<String, @Nullable Object>) child, deeper, kept);
      }
    });
  }

  @SuppressWarnings("unchecked")
  private static void merge(Map<String, @Nullable Object> tree, Map<?, ?> added) {
    added.forEach((key, value) -> {
      if (value instanceof Map<?, ?> deeper && tree.get((String) key) instanceof Map<?, ?> child) {
        merge((Map<String, @Nullable Object>) child, deeper);
      } else {
        tree.put((String) key, value);
      }
    });
  }

  @Override
  public synchronized KubeObject patch(
      ObjectKey key, PatchType type, Object patch, String subresource, WriteOptions options) {
    requests.add("patch " + key.label());
    KubeObject live = objects.get(id(key));
    if (live == null) {
      throw error(KubeErrorCode.NOT_FOUND, key + " not found", 404);
    }
    Map<String, @Nullable Object> tree = live.copy();
    if (patch instanceof Map<?, ?> map) {
      merge(tree, map);
    }
    return store(KubeObject.of(tree));
  }

  @Override
  public synchronized boolean delete(ObjectKey key, DeleteOptions options) {
    requests.add("delete " + key.label());
    applied.remove(id(key));
    return objects.remove(id(key)) != null;
  }

  @Override
  public String logs(ObjectKey pod, String container, int lastLines, boolean previous) {
    return "a line of " + pod.name() + "\n";
  }

  @Override
  public @Nullable Object request(String method, String path, @Nullable Object body) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}

  private synchronized KubeObject store(KubeObject object) {
    Map<String, @Nullable Object> tree = object.copy();
    KubeObject stored = KubeObject.of(tree);
    KubeObject live = objects.get(id(object.key()));
    stored.map("metadata").put("uid", live == null ? "uid-" + version : live.uid());
    stored.map("metadata").put("resourceVersion", Long.toString(++version));
    objects.put(id(object.key()), stored);
    return stored;
  }

  private void needNamespace(KubeObject object) {
    String namespace = object.namespace();
    if (!namespace.isEmpty() && !objects.containsKey("Namespace//" + namespace)) {
      throw error(KubeErrorCode.NOT_FOUND, "namespaces \"" + namespace + "\" not found", 404);
    }
  }

  private void allow(GroupVersionKind type) {
    if (!leases && type.kind().equals("Lease")) {
      throw error(KubeErrorCode.FORBIDDEN, "leases is forbidden", 403);
    }
  }

  private static String id(ObjectKey key) {
    return key.type().kind() + "/" + key.namespace() + "/" + key.name();
  }

  private static KubeException error(KubeErrorCode code, String message, int status) {
    return new KubeException(Diagnostic.error(code, message), status, null, null);
  }
}
