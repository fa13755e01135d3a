package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.status.FieldError;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Configurations of admission webhooks.
final class WebhookRule implements KindRule {
  private static final List<String> OPERATIONS =
      List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");

  private final boolean mutating;

  /// @param mutating whether the webhooks may change objects
  WebhookRule(boolean mutating) {
    this.mutating = mutating;
  }

  @Override
  public void defaults(Map<String, @Nullable Object> tree) {
    for (Map<String, @Nullable Object> webhook : Fields.maps(tree, "webhooks")) {
      Fields.initText(webhook, "failurePolicy", "Fail");
      Fields.initText(webhook, "matchPolicy", "Equivalent");
      Fields.init(webhook, "namespaceSelector", new LinkedHashMap<>());
      Fields.init(webhook, "objectSelector", new LinkedHashMap<>());
      Fields.init(webhook, "timeoutSeconds", 10L);
      if (mutating) {
        Fields.initText(webhook, "reinvocationPolicy", "Never");
      }
      for (Map<String, @Nullable Object> rule : Fields.maps(webhook, "rules")) {
        Fields.initText(rule, "scope", "*");
      }
      Map<String, @Nullable Object> service = Fields.find(webhook, "clientConfig", "service");
      if (service != null) {
        Fields.init(service, "port", 443L);
      }
    }
  }

  @Override
  public void validate(KubeObject object, List<FieldError> errors) {
    List<Map<String, @Nullable Object>> webhooks = object.maps("webhooks");
    Set<String> names = new HashSet<>();
    for (int at = 0; at < webhooks.size(); at++) {
      String path = "webhooks[" + at + "]";
      webhook(path, webhooks.get(at), errors);
      String name = Fields.text(webhooks.get(at), "name");
      if (!names.add(name)) {
        errors.add(FieldError.duplicate(path + ".name", name));
      }
    }
  }

  private void webhook(
      String path, Map<String, @Nullable Object> webhook, List<FieldError> errors) {
    String name = Fields.text(webhook, "name");
    if (name.isEmpty()) {
      errors.add(FieldError.required(path + ".name", ""));
    } else if (name.split("\\.").length < 3) {
      errors.add(
          FieldError.invalid(
              path + ".name",
              name,
              "should be a domain with at least three segments separated by dots"));
    }
    List<Map<String, @Nullable Object>> rules = Fields.maps(webhook, "rules");
    for (int at = 0; at < rules.size(); at++) {
      rule(path + ".rules[" + at + "]", rules.get(at), errors);
    }
    oneOf(path, webhook, "failurePolicy", List.of("Fail", "Ignore"), errors);
    oneOf(path, webhook, "matchPolicy", List.of("Equivalent", "Exact"), errors);
    if (Fields.text(webhook, "sideEffects").isEmpty()) {
      errors.add(
          FieldError.required(path + ".sideEffects", "must specify one of None, NoneOnDryRun"));
    }
    oneOf(path, webhook, "sideEffects", List.of("None", "NoneOnDryRun"), errors);
    if (mutating) {
      oneOf(path, webhook, "reinvocationPolicy", List.of("IfNeeded", "Never"), errors);
    }
    long seconds = Fields.number(10, webhook, "timeoutSeconds");
    if (seconds < 1 || seconds > 30) {
      errors.add(
          FieldError.invalid(
              path + ".timeoutSeconds",
              seconds,
              "the timeout value must be between 1 and 30 seconds"));
    }
    client(path + ".clientConfig", webhook, errors);
    reviews(path + ".admissionReviewVersions", webhook, errors);
  }

  private static void client(
      String path, Map<String, @Nullable Object> webhook, List<FieldError> errors) {
    String url = Fields.text(webhook, "clientConfig", "url");
    boolean service = Fields.find(webhook, "clientConfig", "service") != null;
    if (url.isEmpty() != service) {
      errors.add(FieldError.required(path, "exactly one of url or service is required"));
    } else if (!url.isEmpty() && !url.startsWith("https://")) {
      int colon = url.indexOf(':');
      errors.add(
          FieldError.invalid(
              path + ".url",
              colon < 0 ? "" : url.substring(0, colon),
              "'https' is the only allowed URL scheme; desired format: https://host[/path]"));
    }
  }

  private static void reviews(
      String path, Map<String, @Nullable Object> webhook, List<FieldError> errors) {
    List<String> versions = Fields.texts(webhook, "admissionReviewVersions");
    if (versions.isEmpty()) {
      errors.add(FieldError.required(path, "must specify one of v1, v1beta1"));
    } else if (!versions.contains("v1") && !versions.contains("v1beta1")) {
      errors.add(FieldError.invalid(path, versions, "must include at least one of v1, v1beta1"));
    }
  }

  private static void rule(
      String path, Map<String, @Nullable Object> rule, List<FieldError> errors) {
    List<String> operations = Fields.texts(rule, "operations");
    if (operations.isEmpty()) {
      errors.add(FieldError.required(path + ".operations", ""));
    }
    for (int at = 0; at < operations.size(); at++) {
      if (!OPERATIONS.contains(operations.get(at))) {
        errors.add(
            FieldError.notSupported(
                path + ".operations[" + at + "]", operations.get(at), OPERATIONS));
      }
    }
    names(path + ".apiGroups", Fields.texts(rule, "apiGroups"), "API groups", errors);
    names(path + ".apiVersions", Fields.texts(rule, "apiVersions"), "API versions", errors);
    if (Fields.texts(rule, "resources").isEmpty()) {
      errors.add(FieldError.required(path + ".resources", ""));
    }
    oneOf(path, rule, "scope", List.of("*", "Cluster", "Namespaced"), errors);
  }

  private static void names(String path, List<String> names, String what, List<FieldError> errors) {
    if (names.isEmpty()) {
      errors.add(FieldError.required(path, ""));
    } else if (names.size() > 1 && names.contains("*")) {
      errors.add(
          FieldError.invalid(path, names, "if '*' is present, must not specify other " + what));
    }
  }

  private static void oneOf(
      String path,
      Map<String, @Nullable Object> tree,
      String field,
      List<String> known,
      List<FieldError> errors) {
    String value = Fields.text(tree, field);
    if (!value.isEmpty() && !known.contains(value)) {
      errors.add(FieldError.notSupported(path + "." + field, value, known));
    }
  }
}
