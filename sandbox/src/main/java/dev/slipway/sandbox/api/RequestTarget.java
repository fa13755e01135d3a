package dev.slipway.sandbox.api;

import dev.slipway.object.ObjectException;
import dev.slipway.object.select.FieldSelector;
import dev.slipway.sandbox.access.AccessAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a request is about, read from its method, path and query as `RequestInfo` in Kubernetes.
///
/// @param verb such as `list`; the HTTP method in small letters for a path that is no resource
/// @param group the API group; empty for the core group
/// @param version the API version; empty for a path that is no resource
/// @param namespace the namespace; empty for none
/// @param resource the plural; empty for a path that is no resource
/// @param name the object; empty for none
/// @param subresource such as `status`; empty for none
/// @param path the path
public record RequestTarget(
    String verb,
    String group,
    String version,
    String namespace,
    String resource,
    String name,
    String subresource,
    String path) {
  /// Reads it from a request.
  public static RequestTarget of(ApiRequest request) {
    String path = request.path();
    List<String> steps = Arrays.stream(path.split("/")).filter(step -> !step.isEmpty()).toList();
    boolean core = steps.size() > 2 && steps.getFirst().equals("api");
    boolean group = steps.size() > 3 && steps.getFirst().equals("apis");
    if (!core && !group) {
      String verb = request.method().toLowerCase(Locale.ROOT);
      return new RequestTarget(verb, "", "", "", "", "", "", path);
    }
    int at = core ? 2 : 3;
    boolean watchPath = steps.get(at).equals("watch") && steps.size() > at + 1;
    if (watchPath) {
      at++;
    }
    String namespace = "";
    if (steps.get(at).equals("namespaces") && steps.size() > at + 1) {
      namespace = steps.get(at + 1);
      boolean itself =
          steps.size() == at + 2
              || (steps.size() == at + 3 && isPartOfNamespace(steps.get(at + 2)));
      at += itself ? 0 : 2;
    }
    String name = steps.size() > at + 1 ? steps.get(at + 1) : "";
    String verb = watchPath ? "watch" : verb(request, name);
    if (name.isEmpty() && (verb.equals("list") || verb.equals("watch"))) {
      name = named(request);
    }
    return new RequestTarget(
        verb,
        core ? "" : steps.get(1),
        steps.get(core ? 1 : 2),
        namespace,
        steps.get(at),
        name,
        steps.size() > at + 2 ? String.join("/", steps.subList(at + 2, steps.size())) : "",
        path);
  }

  private static boolean isPartOfNamespace(String step) {
    return step.equals("status") || step.equals("finalize");
  }

  private static String named(ApiRequest request) {
    try {
      return FieldSelector.parse(request.parameter("fieldSelector"))
          .exact("metadata.name")
          .orElse("");
    } catch (ObjectException _) {
      return "";
    }
  }

  private static String verb(ApiRequest request, String name) {
    return switch (request.method()) {
      case "GET", "HEAD" -> {
        if (name.isEmpty()) {
          yield request.flag("watch") ? "watch" : "list";
        }
        yield "get";
      }
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      default -> "";
    };
  }

  /// Whether a resource is meant, not some other path.
  public boolean isResource() {
    return !resource.isEmpty();
  }

  /// What the user must be allowed to do for it.
  public AccessAttributes access() {
    return new AccessAttributes(
        verb, group, version, resource, subresource, namespace, name, isResource() ? "" : path);
  }
}
