package dev.slipway.sandbox.admission.webhook;

import dev.slipway.object.KubeObject;
import dev.slipway.object.select.LabelSelector;
import dev.slipway.sandbox.admission.AdmissionRequest;
import dev.slipway.sandbox.admission.Operation;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One webhook of a configuration.
///
/// @param name its name in messages
/// @param client its `clientConfig`
/// @param rules what it wants to see
/// @param namespaces the labels that the namespace must have
/// @param objects the labels that the object must have, before or after the write
/// @param ignoresFailures whether a write goes on when the webhook cannot be asked
/// @param hasSideEffects whether it must not be asked about dry runs
/// @param seconds how long it may take
/// @param reinvoked whether it is asked again when others change the object after it
record Webhook(
    String name,
    Map<String, @Nullable Object> client,
    List<Map<String, @Nullable Object>> rules,
    LabelSelector namespaces,
    LabelSelector objects,
    boolean ignoresFailures,
    boolean hasSideEffects,
    long seconds,
    boolean reinvoked) {
  /// The webhooks of a configuration, in their order.
  static List<Webhook> of(KubeObject configuration) {
    List<Webhook> hooks = new ArrayList<>();
    for (Map<String, @Nullable Object> hook : configuration.maps("webhooks")) {
      String effects = Fields.text(hook, "sideEffects");
      hooks.add(
          new Webhook(
              Fields.text(hook, "name"),
              Fields.map(hook, "clientConfig"),
              Fields.maps(hook, "rules"),
              LabelSelector.of(Fields.map(hook, "namespaceSelector")),
              LabelSelector.of(Fields.map(hook, "objectSelector")),
              Fields.text(hook, "failurePolicy").equals("Ignore"),
              !List.of("None", "NoneOnDryRun").contains(effects),
              Fields.number(10, hook, "timeoutSeconds"),
              Fields.text(hook, "reinvocationPolicy").equals("IfNeeded")));
    }
    return hooks;
  }

  /// Whether it wants to see a write.
  ///
  /// @param namespace the labels of the object's namespace; null for an object of the whole cluster
  boolean wants(AdmissionRequest request, @Nullable Map<String, String> namespace) {
    boolean isMeant = false;
    for (Map<String, @Nullable Object> rule : rules) {
      isMeant |= isOf(rule, request);
    }
    if (!isMeant) {
      return false;
    }
    if (namespace != null && !namespaces.matches(namespace)) {
      return false;
    }
    KubeObject old = request.old();
    return (request.operation() != Operation.DELETE && objects.matches(request.after().labels()))
        || (old != null && objects.matches(old.labels()));
  }

  private static boolean isOf(Map<String, @Nullable Object> rule, AdmissionRequest request) {
    ResourceType type = request.type();
    String scope = Fields.text(rule, "scope");
    boolean inNamespace = type.namespaced();
    return has(rule, "operations", request.operation().name())
        && has(rule, "apiGroups", type.group())
        && has(rule, "apiVersions", type.version())
        && (scope.isEmpty()
            || scope.equals("*")
            || scope.equals(inNamespace ? "Namespaced" : "Cluster"))
        && Fields.texts(rule, "resources").stream()
            .anyMatch(resource -> isResource(resource, type.plural(), request.subresource()));
  }

  private static boolean has(Map<String, @Nullable Object> rule, String list, String value) {
    List<String> values = Fields.texts(rule, list);
    return values.contains("*") || values.contains(value);
  }

  /// Whether a rule's resource, such as `pods`, `pods/*` or `*/status`, is meant.
  private static boolean isResource(String rule, String plural, String subresource) {
    int slash = rule.indexOf('/');
    String resource = slash < 0 ? rule : rule.substring(0, slash);
    String part = slash < 0 ? "" : rule.substring(slash + 1);
    return (resource.equals("*") || resource.equals(plural))
        && (part.equals("*") || part.equals(subresource));
  }
}
