package dev.slipway.sandbox.admission;

import dev.slipway.object.KubeObject;
import dev.slipway.object.quantity.Quantity;
import dev.slipway.sandbox.store.GroupResource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an object counts for in quotas: the evaluators of `pkg/quota/v1`.
final class QuotaUsage {
  private static final Quantity ONE = Quantity.of(1);
  private static final Set<String> COUNTED_PLAIN =
      Set.of(
          "services",
          "secrets",
          "configmaps",
          "replicationcontrollers",
          "resourcequotas",
          "persistentvolumeclaims");

  private QuotaUsage() {}

  /// The usage of an object by the names of quotas.
  static Map<String, Quantity> of(GroupResource resource, KubeObject object) {
    Map<String, Quantity> usage = new TreeMap<>();
    usage.put("count/" + resource, ONE);
    if (COUNTED_PLAIN.contains(resource.toString())) {
      usage.put(resource.resource(), ONE);
    }
    switch (resource.toString()) {
      case "pods" -> pod(object, usage);
      case "services" -> service(object, usage);
      case "persistentvolumeclaims" -> claim(object, usage);
      default -> {}
    }
    return usage;
  }

  private static void pod(KubeObject pod, Map<String, Quantity> usage) {
    if (hasEnded(pod)) {
      return;
    }
    usage.put("pods", ONE);
    PodResources.of(pod, "requests")
        .forEach((name, amount) -> {
          usage.put("requests." + name, amount);
          if (Set.of("cpu", "memory", "ephemeral-storage").contains(name)) {
            usage.put(name, amount);
          }
        });
    PodResources.of(pod, "limits").forEach((name, amount) -> usage.put("limits." + name, amount));
  }

  static boolean hasEnded(KubeObject pod) {
    return Set.of("Succeeded", "Failed").contains(pod.text("status", "phase"));
  }

  private static void service(KubeObject service, Map<String, Quantity> usage) {
    String type = service.text("spec", "type");
    long ports =
        service.maps("spec", "ports").stream()
            .filter(port -> !type.equals("ClusterIP") && port.get("nodePort") != null)
            .count();
    if (type.equals("NodePort")) {
      usage.put("services.nodeports", Quantity.of(service.maps("spec", "ports").size()));
    } else if (type.equals("LoadBalancer")) {
      usage.put("services.loadbalancers", ONE);
      if (ports > 0) {
        usage.put("services.nodeports", Quantity.of(ports));
      }
    }
  }

  private static void claim(KubeObject claim, Map<String, Quantity> usage) {
    Quantity asked = PodResources.parse(claim.get("spec", "resources", "requests", "storage"));
    String name = claim.text("spec", "storageClassName");
    if (!name.isEmpty()) {
      usage.put(name + ".storageclass.storage.k8s.io/persistentvolumeclaims", ONE);
    }
    if (asked != null) {
      usage.put("requests.storage", asked);
      if (!name.isEmpty()) {
        usage.put(name + ".storageclass.storage.k8s.io/requests.storage", asked);
      }
    }
  }

  /// Whether a quota with these scopes counts an object.
  static boolean isInScope(KubeObject quota, GroupResource resource, KubeObject object) {
    for (Object scope : quota.list("spec", "scopes")) {
      if (!isInScope(String.valueOf(scope), resource, object)) {
        return false;
      }
    }
    for (Map<String, @Nullable Object> expression :
        quota.maps("spec", "scopeSelector", "matchExpressions")) {
      KubeObject wanted = KubeObject.of(expression);
      String scope = wanted.text("scopeName");
      if (!scope.equals("PriorityClass")) {
        if (!isInScope(scope, resource, object)) {
          return false;
        }
        continue;
      }
      String priority = object.text("spec", "priorityClassName");
      boolean named = wanted.list("values").contains(priority);
      boolean matches =
          switch (wanted.text("operator")) {
            case "In" -> named;
            case "NotIn" -> !named;
            case "Exists" -> !priority.isEmpty();
            default -> priority.isEmpty();
          };
      if (!resource.toString().equals("pods") || !matches) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInScope(String scope, GroupResource resource, KubeObject object) {
    if (!resource.toString().equals("pods")) {
      return false;
    }
    boolean effort =
        !PodResources.of(object, "requests").isEmpty()
            || !PodResources.of(object, "limits").isEmpty();
    boolean ends = object.get("spec", "activeDeadlineSeconds") != null;
    return switch (scope) {
      case "BestEffort" -> !effort;
      case "NotBestEffort" -> effort;
      case "Terminating" -> ends;
      case "NotTerminating" -> !ends;
      default -> true;
    };
  }
}
