package dev.slipway.kube.client;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.ApiResources;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.LogOptions;
import dev.slipway.kube.ObjectList;
import dev.slipway.kube.PatchType;
import dev.slipway.kube.Watch;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One cluster over HTTP. Made by [KubeClients].
public final class HttpKubeClient implements KubeClient {
  private static final Set<String> REVIEW_GROUPS =
      Set.of("authorization.k8s.io", "authentication.k8s.io");

  private static final ApiResource PODS =
      new ApiResource(GroupVersionKind.of("v1", "Pod"), "pods", true, Set.of(), Set.of());

  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final Connection connection;
  private final ClientSettings settings;
  private final Sender sender;
  private final RequestCounter counter;
  private final Faults faults;
  private final Kinds kinds;
  private final Lister lister;

  HttpKubeClient(Connection connection, ClientSettings settings, AdaptiveLimit limit) {
    this.connection = connection;
    this.settings = settings;
    this.counter = new RequestCounter();
    this.faults = new Faults(connection.context());
    this.sender = new Sender(connection, settings, limit, counter, faults);
    this.kinds = new Kinds(connection.context(), settings, sender, faults);
    this.lister = new Lister(sender, faults);
  }

  @Override
  public String name() {
    return connection.context().name();
  }

  /// How many requests were sent so far.
  public RequestCounts counts() {
    return counter.counts();
  }

  @Override
  public String version() {
    return kinds.version();
  }

  @Override
  public ApiResources resources() {
    return kinds.resources();
  }

  @Override
  public ApiResources refreshResources() {
    return kinds.refresh();
  }

  @Override
  public Optional<KubeObject> get(ObjectKey key) {
    Optional<ApiResource> resource = kinds.find(key.type());
    if (resource.isEmpty()) {
      return Optional.empty();
    }
    Subject subject = Subject.of("read", key);
    String path = path(resource.get(), key, subject);
    Sender.Sent sent = sender.send(ApiRequest.get(path, Work.READ), subject);
    return sent.answer().status() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(object(sent, subject));
  }

  @Override
  public ObjectList list(GroupVersionKind type, String namespace, ListOptions options) {
    return lister.list(kinds.require(type), namespace, options);
  }

  @Override
  public Watch watch(
      GroupVersionKind type, String namespace, ListOptions options, String resourceVersion) {
    ApiResource resource = kinds.require(type);
    WatchStream stream =
        new WatchStream(connection, settings, counter, faults, resource, namespace, options);
    return new RenewingWatch(
        stream, () -> lister.list(resource, namespace, options), settings, resourceVersion);
  }

  @Override
  public KubeObject create(KubeObject object, WriteOptions options) {
    ApiResource resource = kinds.require(object.type());
    Subject subject = Subject.of("create", object);
    needNamespace(resource, object.namespace(), subject);
    String path = Paths.collection(resource, object.namespace()) + new Paths.Query().with(options);
    boolean harmless = options.dryRun() || REVIEW_GROUPS.contains(object.type().group());
    Repeat repeat = harmless || !object.name().isEmpty() ? Repeat.FREELY : Repeat.IF_UNDONE;
    long since = settings.timing().millis();
    Sender.Sent sent =
        sender.send(ApiRequest.send("POST", path, object.json(), Work.WRITE, repeat), subject);
    if (sent.unsure() && sent.answer().status() == CONFLICT && !harmless) {
      Optional<KubeObject> live = get(object.key());
      if (live.isPresent() && OwnWork.created(live.get(), object, options.fieldManager(), since)) {
        return live.get();
      }
    }
    return object(sent, subject);
  }

  @Override
  public KubeObject replace(KubeObject object, WriteOptions options) {
    ApiResource resource = kinds.require(object.type());
    Subject subject = Subject.of("replace", object);
    String path = path(resource, object.key(), subject) + new Paths.Query().with(options);
    Sender.Sent sent =
        sender.send(
            ApiRequest.send("PUT", path, object.json(), Work.WRITE, Repeat.FREELY), subject);
    if (sent.unsure() && sent.answer().status() == CONFLICT) {
      Optional<KubeObject> live = get(object.key());
      if (live.isPresent() && OwnWork.holds(live.get(), object)) {
        return live.get();
      }
    }
    return object(sent, subject);
  }

  @Override
  public KubeObject apply(KubeObject object, WriteOptions options) {
    ApiResource resource = kinds.require(object.type());
    Subject subject = Subject.of("apply", object);
    Paths.Query query =
        new Paths.Query().with(options).with("force", options.force() ? "true" : "");
    ApiRequest request =
        ApiRequest.send(
                "PATCH",
                path(resource, object.key(), subject) + query,
                object.json(),
                Work.WRITE,
                Repeat.FREELY)
            .as("application/apply-patch+yaml");
    return object(sender.send(request, subject), subject);
  }

  @Override
  public KubeObject patch(
      ObjectKey key, PatchType type, Object patch, String subresource, WriteOptions options) {
    ApiResource resource = kinds.require(key.type());
    Subject subject = Subject.of("patch", key);
    String path =
        path(resource, key, subject)
            + (subresource.isEmpty() ? "" : "/" + Paths.escape(subresource))
            + new Paths.Query().with(options);
    // The steps of a JSON patch may fit once only.
    Repeat repeat = type == PatchType.JSON && !options.dryRun() ? Repeat.IF_UNDONE : Repeat.FREELY;
    ApiRequest request =
        ApiRequest.send("PATCH", path, Json.writeRaw(patch), Work.WRITE, repeat)
            .as(type.mediaType());
    Sender.Sent sent = sender.send(request, subject);
    if (sent.unsure() && sent.answer().status() == CONFLICT && patch instanceof Map<?, ?> map) {
      Optional<KubeObject> live = get(key);
      if (live.isPresent() && holdsPatch(live.get(), map)) {
        return live.get();
      }
    }
    return object(sent, subject);
  }

  /// Whether an object has what a merge patch sets; the version that it was made for is an old one
  /// then.
  private static boolean holdsPatch(KubeObject live, Map<?, ?> patch) {
    Map<Object, @Nullable Object> wanted = new LinkedHashMap<>(patch);
    if (wanted.get("metadata") instanceof Map<?, ?> metadata) {
      Map<Object, @Nullable Object> rest = new LinkedHashMap<>(metadata);
      rest.remove("resourceVersion");
      wanted.put("metadata", rest);
    }
    return OwnWork.holds(live.tree(), wanted);
  }

  @Override
  public boolean delete(ObjectKey key, DeleteOptions options) {
    Optional<ApiResource> resource = kinds.find(key.type());
    if (resource.isEmpty()) {
      return false;
    }
    Subject subject = Subject.of("delete", key);
    ApiRequest request =
        ApiRequest.send(
            "DELETE",
            path(resource.get(), key, subject),
            Json.writeRaw(body(options)),
            Work.DELETE,
            Repeat.FREELY);
    Sender.Sent sent = sender.send(request, subject);
    if (sent.answer().status() == NOT_FOUND) {
      return sent.unsure();
    }
    if (sent.unsure() && sent.answer().status() == CONFLICT && !options.uid().isEmpty()) {
      // Another object of that name has come after ours went.
      Optional<KubeObject> live = get(key);
      if (live.isEmpty() || !live.get().uid().equals(options.uid())) {
        return true;
      }
    }
    object(sent, subject);
    return true;
  }

  private static Map<String, Object> body(DeleteOptions options) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("apiVersion", "v1");
    body.put("kind", "DeleteOptions");
    body.put("propagationPolicy", options.propagation().text());
    if (!options.uid().isEmpty()) {
      body.put("preconditions", Map.of("uid", options.uid()));
    }
    if (options.dryRun()) {
      body.put("dryRun", List.of("All"));
    }
    return body;
  }

  @Override
  public String logs(ObjectKey pod, String container, int lastLines, boolean previous) {
    Subject subject = new Subject("read the logs of", pod.label(), pod.namespace());
    Paths.Query query =
        new Paths.Query()
            .with("container", container)
            .with("tailLines", Integer.toString(lastLines))
            .with("previous", previous ? "true" : "");
    String path =
        "/api/v1/namespaces/"
            + Paths.escape(pod.namespace())
            + "/pods/"
            + Paths.escape(pod.name())
            + "/log"
            + query;
    Sender.Sent sent = sender.send(ApiRequest.get(path, Work.READ).accepting("*/*"), subject);
    if (!sent.answer().isGood()) {
      throw faults.answered(subject, sent.answer(), sent.attempts());
    }
    return sent.answer().text();
  }

  /// Opens the log of a container; the reader closes it.
  ///
  /// @throws dev.slipway.kube.KubeException if there is none, or the cluster does not answer
  public InputStream openLog(ObjectKey pod, LogOptions options) throws InterruptedException {
    Subject subject = new Subject("read the logs of", pod.label(), pod.namespace());
    Duration since = options.since();
    Paths.Query query =
        new Paths.Query()
            .with("container", options.container())
            .with("tailLines", options.lastLines() < 0 ? "" : "" + options.lastLines())
            .with("sinceSeconds", since == null ? "" : "" + Math.max(1, since.toSeconds()))
            .with("sinceTime", options.from())
            .with("previous", options.previous() ? "true" : "")
            .with("follow", options.follow() ? "true" : "")
            .with("timestamps", options.timestamps() ? "true" : "");
    String path = Paths.object(PODS, pod.namespace(), pod.name()) + "/log" + query;
    try {
      counter.sent(Work.WATCH, 1);
      HttpResponse<InputStream> response =
          connection.open(ApiRequest.get(path, Work.WATCH).accepting("*/*"));
      if (response.statusCode() == 200) {
        return response.body();
      }
      try (InputStream body = response.body()) {
        ApiAnswer answer =
            new ApiAnswer(response.statusCode(), response.headers(), body.readAllBytes());
        throw faults.answered(subject, answer, 1);
      }
    } catch (IOException e) {
      throw faults.unreachable(subject, e, 1);
    }
  }

  @Override
  public @Nullable Object request(String method, String path, @Nullable Object body) {
    Subject subject = new Subject(method.equals("GET") ? "read" : "call " + method, path, "");
    Repeat repeat = repeat(method, path);
    ApiRequest request =
        body == null
            ? new ApiRequest(method, path, null, "", ApiRequest.JSON, work(method), repeat)
            : ApiRequest.send(method, path, Json.writeRaw(body), work(method), repeat);
    Sender.Sent sent = sender.send(request, subject);
    if (!sent.answer().isGood()) {
      throw faults.answered(subject, sent.answer(), sent.attempts());
    }
    try {
      String text = sent.answer().text();
      return text.isBlank() ? null : Json.readExact(text);
    } catch (YamlException e) {
      throw faults.unreadable(subject, sent.answer(), e);
    }
  }

  private static Work work(String method) {
    return switch (method) {
      case "GET", "HEAD" -> Work.READ;
      case "DELETE" -> Work.DELETE;
      default -> Work.WRITE;
    };
  }

  /// Reviews are questions, although they are posted.
  private static Repeat repeat(String method, String path) {
    boolean review =
        REVIEW_GROUPS.stream().anyMatch(group -> path.startsWith("/apis/" + group + "/"));
    return review || method.equals("GET") || method.equals("HEAD")
        ? Repeat.FREELY
        : Repeat.IF_UNDONE;
  }

  private String path(ApiResource resource, ObjectKey key, Subject subject) {
    needNamespace(resource, key.namespace(), subject);
    return Paths.object(resource, key.namespace(), key.name());
  }

  private void needNamespace(ApiResource resource, String namespace, Subject subject) {
    if (resource.namespaced() && namespace.isEmpty()) {
      throw faults.noNamespace(subject);
    }
  }

  private KubeObject object(Sender.Sent sent, Subject subject) {
    return Answers.object(sent, subject, faults);
  }

  /// Opens a WebSocket, for protocols other than plain requests.
  ///
  /// @param path the path with its query
  /// @param protocol the protocol inside
  /// @throws dev.slipway.kube.KubeException if it does not come about
  public WebSocket openWebSocket(String path, String protocol, WebSocket.Listener listener)
      throws InterruptedException {
    Subject subject = new Subject("open", path, "");
    try {
      counter.sent(Work.READ, 1);
      return connection.webSocket(path, protocol, listener);
    } catch (WebSocketHandshakeException e) {
      HttpResponse<?> response = e.getResponse();
      ApiAnswer answer = new ApiAnswer(response.statusCode(), response.headers(), new byte[0]);
      throw faults.answered(subject, answer, 1);
    } catch (IOException e) {
      throw faults.unreachable(subject, e, 1);
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  @Override
  public String toString() {
    return "HttpKubeClient[" + name() + "]";
  }
}
