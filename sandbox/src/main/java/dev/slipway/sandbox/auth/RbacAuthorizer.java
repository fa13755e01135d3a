package dev.slipway.sandbox.auth;

import dev.slipway.sandbox.access.AccessAttributes;
import dev.slipway.sandbox.access.AccessDecision;
import dev.slipway.sandbox.access.Authorizer;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.store.ObjectStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Decides by the roles and bindings in a cluster's store. Members of `system:masters` may do
/// everything. Safe for use by several threads.
public final class RbacAuthorizer implements Authorizer {
  static final String MASTERS = "system:masters";

  private final ObjectStore store;
  private final AtomicLong changes = new AtomicLong();
  private volatile Seen seen;

  /// What was read, and after how many changes.
  private record Seen(long changes, RbacIndex index) {}

  /// An authorizer over that store.
  public RbacAuthorizer(ObjectStore store) {
    this.store = store;
    this.seen = new Seen(0, RbacIndex.of(store));
    store.addListener(event -> {
      if (event.object().key().resource().group().equals(RbacIndex.GROUP)) {
        changes.incrementAndGet();
      }
    });
  }

  RbacIndex index() {
    long now = changes.get();
    Seen known = seen;
    if (known.changes != now) {
      known = new Seen(now, RbacIndex.of(store));
      seen = known;
    }
    return known.index;
  }

  @Override
  public AccessDecision decide(UserInfo user, AccessAttributes attributes) {
    if (user.groups().contains(MASTERS)) {
      return new AccessDecision(true, "");
    }
    for (RbacIndex.Grant grant : index().grants(user, attributes.namespace())) {
      for (PolicyRule rule : grant.rules()) {
        if (rule.allows(attributes)) {
          return new AccessDecision(true, grant.reason());
        }
      }
    }
    return new AccessDecision(false, "");
  }

  @Override
  public Map<String, @Nullable Object> rules(UserInfo user, String namespace) {
    List<PolicyRule> all = new ArrayList<>();
    if (user.groups().contains(MASTERS)) {
      all.add(new PolicyRule(List.of("*"), List.of("*"), List.of("*"), List.of(), List.of()));
      all.add(new PolicyRule(List.of("*"), List.of(), List.of(), List.of(), List.of("*")));
    }
    index().grants(user, namespace).forEach(grant -> all.addAll(grant.rules()));
    List<Map<String, @Nullable Object>> resources = new ArrayList<>();
    List<Map<String, @Nullable Object>> paths = new ArrayList<>();
    for (PolicyRule rule : all) {
      (rule.paths().isEmpty() ? resources : paths).add(rule.tree());
    }
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("resourceRules", resources);
    status.put("nonResourceRules", paths);
    status.put("incomplete", false);
    return status;
  }
}
