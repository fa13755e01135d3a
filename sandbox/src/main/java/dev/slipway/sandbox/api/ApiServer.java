package dev.slipway.sandbox.api;

import dev.slipway.sandbox.access.AccessDecision;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.admission.Admission;
import dev.slipway.sandbox.admission.LimitRanges;
import dev.slipway.sandbox.admission.NamespaceLifecycle;
import dev.slipway.sandbox.admission.PodBasics;
import dev.slipway.sandbox.admission.QuotaLedger;
import dev.slipway.sandbox.admission.ServiceAddresses;
import dev.slipway.sandbox.admission.webhook.WebhookAdmission;
import dev.slipway.sandbox.resource.Discovery;
import dev.slipway.sandbox.resource.ResourceRegistry;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.GoQuote;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreEvent;
import dev.slipway.sandbox.store.StoreKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The API server of one simulated cluster, without HTTP: the rules of the Kubernetes API over a
/// store of objects. A thread of its own collects garbage and empties namespaces until the server
/// is closed. Safe for use by several threads.
public final class ApiServer implements AutoCloseable {
  /// From this minor version on, servers tell which version they emulate.
  private static final int FIRST_EMULATING = 33;

  private final ObjectStore store;
  private final ApiServerSetup setup;
  private final ResourceRegistry registry;
  private final Discovery discovery;
  private final ObjectWrites writes;
  private final ObjectDeletes deletes;
  private final Ownerships ownerships;
  private final ResourceRequests requests;
  private final Housekeeper housekeeper;

  /// A server over a store, which may hold objects already; what every cluster has is added.
  public ApiServer(ObjectStore store, ApiServerSetup setup) {
    this.store = store;
    this.setup = setup;
    this.registry = new ResourceRegistry(setup.version().minor());
    this.discovery = new Discovery(registry);
    Clock clock = setup.clock();
    List<Admission> admissions = new ArrayList<>();
    admissions.add(new NamespaceLifecycle(store));
    admissions.add(new PodBasics(store));
    admissions.add(new LimitRanges(store));
    admissions.add(new ServiceAddresses(store, setup.nodePorts()));
    admissions.addAll(setup.admissions());
    admissions.add(new WebhookAdmission(store));
    QuotaLedger quotas = new QuotaLedger(store);
    admissions.add(quotas);
    this.ownerships = new Ownerships(registry, clock);
    this.writes = new ObjectWrites(store, admissions, clock);
    this.deletes = new ObjectDeletes(store, writes, clock);
    store.follow(new Definitions(registry)::handle);
    ObjectReads reads = new ObjectReads(store, clock);
    Namespaces namespaces = new Namespaces(client("kube-controller-manager"), setup.certificate());
    namespaces.bootstrap();
    this.requests =
        new ResourceRequests(
            registry,
            reads,
            writes,
            deletes,
            ownerships,
            new PartRequests(reads, writes, new Evictions(store, deletes, clock), setup),
            new AccessReviews(setup.authorizer(), setup.tokens(), clock),
            namespaces,
            clock);
    LocalClient client = client("kube-controller-manager");
    this.housekeeper =
        new Housekeeper(
            store,
            List.of(
                new GarbageCollector(store, registry, client)::handle,
                new NamespaceCleaner(store, client, clock)::handle,
                new NameAcceptance(client, clock)::handle,
                event -> tell(client, quotas, event)));
  }

  private static void tell(LocalClient client, QuotaLedger quotas, StoreEvent event) {
    for (Map.Entry<StoreKey, Map<String, @Nullable Object>> outdated :
        quotas.outdated(event).entrySet()) {
      client.amend(
          outdated.getKey(),
          tree -> {
            tree.put("status", outdated.getValue());
            return tree;
          });
    }
  }

  /// The API for a controller inside the process.
  ///
  /// @param manager the name under which it owns the fields that it writes
  public LocalClient client(String manager) {
    return client(manager, UserInfo.SYSTEM);
  }

  /// The same for a controller that is not part of the server.
  ///
  /// @param user as whom webhooks see it; it may do everything
  public LocalClient client(String manager, UserInfo user) {
    return new LocalClient(store, registry, writes, deletes, ownerships, manager, user);
  }

  /// The kinds that are served now.
  public ResourceRegistry resources() {
    return registry;
  }

  @Override
  public void close() {
    housekeeper.close();
  }

  /// Answers a request; what is refused is answered with a Status.
  public ApiResponse handle(ApiRequest request) {
    try {
      RequestTarget target = RequestTarget.of(request);
      authorize(request.user(), target);
      if (target.isResource() && !registry.groups().containsKey(target.group())) {
        return notFound();
      }
      return target.isResource() ? requests.handle(request, target) : document(request);
    } catch (ApiException refused) {
      return ApiResponse.Document.of(refused.code(), JsonBody.of(refused.tree()));
    }
  }

  private void authorize(UserInfo user, RequestTarget target) {
    AccessDecision decision = setup.authorizer().decide(user, target.access());
    if (decision.allowed()) {
      return;
    }
    String who = "User " + GoQuote.quote(user.name()) + " cannot ";
    String reason = decision.reason().isEmpty() ? "" : ": " + decision.reason();
    if (!target.isResource()) {
      String path = GoQuote.quote(target.path());
      throw ApiException.of(
          403,
          "Forbidden",
          "forbidden: " + who + target.verb() + " path " + path + reason,
          new LinkedHashMap<>());
    }
    String resource =
        target.subresource().isEmpty()
            ? target.resource()
            : target.resource() + "/" + target.subresource();
    String where =
        target.namespace().isEmpty()
            ? " at the cluster scope"
            : " in the namespace " + GoQuote.quote(target.namespace());
    throw ApiException.forbidden(
        new GroupResource(target.group(), target.resource()),
        target.name(),
        who
            + target.verb()
            + " resource "
            + GoQuote.quote(resource)
            + " in API group "
            + GoQuote.quote(target.group())
            + where
            + reason);
  }

  private ApiResponse document(ApiRequest request) {
    List<String> steps =
        Arrays.stream(request.path().split("/")).filter(step -> !step.isEmpty()).toList();
    String first = steps.isEmpty() ? "" : steps.getFirst();
    return switch (first) {
      case "healthz", "livez", "readyz" -> text(200, "ok");
      case "version" -> tree(version());
      case "api" -> api(request, steps);
      case "apis" -> apis(request, steps);
      default -> notFound();
    };
  }

  private ApiResponse api(ApiRequest request, List<String> steps) {
    if (steps.size() == 2) {
      return tree(discovery.resources("", steps.get(1)).orElseThrow(ApiException::unknownPath));
    }
    String aggregated = aggregated(request.accept());
    return aggregated.isEmpty()
        ? tree(discovery.coreVersions("127.0.0.1"))
        : aggregated(true, aggregated);
  }

  private ApiResponse apis(ApiRequest request, List<String> steps) {
    return switch (steps.size()) {
      case 1 -> {
        String aggregated = aggregated(request.accept());
        yield aggregated.isEmpty() ? tree(discovery.groups()) : aggregated(false, aggregated);
      }
      case 2 -> discovery.group(steps.get(1)).map(ApiServer::tree).orElseGet(ApiServer::notFound);
      default ->
          tree(
              discovery
                  .resources(steps.get(1), steps.get(2))
                  .orElseThrow(ApiException::unknownPath));
    };
  }

  /// The version of the aggregated document that the client wants most; empty for none.
  private static String aggregated(String accept) {
    for (String clause : accept.split(",")) {
      String[] parts = clause.trim().toLowerCase(Locale.ROOT).split(";");
      if (!parts[0].trim().equals("application/json")) {
        continue;
      }
      String as = AcceptedForm.parameter(parts, "as");
      if (as.isEmpty()) {
        return "";
      }
      String version = AcceptedForm.parameter(parts, "v");
      if (as.equals("apigroupdiscoverylist")
          && AcceptedForm.parameter(parts, "g").equals("apidiscovery.k8s.io")
          && List.of("v2", "v2beta1").contains(version)) {
        return version;
      }
    }
    return "";
  }

  private ApiResponse aggregated(boolean core, String version) {
    return new ApiResponse.Document(
        200,
        "application/json;g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList",
        JsonBody.of(discovery.aggregated(core, version)),
        List.of());
  }

  private Map<String, @Nullable Object> version() {
    String kubernetes = setup.version().text();
    String[] parts = kubernetes.substring(1).split("\\.");
    Map<String, @Nullable Object> version = new LinkedHashMap<>();
    version.put("major", parts[0]);
    version.put("minor", parts[1]);
    if (setup.version().minor() >= FIRST_EMULATING) {
      version.put("emulationMajor", parts[0]);
      version.put("emulationMinor", parts[1]);
      version.put("minCompatibilityMajor", parts[0]);
      version.put("minCompatibilityMinor", Integer.toString(setup.version().minor() - 1));
    }
    version.put("gitVersion", kubernetes + "+slipway-sandbox");
    version.put("gitCommit", "");
    version.put("gitTreeState", "clean");
    version.put("buildDate", "1970-01-01T00:00:00Z");
    version.put("goVersion", "");
    version.put("compiler", "javac");
    version.put("platform", "java/sandbox");
    return version;
  }

  private static ApiResponse tree(Map<String, @Nullable Object> tree) {
    return ApiResponse.Document.of(200, JsonBody.of(tree));
  }

  /// The answer for paths that no handler of Go's has.
  private static ApiResponse notFound() {
    return text(404, "404 page not found\n");
  }

  private static ApiResponse text(int status, String text) {
    return new ApiResponse.Bytes(
        status,
        "text/plain; charset=utf-8",
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
