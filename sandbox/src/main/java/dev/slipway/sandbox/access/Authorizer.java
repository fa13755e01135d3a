package dev.slipway.sandbox.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says who may do what. Must be safe for use by several threads.
public interface Authorizer {
  /// Allows everything to everyone.
  Authorizer ALLOW_ALL =
      new Authorizer() {
        @Override
        public AccessDecision decide(UserInfo user, AccessAttributes attributes) {
          return new AccessDecision(true, "");
        }

        @Override
        public Map<String, @Nullable Object> rules(UserInfo user, String namespace) {
          Map<String, @Nullable Object> status = new LinkedHashMap<>();
          status.put(
              "resourceRules",
              List.of(
                  Map.of(
                      "verbs",
                      List.of("*"),
                      "apiGroups",
                      List.of("*"),
                      "resources",
                      List.of("*"))));
          status.put(
              "nonResourceRules",
              List.of(Map.of("verbs", List.of("*"), "nonResourceURLs", List.of("*"))));
          status.put("incomplete", false);
          return status;
        }
      };

  /// Whether the user may do it.
  AccessDecision decide(UserInfo user, AccessAttributes attributes);

  /// What the user may do in a namespace: the `status` of a SelfSubjectRulesReview.
  Map<String, @Nullable Object> rules(UserInfo user, String namespace);
}
