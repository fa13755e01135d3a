package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.access.TokenIssuer;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.FieldError;
import dev.slipway.sandbox.status.GoQuote;
import dev.slipway.sandbox.store.GroupResource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Answers requests for the parts of objects that are no objects of the same kind: logs, bindings,
/// evictions, tokens. Safe for use by several threads.
final class PartRequests {
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final Evictions evictions;
  private final LogSource logs;
  private final TokenIssuer tokens;
  private final Clock clock;

  PartRequests(ObjectReads reads, ObjectWrites writes, Evictions evictions, ApiServerSetup setup) {
    this.reads = reads;
    this.writes = writes;
    this.evictions = evictions;
    this.logs = setup.logs();
    this.tokens = setup.tokens();
    this.clock = setup.clock();
  }

  ApiResponse handle(ApiRequest request, RequestTarget target, ResourceType type) {
    String namespace = type.namespaced() ? target.namespace() : "";
    WriteCall call =
        WriteCall.of(
            request, type, namespace, target.name(), target.subresource(), "CreateOptions");
    return switch (target.subresource()) {
      case "log" -> log(request, reads.get(type, namespace, target.name()).object());
      case "binding" -> bind(request, call);
      case "eviction" -> evict(request, call);
      case "token" -> token(request, call);
      case "exec", "attach", "portforward", "proxy" ->
          throw ApiException.badRequest(
              "pods of a simulated cluster run no processes: " + target.subresource());
      default -> throw ApiException.methodNotAllowed();
    };
  }

  /// Binds a pod by a Binding that is sent to `bindings` or to the pod itself.
  private ApiResponse bind(ApiRequest request, WriteCall call) {
    Map<String, @Nullable Object> binding = Bodies.object(request, "v1", "Binding");
    String node = Fields.text(binding, "target", "name");
    if (node.isEmpty()) {
      throw ApiException.badRequest("target.name: Required value");
    }
    writes.update(call, null, pod -> PodParts.bind(pod.copy(), node), FieldOwners.UNCHANGED);
    return success();
  }

  private ApiResponse evict(ApiRequest request, WriteCall call) {
    Map<String, @Nullable Object> eviction = Bodies.tree(request);
    KubeObject asked = KubeObject.of(eviction);
    if (!asked.kind().isEmpty() && !asked.kind().equals("Eviction")) {
      throw ApiException.badRequest(
          asked.kind()
              + " in version \"v1\" cannot be handled as a Eviction: no kind "
              + GoQuote.quote(asked.kind())
              + " is registered for version "
              + GoQuote.quote(asked.apiVersion())
              + " in scheme \"pkg/runtime/scheme.go:110\"");
    }
    if (!asked.name().isEmpty() && !asked.name().equals(call.name())) {
      throw ApiException.badRequest("name in URL does not match name in Eviction object");
    }
    Map<String, @Nullable Object> options = Fields.map(eviction, "deleteOptions");
    DeleteCall delete =
        new DeleteCall(
            Fields.number(-1, options, "gracePeriodSeconds"),
            Fields.text(options, "propagationPolicy"),
            Fields.text(options, "preconditions", "uid"),
            Fields.text(options, "preconditions", "resourceVersion"),
            call.dryRun() || Fields.texts(options, "dryRun").contains("All"));
    evictions.evict(call, call.type(), delete);
    return success();
  }

  private ApiResponse token(ApiRequest request, WriteCall call) {
    KubeObject account = reads.get(call.type(), call.namespace(), call.name()).object();
    Map<String, @Nullable Object> asked =
        Bodies.object(request, "authentication.k8s.io/v1", "TokenRequest");
    long seconds = Fields.number(3600, asked, "spec", "expirationSeconds");
    if (seconds < 600) {
      throw duration(seconds, "may not specify a duration less than 10 minutes");
    }
    if (seconds > 1L << 32) {
      throw duration(seconds, "may not specify a duration larger than 2^32 seconds");
    }
    checkBound(call, asked);
    Map<String, @Nullable Object> spec = Fields.map(asked, "spec");
    spec.putIfAbsent("boundObjectRef", null);
    spec.put("expirationSeconds", seconds);
    if (Fields.isEmpty(spec.get("audiences"))) {
      spec.put("audiences", new ArrayList<>(List.of(TokenIssuer.AUDIENCE)));
    }
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put(
        "token", tokens.issue(account.tree(), Fields.texts(asked, "spec", "audiences"), seconds));
    status.put("expirationTimestamp", Identities.time(clock.instant().plusSeconds(seconds)));
    asked.put("status", status);
    Map<String, @Nullable Object> metadata = Fields.map(asked, "metadata");
    metadata.put("name", call.name());
    metadata.put("namespace", call.namespace());
    metadata.put("creationTimestamp", Identities.time(clock.instant()));
    return ApiResponse.Document.of(201, JsonBody.of(asked));
  }

  private static ApiException duration(long seconds, String why) {
    return ApiException.invalid(
        "authentication.k8s.io",
        "TokenRequest",
        "",
        List.of(FieldError.invalid("spec.expirationSeconds", seconds, why)));
  }

  /// Asks for the object that a token is bound to.
  private void checkBound(WriteCall call, Map<String, @Nullable Object> asked) {
    String kind = Fields.text(asked, "spec", "boundObjectRef", "kind");
    String name = Fields.text(asked, "spec", "boundObjectRef", "name");
    switch (kind) {
      case "" -> {}
      case "Pod" -> find("pods", call.namespace(), name);
      case "Secret" -> find("secrets", call.namespace(), name);
      case "Node" -> find("nodes", "", name);
      default ->
          throw ApiException.badRequest("cannot bind token for serviceaccount to type " + kind);
    }
  }

  private void find(String plural, String namespace, String name) {
    GroupResource resource = new GroupResource("", plural);
    if (!reads.has(resource, namespace, name)) {
      throw ApiException.notFound(resource, name);
    }
  }

  private ApiResponse log(ApiRequest request, KubeObject pod) {
    LogSource.LogOptions options =
        new LogSource.LogOptions(
            container(request, pod),
            request.flag("previous"),
            request.flag("follow"),
            request.flag("timestamps"),
            number(request, "tailLines"),
            number(request, "sinceSeconds"),
            number(request, "limitBytes"));
    return new ApiResponse.Bytes(200, "text/plain", logs.open(pod, options));
  }

  private static String container(ApiRequest request, KubeObject pod) {
    List<String> all = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
      for (Map<String, @Nullable Object> container : pod.maps("spec", list)) {
        all.add(Fields.text(container, "name"));
        if (list.equals("containers")) {
          plain.add(Fields.text(container, "name"));
        }
      }
    }
    String asked = request.parameter("container");
    if (asked.isEmpty()) {
      if (plain.size() == 1) {
        return plain.getFirst();
      }
      List<String> starting = new ArrayList<>();
      for (Map<String, @Nullable Object> container : pod.maps("spec", "initContainers")) {
        starting.add(Fields.text(container, "name"));
      }
      String inits =
          starting.isEmpty()
              ? ""
              : " or one of the init containers: [" + String.join(" ", starting) + "]";
      throw ApiException.badRequest(
          "a container name must be specified for pod "
              + pod.name()
              + ", choose one of: ["
              + String.join(" ", plain)
              + "]"
              + inits);
    }
    if (!all.contains(asked)) {
      throw ApiException.badRequest("container " + asked + " is not valid for pod " + pod.name());
    }
    return asked;
  }

  private static OptionalLong number(ApiRequest request, String name) {
    String text = request.parameter(name);
    try {
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      throw ApiException.badRequest("not a whole number: " + name + "=" + text);
    }
  }

  private static ApiResponse success() {
    Map<String, @Nullable Object> status = ResourceRequests.success(new LinkedHashMap<>());
    status.put("code", 201L);
    return ApiResponse.Document.of(201, JsonBody.of(status));
  }
}
