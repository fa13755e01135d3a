package dev.slipway.sandbox.api;

import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns objects of beta versions that had other fields than the stable ones to these and back:
/// autoscalers, endpoint slices and priority levels of older Kubernetes versions.
final class BetaForms {
  private static final String HOST = "kubernetes.io/hostname";

  private BetaForms() {}

  /// Changes the fields of an object whose version is a beta version.
  ///
  /// @param tree changed in place
  /// @param toStored whether to the stable version, or from it
  static void convert(ResourceType type, Map<String, @Nullable Object> tree, boolean toStored) {
    switch (type.group() + "/" + type.version()) {
      case "autoscaling/v2beta1" -> {
        metrics(Fields.find(tree, "spec"), "metrics", toStored, "target");
        metrics(Fields.find(tree, "status"), "currentMetrics", toStored, "current");
      }
      case "discovery.k8s.io/v1beta1" -> {
        for (Map<String, @Nullable Object> endpoint : Fields.maps(tree, "endpoints")) {
          slice(endpoint, toStored);
        }
      }
      case "flowcontrol.apiserver.k8s.io/v1beta1", "flowcontrol.apiserver.k8s.io/v1beta2" -> {
        Map<String, @Nullable Object> limited = Fields.find(tree, "spec", "limited");
        if (limited != null) {
          rename(limited, "assuredConcurrencyShares", "nominalConcurrencyShares", toStored);
        }
      }
      default -> {}
    }
  }

  private static void rename(
      Map<String, @Nullable Object> tree, String beta, String stable, boolean toStored) {
    Object value = tree.remove(toStored ? beta : stable);
    if (value != null) {
      tree.put(toStored ? stable : beta, value);
    }
  }

  private static void slice(Map<String, @Nullable Object> endpoint, boolean toStored) {
    Map<String, @Nullable Object> topology =
        Fields.find(endpoint, toStored ? "topology" : "deprecatedTopology");
    Map<String, @Nullable Object> next =
        topology == null ? new LinkedHashMap<>() : new LinkedHashMap<>(topology);
    endpoint.remove(toStored ? "topology" : "deprecatedTopology");
    if (toStored) {
      Object host = next.remove(HOST);
      if (host != null) {
        endpoint.putIfAbsent("nodeName", host);
      }
    } else if (endpoint.get("nodeName") != null) {
      next.put(HOST, endpoint.get("nodeName"));
    }
    Fields.set(
        endpoint, toStored ? "deprecatedTopology" : "topology", next.isEmpty() ? null : next);
  }

  private static void metrics(
      @Nullable Map<String, @Nullable Object> parent, String list, boolean toStored, String goal) {
    if (parent == null || !(parent.get(list) instanceof List<?>)) {
      return;
    }
    List<@Nullable Object> converted = new ArrayList<>();
    for (Map<String, @Nullable Object> metric : Fields.maps(parent, list)) {
      Map<String, @Nullable Object> next = new LinkedHashMap<>(metric);
      for (String source : List.of("resource", "containerResource", "pods", "object", "external")) {
        Map<String, @Nullable Object> known = Fields.find(metric, source);
        if (known != null) {
          next.put(source, toStored ? stable(source, known, goal) : beta(source, known, goal));
        }
      }
      converted.add(next);
    }
    parent.put(list, converted);
  }

  /// The names that the values of a metric's goal had: `targetAverageValue` and its kin.
  private static String betaName(String source, String goal, String value) {
    boolean isTarget = goal.equals("target");
    return switch (value) {
      case "averageUtilization" -> goal + "AverageUtilization";
      case "averageValue" -> source.equals("object") ? "averageValue" : goal + "AverageValue";
      default -> isTarget ? "targetValue" : "currentValue";
    };
  }

  private static final List<String> VALUES = List.of("averageUtilization", "averageValue", "value");

  private static Map<String, @Nullable Object> stable(
      String source, Map<String, @Nullable Object> known, String goal) {
    Map<String, @Nullable Object> next = new LinkedHashMap<>(known);
    if (source.equals("object")) {
      rename(next, "target", "describedObject", true);
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String value : VALUES) {
      Object given = next.remove(betaName(source, goal, value));
      if (given != null) {
        values.put(value, given);
      }
    }
    if (goal.equals("target")) {
      values.put(
          "type",
          values.containsKey("averageUtilization")
              ? "Utilization"
              : values.containsKey("averageValue") ? "AverageValue" : "Value");
    }
    if (!source.endsWith("esource")) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      named.put("name", next.remove("metricName"));
      Object selector = next.remove(source.equals("external") ? "metricSelector" : "selector");
      Fields.set(named, "selector", selector);
      next.put("metric", named);
    }
    next.put(goal, values);
    return next;
  }

  private static Map<String, @Nullable Object> beta(
      String source, Map<String, @Nullable Object> known, String goal) {
    Map<String, @Nullable Object> next = new LinkedHashMap<>(known);
    Map<String, @Nullable Object> values = Fields.find(known, goal);
    next.remove(goal);
    for (String value : VALUES) {
      if (values != null && values.get(value) != null) {
        next.put(betaName(source, goal, value), values.get(value));
      }
    }
    if (source.equals("object")) {
      rename(next, "target", "describedObject", false);
      next.putIfAbsent(goal.equals("target") ? "targetValue" : "currentValue", "0");
    }
    Map<String, @Nullable Object> named = Fields.find(known, "metric");
    next.remove("metric");
    if (named != null) {
      next.put("metricName", named.get("name"));
      Fields.set(
          next, source.equals("external") ? "metricSelector" : "selector", named.get("selector"));
    }
    return next;
  }
}
