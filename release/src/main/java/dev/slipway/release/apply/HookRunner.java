package dev.slipway.release.apply;

import dev.slipway.chart.manifest.Hook;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.apply.ObjectWait.End;
import dev.slipway.release.apply.ObjectWait.Goal;
import dev.slipway.release.apply.ReleaseEvent.HookEnded;
import dev.slipway.release.apply.ReleaseEvent.HookLog;
import dev.slipway.release.apply.ReleaseEvent.HookStarted;
import dev.slipway.release.apply.ReleaseEvent.ObjectState;
import dev.slipway.release.store.HookRun;
import dev.slipway.release.store.HookRun.Phase;
import dev.slipway.release.store.StoredHook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Runs a revision's hooks of one event, as Helm does (helm.sh/helm/v4/pkg/action/hooks.go): one
/// after the other, by weight and name; each is deleted as its policies say.
final class HookRunner {
  private static final GroupVersionKind POD = new GroupVersionKind("", "v1", "Pod");
  private static final String BEFORE = "before-hook-creation";
  private static final String SUCCEEDED = "hook-succeeded";
  private static final String FAILED = "hook-failed";
  private static final String CRD = "CustomResourceDefinition";
  private static final int LOG_LINES = 1000;
  private static final int FAILURE_LINES = 50;

  private final Run run;
  private final Ledger ledger;
  private final ObjectWriter writer;
  private final Duration timeout;
  private final List<String> evidence = new ArrayList<>();

  HookRunner(Run run, Ledger ledger, ObjectWriter writer, Duration timeout) {
    this.run = run;
    this.ledger = ledger;
    this.writer = writer;
    this.timeout = timeout;
  }

  /// A hook failed.
  static final class HookFailure extends ReleaseException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> evidence;

    HookFailure(Diagnostic diagnostic, List<String> evidence, Throwable cause) {
      super(diagnostic, cause);
      this.evidence = List.copyOf(evidence);
    }

    /// What was found out about it.
    List<String> evidence() {
      return evidence;
    }
  }

  /// A hook that ran, with its logs where they were wanted.
  record Ran(int index, KubeObject object, List<String> logs) {}

  boolean has(String event) {
    return !indexes(event, hook -> true).isEmpty();
  }

  /// Runs all hooks of an event.
  ///
  /// @throws HookFailure when one fails
  void run(String event) {
    run(event, hook -> true, false, new ArrayList<>());
  }

  /// Runs the hooks of an event that are wanted.
  ///
  /// @param allLogs whether logs are wanted whatever the hooks' own policies are
  /// @param ran gets those that ran
  void run(String event, Predicate<Hook> wanted, boolean allLogs, List<Ran> ran) {
    for (int index : indexes(event, wanted)) {
      run.checkpoint();
      Hook hook = withPolicy(index);
      KubeObject unnamed = object(hook);
      KubeObject object = GeneratedName.in(unnamed);
      if (hook.deletePolicies().contains(BEFORE)) {
        delete(hook, unnamed);
      }
      HookRun started = new HookRun(run.now(), null, Phase.RUNNING);
      ledger.note(index, new StoredHook(hook, started));
      ledger.save();
      run.tell(new HookStarted(run.name(), object.key(), event));
      Attempt attempt = attempt(object);
      boolean failed = attempt.failure != null;
      Phase phase = failed ? Phase.FAILED : Phase.SUCCEEDED;
      ledger.note(index, new StoredHook(hook, new HookRun(started.startedAt(), run.now(), phase)));
      run.tell(
          new HookEnded(
              run.name(),
              attempt.object.key(),
              event,
              attempt.failure == null ? null : attempt.failure.getMessage()));
      List<String> logs = failed || allLogs ? logs(hook, attempt.object, failed) : List.of();
      ran.add(new Ran(index, attempt.object, logs));
      if (attempt.failure != null) {
        if (attempt.failure.diagnostic().code() == ReleaseErrorCode.INTERRUPTED) {
          throw attempt.failure;
        }
        throw failure(event, hook, attempt, ran);
      }
    }
    for (Ran one : ran.reversed()) {
      Hook hook = ledger.hooks().get(one.index).hook();
      if (!allLogs && hook.outputLogPolicies().contains(SUCCEEDED)) {
        logs(hook, one.object, false);
      }
      if (hook.deletePolicies().contains(SUCCEEDED)) {
        delete(hook, one.object);
      }
    }
  }

  private List<Integer> indexes(String event, Predicate<Hook> wanted) {
    List<StoredHook> hooks = ledger.hooks();
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < hooks.size(); i++) {
      Hook hook = hooks.get(i).hook();
      if (hook.events().contains(event) && wanted.test(hook)) {
        indexes.add(i);
      }
    }
    indexes.sort((a, b) -> compare(hooks.get(a).hook(), hooks.get(b).hook()));
    return indexes;
  }

  private static int compare(Hook a, Hook b) {
    int order = Integer.compare(a.weight(), b.weight());
    return order == 0 ? a.name().compareTo(b.name()) : order;
  }

  /// Helm records its default policy with the hook.
  private Hook withPolicy(int index) {
    Hook hook = ledger.hooks().get(index).hook();
    if (!hook.deletePolicies().isEmpty()) {
      return hook;
    }
    return new Hook(
        hook.name(),
        hook.kind(),
        hook.path(),
        hook.content(),
        hook.events(),
        hook.weight(),
        List.of(BEFORE),
        hook.outputLogPolicies());
  }

  private KubeObject object(Hook hook) {
    List<KubeObject> objects =
        new Placement(run.client().resources(), run.name().namespace()).read(hook.content());
    if (objects.isEmpty()) {
      throw new ReleaseException(
          ReleaseErrorCode.HOOK_FAILED, "hook " + hook.path() + " is no Kubernetes object");
    }
    return objects.getFirst();
  }

  private record Attempt(KubeObject object, @Nullable SlipwayException failure) {}

  private Attempt attempt(KubeObject object) {
    KubeObject made = object;
    try {
      made =
          object.text("metadata", "generateName").isEmpty()
              ? run.client().apply(object, ObjectWriter.WRITE)
              : run.client().create(object, ObjectWriter.WRITE);
      End end =
          run.waiting()
              .await(
                  List.of(made),
                  Goal.COMPLETE,
                  timeout,
                  (key, ready, message) ->
                      run.tell(new ObjectState(run.name(), key, ready, message)),
                  run.cancellation());
      evidence.addAll(end.evidence());
      Diagnostic failure = end.failure();
      return new Attempt(made, failure == null ? null : new ReleaseException(failure));
    } catch (KubeException e) {
      return new Attempt(made, e);
    }
  }

  private HookFailure failure(String event, Hook hook, Attempt attempt, List<Ran> ran) {
    SlipwayException cause = attempt.failure == null ? run.stopped() : attempt.failure;
    for (String line : ran.getLast().logs) {
      evidence.add(line);
    }
    try {
      if (hook.deletePolicies().contains(FAILED)) {
        delete(hook, attempt.object);
      }
      for (Ran before : ran.subList(0, ran.size() - 1)) {
        Hook earlier = ledger.hooks().get(before.index).hook();
        if (earlier.deletePolicies().contains(SUCCEEDED)) {
          delete(earlier, before.object);
        }
      }
    } catch (SlipwayException e) {
      run.warn(e.diagnostic().prefixed("could not delete a hook after the failure: "));
    }
    return new HookFailure(
        Diagnostic.error(
            ReleaseErrorCode.HOOK_FAILED,
            event
                + " hook "
                + hook.kind()
                + "/"
                + attempt.object.name()
                + " failed: "
                + cause.getMessage()),
        evidence,
        cause);
  }

  private void delete(Hook hook, KubeObject object) {
    // All objects of the kind would go with a CRD.
    if (hook.kind().equals(CRD) || object.name().isEmpty()) {
      return;
    }
    if (writer.remove(object.key(), "")) {
      writer.awaitGone(object);
    }
  }

  private List<String> logs(Hook hook, KubeObject object, boolean failed) {
    List<String> lines = new ArrayList<>();
    try {
      for (KubeObject pod : pods(hook, object)) {
        for (Map<String, @Nullable Object> container : pod.maps("spec", "containers")) {
          if (container.get("name") instanceof String name) {
            logs(object.key(), pod, name, failed ? FAILURE_LINES : LOG_LINES, lines);
          }
        }
      }
    } catch (KubeException e) {
      run.warn(e.diagnostic().prefixed("no logs of hook " + object.key().label() + ": "));
    }
    return lines;
  }

  private List<KubeObject> pods(Hook hook, KubeObject object) {
    return switch (hook.kind()) {
      case "Job" ->
          run.client()
              .list(POD, object.namespace(), ListOptions.labelled("job-name=" + object.name()))
              .items();
      case "Pod" -> run.client().get(object.key()).map(List::of).orElse(List.of());
      default -> List.of();
    };
  }

  private void logs(
      ObjectKey hook, KubeObject pod, String container, int count, List<String> lines) {
    ObjectKey key = new ObjectKey(POD, pod.namespace(), pod.name());
    run.client()
        .logs(key, container, count, false)
        .lines()
        .forEach(line -> {
          lines.add(line);
          run.tell(new HookLog(run.name(), hook, pod.name(), container, line));
        });
  }
}
