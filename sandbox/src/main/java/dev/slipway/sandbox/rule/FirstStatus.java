package dev.slipway.sandbox.rule;

import dev.slipway.sandbox.resource.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The status that a new object of a built-in kind has: what Go writes for an empty one, and what
/// the strategies put in.
final class FirstStatus {
  private FirstStatus() {}

  /// The status; null for none.
  static @Nullable Map<String, @Nullable Object> of(ResourceType type) {
    return switch (type.stored().toString()) {
      case "pods", "persistentvolumeclaims", "persistentvolumes" -> fields("phase", "Pending");
      case "namespaces" -> fields("phase", "Active");
      case "services", "ingresses.networking.k8s.io" ->
          fields("loadBalancer", new LinkedHashMap<String, @Nullable Object>());
      case "replicasets.apps", "replicationcontrollers" -> fields("replicas", 0L);
      case "statefulsets.apps" -> fields("replicas", 0L, "availableReplicas", 0L);
      case "daemonsets.apps" ->
          fields(
              "currentNumberScheduled",
              0L,
              "numberMisscheduled",
              0L,
              "desiredNumberScheduled",
              0L,
              "numberReady",
              0L);
      case "poddisruptionbudgets.policy" ->
          fields(
              "disruptionsAllowed",
              0L,
              "currentHealthy",
              0L,
              "desiredHealthy",
              0L,
              "expectedPods",
              0L);
      case "horizontalpodautoscalers.autoscaling" ->
          type.version().equals("v1")
              ? fields("currentReplicas", 0L, "desiredReplicas", 0L)
              : fields("currentMetrics", null, "desiredReplicas", 0L);
      case "customresourcedefinitions.apiextensions.k8s.io" ->
          fields(
              "conditions",
              null,
              "acceptedNames",
              fields("plural", "", "kind", ""),
              "storedVersions",
              List.of());
      default -> new LinkedHashMap<>();
    };
  }

  private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return fields;
  }
}
