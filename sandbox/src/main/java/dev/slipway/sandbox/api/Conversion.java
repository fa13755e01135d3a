package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.store.StoredObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns objects from the version in which they are stored to the one that a client asks for, and
/// back. Custom resources keep all their fields (strategy `None`).
final class Conversion {
  private Conversion() {}

  /// A stored object as a client of that kind sees it.
  static JsonBody read(ResourceType type, StoredObject stored) {
    return type.apiVersion().equals(type.storedApiVersion())
            && type.storedApiVersion().equals(stored.apiVersion())
        ? JsonBody.of(stored)
        : JsonBody.of(tree(type, stored));
  }

  /// The same as a tree that may be changed.
  static Map<String, @Nullable Object> tree(ResourceType type, StoredObject stored) {
    Map<String, @Nullable Object> tree = stored.copy();
    convert(type, tree, false);
    tree.put("apiVersion", type.apiVersion());
    return tree;
  }

  /// An object of a client as it is stored.
  static Map<String, @Nullable Object> store(
      ResourceType type, Map<String, @Nullable Object> tree) {
    if (type.apiVersion().equals(type.storedApiVersion())) {
      return tree;
    }
    Map<String, @Nullable Object> stored = KubeObject.of(tree).copy();
    convert(type, stored, true);
    stored.put("apiVersion", type.storedApiVersion());
    return stored;
  }

  private static void convert(
      ResourceType type, Map<String, @Nullable Object> tree, boolean toStored) {
    if (type.group().equals("events.k8s.io")) {
      convertEvent(tree, toStored);
    } else if (type.group().equals("autoscaling") && type.version().equals("v1")) {
      if (toStored) {
        scalerToStored(tree);
      } else {
        scalerFromStored(tree);
      }
    } else if (type.version().contains("beta") && type.custom() == null) {
      BetaForms.convert(type, tree, toStored);
    }
  }

  private static final Map<String, String> EVENT_FIELDS =
      Map.of(
          "involvedObject", "regarding",
          "message", "note",
          "source", "deprecatedSource",
          "firstTimestamp", "deprecatedFirstTimestamp",
          "lastTimestamp", "deprecatedLastTimestamp",
          "count", "deprecatedCount",
          "reportingComponent", "reportingController");

  private static void convertEvent(Map<String, @Nullable Object> tree, boolean toStored) {
    EVENT_FIELDS.forEach((core, later) -> {
      String from = toStored ? later : core;
      if (tree.containsKey(from)) {
        tree.put(toStored ? core : later, tree.remove(from));
      }
    });
  }

  /// The one metric of autoscaling/v1 becomes the first of many.
  private static void scalerToStored(Map<String, @Nullable Object> tree) {
    if (tree.get("spec") instanceof Map<?, ?> known) {
      Map<String, @Nullable Object> spec = copy(known);
      Object target = spec.remove("targetCPUUtilizationPercentage");
      if (target != null) {
        Map<String, @Nullable Object> goal = new LinkedHashMap<>();
        goal.put("type", "Utilization");
        goal.put("averageUtilization", target);
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("name", "cpu");
        resource.put("target", goal);
        Map<String, @Nullable Object> metric = new LinkedHashMap<>();
        metric.put("type", "Resource");
        metric.put("resource", resource);
        spec.put("metrics", new ArrayList<>(List.of(metric)));
      }
      tree.put("spec", spec);
    }
    if (tree.get("status") instanceof Map<?, ?> known) {
      Map<String, @Nullable Object> status = copy(known);
      status.remove("currentCPUUtilizationPercentage");
      tree.put("status", status);
    }
  }

  private static void scalerFromStored(Map<String, @Nullable Object> tree) {
    if (tree.get("spec") instanceof Map<?, ?> known) {
      Map<String, @Nullable Object> spec = copy(known);
      Object metrics = spec.remove("metrics");
      spec.remove("behavior");
      Object target = utilization(metrics);
      if (target != null) {
        spec.put("targetCPUUtilizationPercentage", target);
      }
      tree.put("spec", spec);
    }
    if (tree.get("status") instanceof Map<?, ?> known) {
      Map<String, @Nullable Object> status = copy(known);
      status.remove("currentMetrics");
      status.remove("conditions");
      status.putIfAbsent("currentReplicas", 0L);
      tree.put("status", status);
    }
  }

  private static @Nullable Object utilization(@Nullable Object metrics) {
    if (metrics instanceof List<?> list) {
      for (Object metric : list) {
        if (metric instanceof Map<?, ?> map
            && map.get("resource") instanceof Map<?, ?> resource
            && "cpu".equals(resource.get("name"))
            && resource.get("target") instanceof Map<?, ?> target) {
          return target.get("averageUtilization");
        }
      }
    }
    return null;
  }

  private static Map<String, @Nullable Object> copy(Map<?, ?> known) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    known.forEach((key, value) -> copy.put((String) key, value));
    return copy;
  }
}
