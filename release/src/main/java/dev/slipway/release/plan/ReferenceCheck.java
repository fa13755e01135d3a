package dev.slipway.release.plan;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.client.Parallel;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.plan.Finding.Topic;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks for what the objects of plans name and what is not there: a Secret, a ConfigMap or a key
/// in one, a claim, a class. Pods that lack one hang without an error of their own. What a release
/// of the same run makes is there, and what a custom resource or a hook seems to make is not
/// missed: that comes later.
public final class ReferenceCheck {
  /// Shorter names are in too many texts by chance.
  private static final int TELLING_NAME = 3;

  private final KubeClient client;
  private final Map<ObjectKey, KubeObject> coming = new HashMap<>();
  private final Set<ObjectKey> leaving = new LinkedHashSet<>();
  private final Set<String> makers = new LinkedHashSet<>();
  private final Set<String> texts = new LinkedHashSet<>();
  private final List<String> scripts = new ArrayList<>();

  private ReferenceCheck(KubeClient client) {
    this.client = client;
  }

  /// The plans, with what they miss.
  ///
  /// @param plans all plans of a run for one cluster
  public static List<ReleasePlan> together(KubeClient client, List<ReleasePlan> plans) {
    ReferenceCheck check = new ReferenceCheck(client);
    List<WithHooks> looked = plans.stream().map(check::withHooks).toList();
    looked.forEach(check::learn);
    List<Map<Reference, Set<String>>> uses = new ArrayList<>();
    Set<ObjectKey> doubtful = new LinkedHashSet<>();
    for (WithHooks one : looked) {
      Map<Reference, Set<String>> named = named(one);
      uses.add(named);
      named.keySet().stream()
          .map(Reference::key)
          .filter(key -> !check.coming.containsKey(key) && !check.isMadeLater(key))
          .forEach(doubtful::add);
    }
    Map<ObjectKey, Answer> answers = check.ask(List.copyOf(doubtful));
    List<ReleasePlan> checked = new ArrayList<>();
    for (int i = 0; i < looked.size(); i++) {
      checked.add(check.judged(looked.get(i), uses.get(i), answers));
    }
    return checked;
  }

  /// A plan with the hooks that run when it is carried out.
  private record WithHooks(ReleasePlan plan, List<PlannedHook> hooks) {}

  private WithHooks withHooks(ReleasePlan plan) {
    ObjectScope scope = new ObjectScope(client.resources(), List.of());
    ManifestReader reader = new ManifestReader(scope, plan.name().namespace());
    return new WithHooks(plan, PlannedHooks.of(plan, reader).hooks());
  }

  /// What the cluster says of an object.
  ///
  /// @param object null when it is not there
  /// @param known whether the cluster said anything
  private record Answer(@Nullable KubeObject object, boolean known) {}

  private void learn(WithHooks one) {
    for (ObjectChange change : one.plan.changes()) {
      KubeObject object = change.desired() == null ? change.live() : change.desired();
      if (change.action() == Action.DELETE) {
        leaving.add(change.key());
      } else if (object != null) {
        coming.put(change.key(), object);
        learn(object);
      }
    }
    for (PlannedHook hook : one.hooks) {
      coming.put(hook.key(), hook.object());
      KubeObject pod = KubeObject.of(References.podSpec(hook.object()));
      for (String list : List.of("initContainers", "containers")) {
        for (Map<String, @Nullable Object> container : pod.maps(list)) {
          scripts.add(Yaml.write(told(KubeObject.of(container))));
        }
      }
      scripts.addAll(hook.object().texts("data").values());
    }
  }

  /// What a container is told to do.
  private static List<Object> told(KubeObject container) {
    List<Object> told = new ArrayList<>();
    told.add(container.list("command"));
    told.add(container.list("args"));
    for (Map<String, @Nullable Object> variable : container.maps("env")) {
      told.add(KubeObject.of(variable).text("value"));
    }
    return told;
  }

  private void learn(KubeObject object) {
    String group = object.type().group();
    boolean isCustom = group.contains(".") && !group.endsWith(".k8s.io");
    if (isCustom) {
      if (object.name().length() >= TELLING_NAME) {
        makers.add(object.name());
      }
      texts(object.tree());
    }
  }

  private void texts(@Nullable Object tree) {
    switch (tree) {
      case String text -> texts.add(text);
      case Map<?, ?> map -> map.values().forEach(this::texts);
      case List<?> list -> list.forEach(this::texts);
      case null, default -> {}
    }
  }

  /// What the objects of a plan name that are made or changed, and which of them do.
  private static Map<Reference, Set<String>> named(WithHooks one) {
    Map<Reference, Set<String>> named = new LinkedHashMap<>();
    one.hooks.forEach(hook -> add(hook, named));
    for (ObjectChange change : one.plan.changes()) {
      boolean isWritten =
          switch (change.action()) {
            case CREATE, CHANGE, REPLACE -> true;
            case DELETE, KEEP, LATER, NONE -> false;
          };
      KubeObject desired = change.desired();
      if (isWritten && desired != null) {
        for (Reference reference : References.of(desired)) {
          named.computeIfAbsent(reference, _ -> new LinkedHashSet<>()).add(change.key().label());
        }
      }
    }
    return named;
  }

  private static void add(PlannedHook hook, Map<Reference, Set<String>> named) {
    for (Reference reference : References.of(hook.object())) {
      named
          .computeIfAbsent(reference, _ -> new LinkedHashSet<>())
          .add(hook.event() + " hook " + hook.key().label());
    }
  }

  /// A hook waits in vain for what the release makes only after it.
  private static void tooEarly(ReleasePlan plan, List<PlannedHook> hooks, List<Finding> findings) {
    Map<Reference, Set<String>> early = new LinkedHashMap<>();
    hooks.stream().filter(PlannedHook::isBefore).forEach(hook -> add(hook, early));
    Set<ObjectKey> told = new LinkedHashSet<>();
    for (ObjectChange change : plan.changes()) {
      if (change.action() == Action.CREATE
          && hooks.stream().noneMatch(hook -> hook.key().equals(change.key()))) {
        early.forEach((reference, users) -> {
          if (reference.key().equals(change.key()) && told.add(change.key())) {
            findings.add(
                Finding.warning(
                    Topic.REFERENCE,
                    change.key(),
                    "the release makes it only after the "
                        + String.join(", the ", users)
                        + ", which does not start without it",
                    "make it a hook of the same event with a lower weight"));
          }
        });
      }
    }
  }

  private Map<ObjectKey, Answer> ask(List<ObjectKey> keys) {
    Map<ObjectKey, Answer> answers = new HashMap<>();
    List<Answer> found = Parallel.map(keys, this::ask);
    for (int i = 0; i < keys.size(); i++) {
      answers.put(keys.get(i), found.get(i));
    }
    return answers;
  }

  /// Who may not look at it does not hear of it.
  private Answer ask(ObjectKey key) {
    try {
      Optional<KubeObject> object = client.get(key);
      return new Answer(object.orElse(null), true);
    } catch (KubeException e) {
      if (LiveObjects.isLocal(e)) {
        return new Answer(null, false);
      }
      throw e;
    }
  }

  private ReleasePlan judged(
      WithHooks one, Map<Reference, Set<String>> named, Map<ObjectKey, Answer> answers) {
    ReleasePlan plan = one.plan;
    List<Finding> findings = new ArrayList<>(plan.findings());
    tooEarly(plan, one.hooks, findings);
    Set<ObjectKey> absent = new LinkedHashSet<>();
    named.forEach((reference, users) -> {
      ObjectKey key = reference.key();
      KubeObject object = coming.get(key);
      Answer answer = answers.get(key);
      if (object == null && answer != null && answer.known && !leaving.contains(key)) {
        object = answer.object;
      }
      boolean isKnown = object != null || leaving.contains(key) || (answer != null && answer.known);
      if (object == null && isKnown && !isMadeLater(key) && absent.add(key)) {
        findings.add(absent(reference, users, leaving.contains(key)));
      } else if (object != null && !hasEntry(object, reference) && !isMadeLater(key)) {
        findings.add(withoutEntry(reference, users));
      }
    });
    return findings.size() == plan.findings().size()
        ? plan
        : plan.with(plan.crds(), plan.changes(), findings);
  }

  /// Whether something of the run seems to make it while the run goes on.
  private boolean isMadeLater(ObjectKey key) {
    String name = key.name();
    return texts.contains(name)
        || makers.stream().anyMatch(name::contains)
        || scripts.stream().anyMatch(script -> script.contains(name));
  }

  private static boolean hasEntry(KubeObject object, Reference reference) {
    String entry = reference.entry();
    // One without data gets it from someone else.
    boolean isFilled = false;
    for (String field : List.of("data", "binaryData", "stringData")) {
      Map<String, @Nullable Object> data = object.map(field);
      isFilled |= !data.isEmpty();
      if (data.containsKey(entry)) {
        return true;
      }
    }
    return entry.isEmpty() || !isFilled;
  }

  private static Finding absent(Reference reference, Set<String> users, boolean leaves) {
    String message =
        (leaves ? "it is deleted, and " : "it does not exist, and ") + needed(reference, users);
    return Finding.warning(Topic.REFERENCE, reference.key(), message, hint(reference));
  }

  private static Finding withoutEntry(Reference reference, Set<String> users) {
    return Finding.warning(
        Topic.REFERENCE,
        reference.key(),
        "it has no key \"" + reference.entry() + "\", and " + needed(reference, users),
        "");
  }

  private static String needed(Reference reference, Set<String> users) {
    String named =
        users.size() == 1
            ? users.iterator().next()
            : users.iterator().next() + " and " + (users.size() - 1) + " more";
    return named
        + (users.size() == 1 ? " names it: " : " name it: ")
        + reference.use().consequence();
  }

  private static String hint(Reference reference) {
    return switch (reference.use()) {
      case START -> "make it first, or add it to the chart";
      case PULL -> "make it first, or leave it out if the images can be pulled without";
      case VOLUME -> "name a class that exists, unless volumes of that name are made by hand";
      case TRAFFIC -> "name a class that exists";
    };
  }
}
