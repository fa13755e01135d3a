package dev.slipway.sandbox.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Configurations of admission webhooks.
final class WebhookRule implements KindRule {
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
}
