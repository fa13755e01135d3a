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
import java.util.Collections;
import java.util.IdentityHashMap;
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
  private final Listed listed;
  private final Map<String, Quantity> defaults;
  private final List<KubeObject> quotas;

  /// What a namespace has now.
  private record Listed(List<KubeObject> quotas, List<KubeObject> ranges) {}

  private QuotaCheck(
      KubeClient client, String namespace, List<ObjectChange> changes, Listed listed) {
    this.client = client;
    this.namespace = namespace;
    this.changes = changes;
    this.listed = listed;
    this.quotas = new ArrayList<>();
    for (KubeObject quota : coming(QUOTA, listed.quotas, changes)) {
      if (quota.list("spec", "scopes").isEmpty() && quota.map("spec", "scopeSelector").isEmpty()) {
        quotas.add(quota);
      }
    }
    this.defaults = defaults(coming(LIMITS, listed.ranges, changes));
  }

  /// Of a resource there is less than is needed.
  ///
  /// @param quota which quota leaves too little
  /// @param name the resource, as the quota names it
  /// @param more how much more is needed than now
  /// @param room how much there is
  /// @param lasting whether it is needed for good; else only while pods are replaced
  record Shortage(ObjectKey quota, String name, Quantity more, Quantity room, boolean lasting) {
    boolean isOf(Shortage other) {
      return quota.equals(other.quota) && name.equals(other.name) && lasting && other.lasting;
    }

    String text(String who) {
      return "quota "
          + quota.name()
          + " leaves "
          + room
          + " of "
          + name
          + ", and "
          + who
          + " "
          + more
          + " more";
    }

    Finding finding() {
      return lasting
          ? Finding.fails(Topic.QUOTA, quota, text("this needs"), "")
          : Finding.warning(
              Topic.QUOTA,
              quota,
              "while pods are replaced: " + text("this needs"),
              "the rollout waits until old pods are gone, if its strategy lets them go first");
    }
  }

  /// What will not fit. Asks for the quotas of each namespace in which something is made or
  /// changed.
  static List<Finding> of(KubeClient client, ReleasePlan plan, List<PlannedHook> hooks) {
    List<Finding> findings = new ArrayList<>();
    for (String namespace : growing(plan)) {
      try {
        QuotaCheck check = in(client, namespace, plan.changes());
        check.shortages().forEach(shortage -> findings.add(shortage.finding()));
        check.unsaid(findings);
        hooks.forEach(hook -> check.hook(hook, findings));
      } catch (ObjectException e) {
        findings.add(
            Finding.note(
                Topic.QUOTA,
                null,
                "the quotas of " + namespace + " cannot be reckoned: " + e.getMessage()));
      }
    }
    return findings;
  }

  /// What does not fit of the pods of a hook. One that runs before the others finds the room that
  /// there is now.
  private void hook(PlannedHook hook, List<Finding> findings) {
    if (quotas.isEmpty() || !hook.key().namespace().equals(namespace)) {
      return;
    }
    List<ObjectChange> first = new ArrayList<>(hook.isBefore() ? List.of() : changes);
    ObjectChange made =
        ObjectChange.of(hook.key(), Action.CREATE).withStates(hook.object(), null, null);
    QuotaCheck alone = new QuotaCheck(client, namespace, List.of(made), listed);
    first.add(made);
    List<Finding> own = new ArrayList<>();
    for (Shortage shortage : new QuotaCheck(client, namespace, first, listed).shortages()) {
      boolean isPods = !shortage.name.startsWith("count/") || shortage.name.equals("count/pods");
      if (shortage.lasting && isPods && alone.needs(shortage.name)) {
        own.add(
            Finding.fails(
                Topic.QUOTA,
                hook.key(),
                shortage.text("the " + hook.event() + " hook needs"),
                "ask for less, or for a larger quota"));
      }
    }
    alone.unsaid(own);
    findings.addAll(own);
  }

  /// The namespaces in which a plan makes or changes something.
  static Set<String> growing(ReleasePlan plan) {
    Set<String> namespaces = new LinkedHashSet<>();
    for (ObjectChange change : plan.changes()) {
      boolean grows =
          switch (change.action()) {
            case CREATE, CHANGE, REPLACE, LATER -> true;
            case DELETE, KEEP, NONE -> false;
          };
      if (grows && !change.key().namespace().isEmpty()) {
        namespaces.add(change.key().namespace());
      }
    }
    return namespaces;
  }

  /// Reads the quotas of a namespace, as they will be after the changes.
  static QuotaCheck in(KubeClient client, String namespace, List<ObjectChange> all) {
    List<ObjectChange> changes = new ArrayList<>();
    for (ObjectChange change : all) {
      if (change.action().writes() && change.key().namespace().equals(namespace)) {
        changes.add(change);
      }
    }
    List<KubeObject> quotas = list(client, QUOTA, namespace);
    boolean any = !coming(QUOTA, quotas, changes).isEmpty();
    List<KubeObject> ranges = any ? list(client, LIMITS, namespace) : List.of();
    return new QuotaCheck(client, namespace, changes, new Listed(quotas, ranges));
  }

  /// The same namespace with some of the changes only.
  QuotaCheck only(List<ObjectChange> some) {
    // They are the same objects; to compare them by all that is in them takes long in a large run.
    Set<ObjectChange> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    wanted.addAll(some);
    List<ObjectChange> kept = new ArrayList<>();
    for (ObjectChange change : changes) {
      if (wanted.contains(change)) {
        kept.add(change);
      }
    }
    return new QuotaCheck(client, namespace, kept, listed);
  }

  /// All of a kind in the namespace: what is there, with what the changes make of it.
  private static List<KubeObject> coming(
      GroupVersionKind type, List<KubeObject> now, List<ObjectChange> changes) {
    Map<String, KubeObject> byName = new LinkedHashMap<>();
    now.forEach(object -> byName.put(object.name(), object));
    for (ObjectChange change : changes) {
      if (!change.key().type().equals(type)) {
        continue;
      }
      KubeObject after = after(change);
      KubeObject before = byName.get(change.key().name());
      if (after == null) {
        byName.remove(change.key().name());
      } else {
        Map<String, @Nullable Object> tree = after.copy();
        if (before != null && before.get("status") != null) {
          tree.put("status", before.get("status"));
        }
        byName.put(change.key().name(), KubeObject.of(tree));
      }
    }
    return List.copyOf(byName.values());
  }

  List<Shortage> shortages() {
    List<Shortage> shortages = new ArrayList<>();
    if (quotas.isEmpty()) {
      return shortages;
    }
    Usage lasting = new Usage();
    Usage surge = new Usage();
    changes.forEach(change -> add(change, lasting, surge));
    for (KubeObject quota : quotas) {
      quota
          .map("spec", "hard")
          .forEach((name, limit) -> {
            if (limit != null) {
              shortage(quota, name, limit, lasting, surge, shortages);
            }
          });
    }
    return shortages;
  }

  private static void shortage(
      KubeObject quota,
      String name,
      Object limit,
      Usage lasting,
      Usage surge,
      List<Shortage> shortages) {
    Object used = quota.get("status", "used", name);
    Quantity room = Quantity.of(limit).minus(used == null ? Quantity.ZERO : Quantity.of(used));
    Quantity more = lasting.of(canonical(name));
    Quantity peak = more.plus(surge.of(canonical(name)));
    if (more.sign() > 0 && more.compareTo(room) > 0) {
      shortages.add(new Shortage(quota.key(), name, more, room, true));
    } else if (peak.sign() > 0 && peak.compareTo(room) > 0) {
      shortages.add(new Shortage(quota.key(), name, peak, room, false));
    }
  }

  /// Whether a dry run was refused for a quota which, after the whole run, leaves enough.
  boolean isRefusedForNow(Finding finding, List<Shortage> together) {
    ObjectKey object = finding.object();
    if (finding.weight() != Finding.Weight.FAILS
        || finding.topic() != Topic.QUOTA
        || object == null
        || !object.namespace().equals(namespace)) {
      return false;
    }
    for (KubeObject quota : quotas) {
      if (finding.message().contains("exceeded quota: " + quota.name() + ",")) {
        return together.stream()
            .noneMatch(shortage -> shortage.lasting && shortage.quota.equals(quota.key()));
      }
    }
    return false;
  }

  /// Whether the changes need more of a resource than now.
  boolean needs(String name) {
    Usage lasting = new Usage();
    changes.forEach(change -> add(change, lasting, new Usage()));
    return lasting.of(canonical(name)).sign() > 0;
  }

  /// None for who may not look at them: then pods that do not fit are seen only later.
  private static List<KubeObject> list(KubeClient client, GroupVersionKind type, String namespace) {
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

  /// `cpu` in a quota means `requests.cpu`.
  private static String canonical(String name) {
    return switch (name) {
      case "cpu", "memory", "ephemeral-storage" -> "requests." + name;
      default -> name;
    };
  }

  private void unsaid(List<Finding> findings) {
    quotas.forEach(quota -> unsaid(quota, quota.map("spec", "hard").keySet(), findings));
  }

  private void unsaid(KubeObject quota, Set<String> hard, List<Finding> findings) {
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

  private void add(ObjectChange change, Usage lasting, Usage surge) {
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
