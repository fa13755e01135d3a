package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.status.FieldError;
import dev.slipway.yaml.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Autoscalers and disruption budgets.
final class ScalingRules {
  private ScalingRules() {}

  /// Priority classes.
  static final class Priorities implements KindRule {
    @Override
    public void defaults(Map<String, @Nullable Object> tree) {
      Fields.initText(tree, "preemptionPolicy", "PreemptLowerPriority");
    }
  }

  /// Autoscalers of pods.
  static final class Autoscalers implements KindRule {
    private final boolean first;

    /// @param first whether the version is v1
    Autoscalers(boolean first) {
      this.first = first;
    }

    @Override
    public void defaults(Map<String, @Nullable Object> tree) {
      Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
      Fields.init(spec, "minReplicas", 1L);
      if (first) {
        Fields.init(spec, "targetCPUUtilizationPercentage", 80L);
        return;
      }
      if (Fields.isEmpty(spec.get("metrics"))) {
        Map<String, @Nullable Object> metric = new LinkedHashMap<>();
        metric.put("type", "Resource");
        Map<String, @Nullable Object> resource = Fields.map(metric, "resource");
        resource.put("name", "cpu");
        Map<String, @Nullable Object> target = Fields.map(resource, "target");
        target.put("type", "Utilization");
        target.put("averageUtilization", 80L);
        spec.put("metrics", new ArrayList<>(List.of(metric)));
      }
      Map<String, @Nullable Object> behavior = Fields.find(spec, "behavior");
      if (behavior != null) {
        scaling(Fields.map(behavior, "scaleUp"), true);
        scaling(Fields.map(behavior, "scaleDown"), false);
      }
    }

    private static void scaling(Map<String, @Nullable Object> rules, boolean up) {
      if (up) {
        Fields.init(rules, "stabilizationWindowSeconds", 0L);
      }
      Fields.initText(rules, "selectPolicy", "Max");
      if (Fields.isEmpty(rules.get("policies"))) {
        List<Object> policies = new ArrayList<>();
        if (up) {
          policies.add(policy("Pods", 4));
        }
        policies.add(policy("Percent", 100));
        rules.put("policies", policies);
      }
    }

    private static Map<String, @Nullable Object> policy(String type, long value) {
      Map<String, @Nullable Object> policy = new LinkedHashMap<>();
      policy.put("type", type);
      policy.put("value", value);
      policy.put("periodSeconds", 15L);
      return policy;
    }

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      long least = object.number(1, "spec", "minReplicas");
      long most = object.number(0, "spec", "maxReplicas");
      if (least < 1) {
        errors.add(
            FieldError.invalid("spec.minReplicas", least, "must be greater than or equal to 1"));
      }
      if (most < 1) {
        errors.add(FieldError.invalid("spec.maxReplicas", most, "must be greater than 0"));
      }
      if (most < least) {
        errors.add(
            FieldError.invalid(
                "spec.maxReplicas", most, "must be greater than or equal to `minReplicas`"));
      }
      for (String field : List.of("kind", "name")) {
        if (object.text("spec", "scaleTargetRef", field).isEmpty()) {
          errors.add(FieldError.required("spec.scaleTargetRef." + field, ""));
        }
      }
      String version = object.text("spec", "scaleTargetRef", "apiVersion");
      boolean core = object.text("spec", "scaleTargetRef", "kind").equals("ReplicationController");
      if (!core && !version.contains("/")) {
        errors.add(
            FieldError.invalid(
                "spec.scaleTargetRef.apiVersion", version, "apiVersion must specify API group"));
      }
    }
  }

  /// Disruption budgets of pods.
  static final class Budgets implements KindRule {
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);
    private static final List<String> POLICIES = List.of("AlwaysAllow", "IfHealthyBudget");

    /// The spec as the server's own form of it is written.
    private static String internal(KubeObject object) {
      return "{\"MinAvailable\":"
          + Json.writeRaw(object.get("spec", "minAvailable"))
          + ",\"Selector\":"
          + Json.writeRaw(object.get("spec", "selector"))
          + ",\"MaxUnavailable\":"
          + Json.writeRaw(object.get("spec", "maxUnavailable"))
          + ",\"UnhealthyPodEvictionPolicy\":"
          + Json.writeRaw(object.get("spec", "unhealthyPodEvictionPolicy"))
          + "}";
    }

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      if (object.get("spec", "minAvailable") != null
          && object.get("spec", "maxUnavailable") != null) {
        errors.add(
            FieldError.invalidWritten(
                "spec", internal(object), "minAvailable and maxUnavailable cannot be both set"));
      }
      for (String field : List.of("minAvailable", "maxUnavailable")) {
        Object value = object.get("spec", field);
        if (value instanceof Long number && number < 0) {
          errors.add(
              FieldError.invalid("spec." + field, number, "must be greater than or equal to 0"));
        } else if (value instanceof String text && !text.matches("[0-9]+%")) {
          errors.add(
              FieldError.invalid(
                  "spec." + field,
                  text,
                  "a valid percent string must be a numeric string followed by an ending '%'"
                      + " (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"));
        } else if (value instanceof String text
            && new BigInteger(text.substring(0, text.length() - 1)).compareTo(HUNDRED) > 0) {
          errors.add(FieldError.invalid("spec." + field, text, "must not be greater than 100%"));
        }
      }
      String policy = object.text("spec", "unhealthyPodEvictionPolicy");
      if (!policy.isEmpty() && !POLICIES.contains(policy)) {
        errors.add(FieldError.notSupported("spec.unhealthyPodEvictionPolicy", policy, POLICIES));
      }
    }
  }
}
