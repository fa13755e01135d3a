package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import dev.slipway.object.quantity.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What an object uses of a ResourceQuota: pods, their requests and limits, storage.
final class PodNeeds {
  private static final List<String> RESOURCES = List.of("cpu", "memory", "ephemeral-storage");

  private final KubeObject object;

  /// What containers get that ask for nothing, by `requests.cpu` and so on.
  private final Map<String, Quantity> defaults;

  PodNeeds(KubeObject object, Map<String, Quantity> defaults) {
    this.object = object;
    this.defaults = defaults;
  }

  /// How many pods it has, if that does not depend on the cluster's nodes.
  long pods() {
    return switch (object.kind()) {
      case "Pod" -> 1;
      case "Deployment", "StatefulSet", "ReplicaSet", "ReplicationController" ->
          object.number(1, "spec", "replicas");
      case "DaemonSet" -> object.number(0, "status", "desiredNumberScheduled");
      case "Job" ->
          Math.min(
              object.number(1, "spec", "parallelism"),
              object.number(Long.MAX_VALUE, "spec", "completions"));
      default -> 0;
    };
  }

  /// How many pods more there are while a Deployment's pods are replaced.
  long surge() {
    long pods = pods();
    if (!object.kind().equals("Deployment")
        || object.text("spec", "strategy", "type").equals("Recreate")) {
      return 0;
    }
    Object surge = object.get("spec", "strategy", "rollingUpdate", "maxSurge");
    return switch (surge) {
      case Number count -> count.longValue();
      case String percent when percent.endsWith("%") -> part(pods, percent);
      case null, default -> part(pods, "25%");
    };
  }

  private static long part(long pods, String percent) {
    try {
      long share = Long.parseLong(percent.substring(0, percent.length() - 1));
      return Math.ceilDiv(pods * share, 100L);
    } catch (NumberFormatException _) {
      // The cluster refuses such a value by itself.
      return 0;
    }
  }

  private KubeObject template() {
    return KubeObject.of(
        object.kind().equals("Pod") ? object.tree() : object.map("spec", "template"));
  }

  /// What one pod needs, by the names that quotas use: `requests.cpu`, `limits.memory`.
  Map<String, Quantity> perPod() {
    Map<String, Quantity> needs = new LinkedHashMap<>();
    for (String side : List.of("requests", "limits")) {
      for (String resource : RESOURCES) {
        Quantity together = Quantity.ZERO;
        for (Map<String, @Nullable Object> container : template().maps("spec", "containers")) {
          together = together.plus(need(KubeObject.of(container), side, resource));
        }
        for (Map<String, @Nullable Object> init : template().maps("spec", "initContainers")) {
          together = together.max(need(KubeObject.of(init), side, resource));
        }
        if (together.sign() > 0) {
          needs.put(side + "." + resource, together);
        }
      }
    }
    return needs;
  }

  private Quantity need(KubeObject container, String side, String resource) {
    Object value = container.get("resources", side, resource);
    if (value == null && side.equals("requests")) {
      value = container.get("resources", "limits", resource);
    }
    return value == null
        ? defaults.getOrDefault(side + "." + resource, Quantity.ZERO)
        : Quantity.of(value);
  }

  /// The resources of these that a container does not say, though it must where a quota has them.
  List<String> unsaid(List<String> demanded) {
    TreeSet<String> unsaid = new TreeSet<>();
    if (pods() == 0) {
      return List.of();
    }
    for (Map<String, @Nullable Object> container : template().maps("spec", "containers")) {
      for (String name : demanded) {
        int dot = name.indexOf('.');
        if (need(KubeObject.of(container), name.substring(0, dot), name.substring(dot + 1)).sign()
            == 0) {
          unsaid.add(name);
        }
      }
    }
    return List.copyOf(unsaid);
  }

  /// The storage that it asks for.
  Quantity storage() {
    return switch (object.kind()) {
      case "PersistentVolumeClaim" -> storage(object);
      case "StatefulSet" -> {
        Quantity together = Quantity.ZERO;
        for (Map<String, @Nullable Object> claim : object.maps("spec", "volumeClaimTemplates")) {
          together = together.plus(storage(KubeObject.of(claim)));
        }
        yield together.times(pods());
      }
      default -> Quantity.ZERO;
    };
  }

  private static Quantity storage(KubeObject claim) {
    Object value = claim.get("spec", "resources", "requests", "storage");
    return value == null ? Quantity.ZERO : Quantity.of(value);
  }
}
