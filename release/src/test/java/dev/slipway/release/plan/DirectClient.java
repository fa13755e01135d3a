package dev.slipway.release.plan;

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
import dev.slipway.sandbox.access.AccessAttributes;
import dev.slipway.sandbox.access.AccessDecision;
import dev.slipway.sandbox.access.Authorizer;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.api.ApiRequest;
import dev.slipway.sandbox.api.ApiResponse;
import dev.slipway.sandbox.api.ApiServer;
import dev.slipway.sandbox.api.ApiServerSetup;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.yaml.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A client of a simulated cluster's API server without HTTP between them, which writes down what
/// it was asked.
final class DirectClient implements KubeClient {
  private final ApiServer server;
  private final UserInfo user;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile @Nullable ApiResources known;

  private DirectClient(ApiServer server, UserInfo user) {
    this.server = server;
    this.user = user;
  }

  /// A client of a new, empty cluster that allows everything.
  static DirectClient ofEmptyCluster() {
    return new DirectClient(
        new ApiServer(new ObjectStore(), ApiServerSetup.open(Clock.systemUTC())),
        UserInfo.of("admin", "system:masters"));
  }

  /// A client of a new cluster that forbids one verb on one kind.
  static DirectClient ofClusterThatForbids(String verb, String plural) {
    Authorizer authorizer =
        new Authorizer() {
          @Override
          public AccessDecision decide(UserInfo user, AccessAttributes attributes) {
            boolean isForbidden =
                attributes.verb().equals(verb) && attributes.resource().equals(plural);
            return new AccessDecision(!isForbidden, "");
          }

          @Override
          public Map<String, @Nullable Object> rules(UserInfo user, String namespace) {
            return Map.of();
          }
        };
    return new DirectClient(
        new ApiServer(
            new ObjectStore(), ApiServerSetup.open(Clock.systemUTC()).withAuthorizer(authorizer)),
        UserInfo.of("ann"));
  }

  /// The requests since the last time, as `VERB path`.
  List<String> takeRequests() {
    List<String> taken = List.copyOf(requests);
    requests.clear();
    return taken;
  }

  @Override
  public String name() {
    return "staging";
  }

  @Override
  public String version() {
    return "v1.34.2";
  }

  @Override
  public ApiResources resources() {
    ApiResources resources = known;
    return resources == null ? refreshResources() : resources;
  }

  @Override
  public synchronized ApiResources refreshResources() {
    List<ApiResource> resources = new ArrayList<>();
    add(resources, "/api/v1", "v1");
    for (Map<String, @Nullable Object> group : tree("GET", "/apis", "").maps("groups")) {
      for (Map<String, @Nullable Object> version : KubeObject.of(group).maps("versions")) {
        String groupVersion = String.valueOf(version.get("groupVersion"));
        add(resources, "/apis/" + groupVersion, groupVersion);
      }
    }
    ApiResources all = new ApiResources(resources);
    known = all;
    requests.clear();
    return all;
  }

  private void add(List<ApiResource> resources, String path, String groupVersion) {
    for (Map<String, @Nullable Object> one : tree("GET", path, "").maps("resources")) {
      KubeObject resource = KubeObject.of(one);
      if (!resource.text("name").contains("/")) {
        Set<String> verbs = new LinkedHashSet<>();
        resource.list("verbs").forEach(verb -> verbs.add(String.valueOf(verb)));
        resources.add(
            new ApiResource(
                GroupVersionKind.of(groupVersion, resource.text("kind")),
                resource.text("name"),
                resource.flag("namespaced"),
                verbs,
                Set.of()));
      }
    }
  }

  private String path(GroupVersionKind type, String namespace, String name) {
    ApiResource resource =
        resources()
            .find(type)
            .orElseThrow(() -> failure(KubeErrorCode.NOT_FOUND, 404, "no " + type, null));
    StringBuilder path = new StringBuilder(type.group().isEmpty() ? "/api/" : "/apis/");
    path.append(type.apiVersion());
    if (!namespace.isEmpty()) {
      path.append("/namespaces/").append(namespace);
    }
    path.append('/').append(resource.plural());
    return name.isEmpty() ? path.toString() : path + "/" + name;
  }

  private KubeObject tree(String method, String path, String body) {
    return send(method, path, Map.of(), "application/json", body);
  }

  private KubeObject send(
      String method,
      String path,
      Map<String, List<String>> query,
      String contentType,
      String body) {
    requests.add(method + " " + path + (query.containsKey("dryRun") ? " dry" : ""));
    ApiResponse response =
        server.handle(
            new ApiRequest(
                method,
                path,
                query,
                contentType,
                "application/json",
                "test",
                body.getBytes(StandardCharsets.UTF_8),
                user));
    if (!(response instanceof ApiResponse.Document document)) {
      throw new IllegalStateException("no document: " + path);
    }
    KubeObject answer =
        KubeObject.parse(new String(document.body().json(), StandardCharsets.UTF_8));
    if (document.status() >= 300) {
      KubeErrorCode code =
          switch (document.status()) {
            case 403 -> KubeErrorCode.FORBIDDEN;
            case 404 -> KubeErrorCode.NOT_FOUND;
            case 409 -> KubeErrorCode.CONFLICT;
            case 400, 422 -> KubeErrorCode.REFUSED;
            default -> KubeErrorCode.SERVER;
          };
      throw failure(code, document.status(), answer.text("message"), answer);
    }
    return answer;
  }

  private static KubeException failure(
      KubeErrorCode code, int status, String message, @Nullable KubeObject answer) {
    return new KubeException(Diagnostic.error(code, message), status, answer, null);
  }

  private static Map<String, List<String>> query(WriteOptions options, boolean withForce) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    query.put("fieldManager", List.of(options.fieldManager()));
    if (options.dryRun()) {
      query.put("dryRun", List.of("All"));
    }
    if (withForce && options.force()) {
      query.put("force", List.of("true"));
    }
    return query;
  }

  @Override
  public Optional<KubeObject> get(ObjectKey key) {
    try {
      return Optional.of(tree("GET", path(key.type(), key.namespace(), key.name()), ""));
    } catch (KubeException e) {
      if (e.is(KubeErrorCode.NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public ObjectList list(GroupVersionKind type, String namespace, ListOptions options) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (!options.labelSelector().isEmpty()) {
      query.put("labelSelector", List.of(options.labelSelector()));
    }
    KubeObject list = send("GET", path(type, namespace, ""), query, "application/json", "");
    List<KubeObject> items = new ArrayList<>();
    for (Map<String, @Nullable Object> item : list.maps("items")) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("apiVersion", type.apiVersion());
      tree.put("kind", type.kind());
      tree.putAll(item);
      items.add(KubeObject.of(tree));
    }
    return new ObjectList(list.resourceVersion(), items);
  }

  @Override
  public Watch watch(
      GroupVersionKind type, String namespace, ListOptions options, String resourceVersion) {
    throw new UnsupportedOperationException("plans do not watch");
  }

  @Override
  public KubeObject create(KubeObject object, WriteOptions options) {
    return send(
        "POST",
        path(object.type(), object.namespace(), ""),
        query(options, false),
        "application/json",
        object.json());
  }

  @Override
  public KubeObject replace(KubeObject object, WriteOptions options) {
    return send(
        "PUT",
        path(object.type(), object.namespace(), object.name()),
        query(options, false),
        "application/json",
        object.json());
  }

  @Override
  public KubeObject apply(KubeObject object, WriteOptions options) {
    return send(
        "PATCH",
        path(object.type(), object.namespace(), object.name()),
        query(options, true),
        "application/apply-patch+yaml",
        object.json());
  }

  @Override
  public KubeObject patch(
      ObjectKey key, PatchType type, Object patch, String subresource, WriteOptions options) {
    return send(
        "PATCH",
        path(key.type(), key.namespace(), key.name()),
        query(options, false),
        type.mediaType(),
        Json.writeRaw(patch));
  }

  @Override
  public boolean delete(ObjectKey key, DeleteOptions options) {
    try {
      Map<String, List<String>> query = new LinkedHashMap<>();
      if (options.dryRun()) {
        query.put("dryRun", List.of("All"));
      }
      send("DELETE", path(key.type(), key.namespace(), key.name()), query, "application/json", "");
      return true;
    } catch (KubeException e) {
      if (e.is(KubeErrorCode.NOT_FOUND)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public String logs(ObjectKey pod, String container, int lastLines, boolean previous) {
    return "";
  }

  @Override
  public @Nullable Object request(String method, String path, @Nullable Object body) {
    return tree(method, path, body == null ? "" : Json.writeRaw(body)).tree();
  }

  @Override
  public void close() {
    requests.clear();
  }
}
