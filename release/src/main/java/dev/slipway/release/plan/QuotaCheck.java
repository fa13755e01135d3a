package dev.slipway.release.plan;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.ObjectKey;
import dev.slipway.object.quantity.Quantity;
import dev.slipway.release.plan.Finding.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reckons whether a plan fits into the ResourceQuotas of its namespaces: the objects themselves,
/// the pods that controllers will make of them, and those that there are more while pods are
/// replaced. Quotas that only count some pods (scopes) are not reckoned.
final class QuotaCheck {
  private static final GroupVersionKind QUOTA = new GroupVersionKind("", "v1", "ResourceQuota");
  private static final GroupVersionKind LIMITS = new GroupVersionKind("", "v1", "LimitRange");
  private static final Set<String> COUNTED =
      Set.of(
          "services",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "replicationcontrollers",
          "resourcequotas");

  private final KubeClient client;
  private final String namespace;
  private final List<ObjectChange> changes;

  private QuotaCheck(KubeClient client, String namespace, List<ObjectChange> changes) {
    this.client = client;
    this.namespace = namespace;
    this.changes = changes;
  }

  /// What will not fit. Asks for the quotas of each namespace in which something is made or
  /// changed.
  static List<Finding> of(KubeClient client, ReleasePlan plan) {
    Map<String, List<ObjectChange>> byNamespace = new LinkedHashMap<>();
    for (ObjectChange change : plan.changes()) {
      boolean grows =
          change.action() == Action.CREATE
              || change.action() == Action.CHANGE
              || change.action() == Action.REPLACE;
      if (grows && !change.key().namespace().isEmpty()) {
        byNamespace.computeIfAbsent(change.key().namespace(), _ -> new ArrayList<>());
      }
    }
    for (ObjectChange change : plan.changes()) {
      List<ObjectChange> there = byNamespace.get(change.key().namespace());
      if (there != null && change.action().writes()) {
        there.add(change);
      }
    }
    List<Finding> findings = new ArrayList<>();
    byNamespace.forEach((namespace, changes) ->
        findings.addAll(new QuotaCheck(client, namespace, changes).check()));
    return findings;
  }

  private List<Finding> check() {
    List<Finding> findings = new ArrayList<>();
    try {
      List<KubeObject> quotas = list(QUOTA);
      if (!quotas.isEmpty()) {
        Map<String, Quantity> defaults = defaults(list(LIMITS));
        for (KubeObject quota : quotas) {
          if (quota.list("spec", "scopes").isEmpty()
              && quota.map("spec", "scopeSelector").isEmpty()) {
            check(quota, defaults, findings);
          }
        }
      }
    } catch (ObjectException e) {
      findings.add(
          Finding.note(
              Topic.QUOTA,
              null,
              "the quotas of " + namespace + " cannot be reckoned: " + e.getMessage()));
    }
    return findings;
  }

  /// None for who may not look at them: then pods that do not fit are seen only later.
  private List<KubeObject> list(GroupVersionKind type) {
    try {
      return client.list(type, namespace, ListOptions.ALL).items();
    } catch (KubeException e) {
      if (e.diagnostic().code() == KubeErrorCode.FORBIDDEN
          || e.diagnostic().code() == KubeErrorCode.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  private static Map<String, Quantity> defaults(List<KubeObject> ranges) {
    Map<String, Quantity> defaults = new LinkedHashMap<>();
    for (KubeObject range : ranges) {
      for (Map<String, @Nullable Object> limit : range.maps("spec", "limits")) {
        if ("Container".equals(limit.get("type"))) {
          KubeObject tree = KubeObject.of(limit);
          put(defaults, "limits.", tree.map("default"));
          put(defaults, "requests.", tree.map("default"));
          put(defaults, "requests.", tree.map("defaultRequest"));
        }
      }
    }
    return defaults;
  }

  private static void put(
      Map<String, Quantity> defaults, String side, Map<String, @Nullable Object> values) {
    values.forEach((resource, value) -> {
      if (value != null) {
        defaults.put(side + resource, Quantity.of(value));
      }
    });
  }

  private void check(KubeObject quota, Map<String, Quantity> defaults, List<Finding> findings) {
    Map<String, Object> hard = new LinkedHashMap<>();
    quota
        .map("spec", "hard")
        .forEach((name, value) -> {
          if (value != null) {
            hard.put(name, value);
          }
        });
    Usage lasting = new Usage();
    Usage surge = new Usage();
    for (ObjectChange change : changes) {
      add(change, defaults, lasting, surge);
    }
    hard.forEach((name, limit) -> {
      Object used = quota.get("status", "used", name);
      Quantity room = Quantity.of(limit).minus(used == null ? Quantity.ZERO : Quantity.of(used));
      Quantity more = lasting.of(canonical(name));
      Quantity peak = more.plus(surge.of(canonical(name)));
      if (more.sign() > 0 && more.compareTo(room) > 0) {
        findings.add(Finding.fails(Topic.QUOTA, quota.key(), text(quota, name, more, room), ""));
      } else if (peak.sign() > 0 && peak.compareTo(room) > 0) {
        findings.add(
            Finding.warning(
                Topic.QUOTA,
                quota.key(),
                "while pods are replaced: " + text(quota, name, peak, room),
                "the rollout waits until old pods are gone, if its strategy lets them go first"));
      }
    });
    unsaid(quota, hard.keySet(), defaults, findings);
  }

  private static String text(KubeObject quota, String name, Quantity more, Quantity room) {
    return "quota "
        + quota.name()
        + " leaves "
        + room
        + " of "
        + name
        + ", and this needs "
        + more
        + " more";
  }

  /// `cpu` in a quota means `requests.cpu`.
  private static String canonical(String name) {
    return switch (name) {
      case "cpu", "memory", "ephemeral-storage" -> "requests." + name;
      default -> name;
    };
  }

  private void unsaid(
      KubeObject quota, Set<String> hard, Map<String, Quantity> defaults, List<Finding> findings) {
    Set<String> demanded = new LinkedHashSet<>();
    for (String name : hard) {
      String canonical = canonical(name);
      if (canonical.matches("(requests|limits)\\.(cpu|memory)")) {
        demanded.add(canonical);
      }
    }
    for (ObjectChange change : changes) {
      KubeObject after = after(change);
      if (after != null && !demanded.isEmpty()) {
        List<String> unsaid = new PodNeeds(after, defaults).unsaid(List.copyOf(demanded));
        if (!unsaid.isEmpty()) {
          findings.add(
              Finding.fails(
                  Topic.QUOTA,
                  change.key(),
                  "failed quota: "
                      + quota.name()
                      + ": must specify "
                      + String.join(",", unsaid)
                      + " for each container",
                  "set resources in the chart's values, or a LimitRange with defaults"));
        }
      }
    }
  }

  private static @Nullable KubeObject after(ObjectChange change) {
    return change.predicted() == null ? change.desired() : change.predicted();
  }

  private void add(
      ObjectChange change, Map<String, Quantity> defaults, Usage lasting, Usage surge) {
    KubeObject before = change.live();
    KubeObject after = after(change);
    if (before != null) {
      lasting.add(needs(before, defaults), -1);
      lasting.count(names(change.key()), -1);
    }
    if (after != null) {
      lasting.add(needs(after, defaults), 1);
      lasting.count(names(change.key()), 1);
      if (change.restarts()) {
        PodNeeds pods = new PodNeeds(after, defaults);
        surge.add(pods.perPod(), pods.surge());
        surge.count(List.of("pods", "count/pods"), pods.surge());
      }
    }
  }

  private static Map<String, Quantity> needs(KubeObject object, Map<String, Quantity> defaults) {
    PodNeeds needs = new PodNeeds(object, defaults);
    Map<String, Quantity> all = new LinkedHashMap<>();
    needs.perPod().forEach((name, amount) -> all.put(name, amount.times(needs.pods())));
    if (needs.pods() > 0 && !object.kind().equals("Pod")) {
      all.put("pods", Quantity.of(needs.pods()));
      all.put("count/pods", Quantity.of(needs.pods()));
    }
    if (needs.storage().sign() > 0) {
      all.put("requests.storage", needs.storage());
    }
    return all;
  }

  /// The names under which quotas count an object itself.
  private List<String> names(ObjectKey key) {
    Optional<ApiResource> resource = client.resources().find(key.type());
    if (resource.isEmpty()) {
      return List.of();
    }
    String plural = resource.get().plural();
    String group = key.type().group();
    List<String> names = new ArrayList<>();
    names.add("count/" + plural + (group.isEmpty() ? "" : "." + group));
    if (group.isEmpty() && (COUNTED.contains(plural) || plural.equals("pods"))) {
      names.add(plural);
    }
    return names;
  }

  /// Amounts by the names that quotas use.
  private static final class Usage {
    private final Map<String, Quantity> amounts = new LinkedHashMap<>();

    void add(Map<String, Quantity> needs, long times) {
      needs.forEach((name, amount) -> amounts.merge(name, amount.times(times), Quantity::plus));
    }

    void count(List<String> names, long times) {
      for (String name : names) {
        amounts.merge(name, Quantity.of(times), Quantity::plus);
      }
    }

    Quantity of(String name) {
      return amounts.getOrDefault(name, Quantity.ZERO);
    }
  }
}
