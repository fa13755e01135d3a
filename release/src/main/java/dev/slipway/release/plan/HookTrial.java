package dev.slipway.release.plan;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.WriteOptions;
import dev.slipway.kube.client.Parallel;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.plan.Finding.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Asks the cluster by server-side dry run whether it takes the hooks of a plan. A hook that is
/// refused would else come up in the midst of a run, with half of the release changed. Thread-safe.
final class HookTrial {
  private final KubeClient client;
  private final ReleasePlan plan;
  private final ObjectScope scope;
  private final WriteOptions write;

  private HookTrial(KubeClient client, ReleasePlan plan, ObjectScope scope, String manager) {
    this.client = client;
    this.plan = plan;
    this.scope = scope;
    this.write = WriteOptions.as(manager).dry();
  }

  /// What came of it.
  ///
  /// @param taken the hooks that the cluster takes
  /// @param untried those that could not be tried, because their namespace is not there yet
  /// @param findings what is wrong with the others
  record Result(List<PlannedHook> taken, List<PlannedHook> untried, List<Finding> findings) {}

  /// Tries hooks.
  ///
  /// @param hooks those that run
  /// @param scope which kinds there are, and will be
  /// @param coming namespaces that earlier releases of the run make
  static Result of(
      KubeClient client,
      ReleasePlan plan,
      List<PlannedHook> hooks,
      ObjectScope scope,
      Set<String> coming,
      String manager) {
    HookTrial trial = new HookTrial(client, plan, scope, manager);
    Set<ObjectKey> seen = new HashSet<>();
    List<PlannedHook> single = new ArrayList<>();
    for (PlannedHook hook : hooks) {
      // One object may run at several moments.
      if (seen.add(hook.key())) {
        single.add(hook);
      }
    }
    List<PlannedHook> taken = new ArrayList<>();
    List<PlannedHook> untried = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    List<Optional<List<Finding>>> answers = Parallel.map(single, trial::run);
    for (int i = 0; i < answers.size(); i++) {
      PlannedHook hook = single.get(i);
      if (answers.get(i).isEmpty()) {
        untried.add(hook);
        trial.withoutNamespace(hook, single, coming).ifPresent(findings::add);
        continue;
      }
      List<Finding> own =
          answers.get(i).get().stream()
              .filter(finding -> !trial.isMadeBefore(hook, finding, single))
              .toList();
      findings.addAll(own);
      if (own.isEmpty()) {
        taken.add(hook);
      }
    }
    return new Result(taken, untried, findings);
  }

  /// The release's own namespace is looked for with its objects.
  private Optional<Finding> withoutNamespace(
      PlannedHook hook, List<PlannedHook> hooks, Set<String> coming) {
    String namespace = hook.key().namespace();
    boolean isComing =
        namespace.equals(plan.name().namespace())
            || coming.contains(namespace)
            || hooks.stream().anyMatch(other -> isNamespace(other.key(), namespace))
            || plan.changes().stream().anyMatch(change -> isNamespace(change.key(), namespace));
    return isComing
        ? Optional.empty()
        : Optional.of(
            Finding.fails(
                Topic.NAMESPACE,
                hook.key(),
                hook.event() + " hook: namespaces \"" + namespace + "\" not found",
                "make the namespace first"));
  }

  private static boolean isNamespace(ObjectKey key, String name) {
    return key.type().kind().equals("Namespace") && key.name().equals(name);
  }

  /// @return empty when it could not be tried
  private Optional<List<Finding>> run(PlannedHook hook) {
    ObjectKey key = hook.key();
    if (!scope.isServed(key.type())) {
      return Optional.of(
          UnservedKind.findings(key, hook.object(), scope, client.version()).stream()
              .map(finding -> told(hook, finding))
              .toList());
    }
    try {
      if (key.name().isEmpty() || hook.isMadeAnew()) {
        client.create(hook.object(), write);
      } else {
        client.apply(hook.object(), write);
      }
      return Optional.of(List.of());
    } catch (KubeException e) {
      // Of a namespace that is not there the plan knows.
      return Objection.isNamespaceMissing(e) ? Optional.empty() : Optional.of(refused(hook, e));
    }
  }

  private List<Finding> refused(PlannedHook hook, KubeException e) {
    // One that is there has passed all else, and goes before the hook is made.
    if (Objection.isThere(e)) {
      return List.of();
    }
    Finding finding = Objection.of(hook.key(), e);
    if (finding.topic() == Topic.QUOTA && hook.isMadeAnew() && isThere(hook)) {
      return List.of();
    }
    if (finding.topic() == Topic.IMMUTABLE) {
      finding =
          Finding.fails(
              Topic.IMMUTABLE,
              finding.object(),
              finding.message(),
              "with the delete policy before-hook-creation the old one goes first");
    }
    return List.of(told(hook, finding));
  }

  private boolean isThere(PlannedHook hook) {
    try {
      return client.get(hook.key()).isPresent();
    } catch (KubeException e) {
      if (e.is(KubeErrorCode.FORBIDDEN)) {
        return false;
      }
      throw e;
    }
  }

  private static Finding told(PlannedHook hook, Finding finding) {
    return new Finding(
        finding.weight(),
        finding.topic(),
        finding.object(),
        hook.event() + " hook: " + finding.message(),
        finding.hint());
  }

  /// Whether a dry run misses what is made before the hook's turn: by another hook, or for one that
  /// runs afterwards by the release itself.
  private boolean isMadeBefore(PlannedHook hook, Finding finding, List<PlannedHook> hooks) {
    boolean byHook =
        hooks.stream()
            .anyMatch(other ->
                !other.key().equals(hook.key())
                    && Objection.isForWantOf(finding.message(), other.key()));
    return byHook
        || (!hook.isBefore()
            && plan.changes().stream()
                .filter(change -> change.action() != Action.DELETE)
                .anyMatch(change -> Objection.isForWantOf(finding.message(), change.key())));
  }
}
