package dev.slipway.kube.wait;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.status.FailureSign;
import dev.slipway.kube.status.Failures;
import dev.slipway.kube.status.ObjectStatus;
import dev.slipway.kube.status.ObjectStatus.State;
import dev.slipway.kube.status.Progress;
import dev.slipway.kube.wait.WaitReport.ObjectEnd;
import dev.slipway.kube.wait.WaitReport.Outcome;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Waits until objects are ready, or gone. One list and one watch for each kind in each namespace
/// serve all objects; pods are looked at only where a workload is not ready at once. One wait at a
/// time; [#stop] may be called by any thread.
public final class ReadinessWatch {
  /// How many times as long as it looked it takes changes before it looks again: hundreds of pods
  /// change all the time, and each look is at all of them.
  private static final int PAUSE_FACTOR = 4;

  /// A look that asks a cluster which does not answer takes long; that is no reason to be deaf for
  /// a multiple of that.
  private static final long LONGEST_PAUSE_NANOS = 2_000_000_000L;

  private static final Duration TICK = Duration.ofMillis(200);
  private static final long EVENTS_AFTER_NANOS = 10_000_000_000L;
  private static final long EVENTS_AGAIN_NANOS = 15_000_000_000L;
  private static final GroupVersionKind POD = GroupVersionKind.of("v1", "Pod");

  private final KubeClient client;
  private final WaitSettings settings;
  private final WaitListener listener;
  private final Judge judge;
  private final OwnedPods pods;
  private final EvidenceCollector collector;
  private final Map<ObjectKey, Target> targets = new LinkedHashMap<>();
  private final Map<ObjectKey, Long> eventsAskedAt = new HashMap<>();
  private final Map<ObjectKey, List<FailureSign>> eventSigns = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final List<Source> unwatched = new ArrayList<>();
  private long polledAt;
  private volatile boolean stopped;

  public ReadinessWatch(KubeClient client, WaitSettings settings, WaitListener listener) {
    this.client = client;
    this.settings = settings;
    this.listener = listener;
    this.judge = new Judge(client, settings);
    this.pods = new OwnedPods(client);
    this.collector = new EvidenceCollector(client, settings.logLines());
  }

  /// Ends the wait soon, with the outcome INTERRUPTED.
  public void stop() {
    stopped = true;
  }

  /// Waits until all objects are ready, one of them will most likely never be, or the time is over.
  /// An interrupt of the thread ends the wait, too, and stays set.
  ///
  /// @throws KubeException if the cluster does not let us look at one of the kinds
  public WaitReport untilReady(Collection<ObjectKey> keys) {
    return run(keys, false);
  }

  /// Waits until all objects are gone, or the time is over.
  public WaitReport untilGone(Collection<ObjectKey> keys) {
    return run(keys, true);
  }

  private WaitReport run(Collection<ObjectKey> keys, boolean gone) {
    long start = settings.timing().nanos();
    targets.clear();
    keys.forEach(key -> targets.putIfAbsent(key, new Target(key)));
    Outcome outcome = Outcome.INTERRUPTED;
    try (Funnel funnel = new Funnel(client, settings.timing())) {
      sources(gone).forEach(funnel::follow);
      outcome = loop(funnel, start, gone);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Duration took = Duration.ofNanos(settings.timing().nanos() - start);
    List<ObjectEnd> ends = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (Target target : targets.values()) {
      ends.add(new ObjectEnd(target.key(), target.status(), target.text()));
      boolean open = !target.status().isCurrent() && !gone;
      if (open && (outcome == Outcome.FAILED || outcome == Outcome.TIMEOUT)) {
        evidence.add(collector.collect(target, newestPods(target)));
      }
    }
    return new WaitReport(outcome, took, ends, evidence);
  }

  /// What has to be watched: each kind in each namespace once.
  private Collection<Source> sources(boolean gone) {
    Map<Source, List<ObjectKey>> groups = new LinkedHashMap<>();
    for (Target target : targets.values()) {
      ObjectKey key = target.key();
      if (!gone && judge.isReadyAtOnce(key.type())) {
        settle(target, new ObjectStatus(State.CURRENT, "", "Resource is always ready"), "ready");
      } else {
        groups
            .computeIfAbsent(Source.all(key.type(), key.namespace()), source -> new ArrayList<>())
            .add(key);
      }
    }
    List<Source> sources = new ArrayList<>();
    groups.forEach((source, members) ->
        sources.add(
            members.size() == 1
                ? Source.one(source.type(), source.namespace(), members.getFirst().name())
                : source));
    return sources;
  }

  private void settle(Target target, ObjectStatus status, String text) {
    if (target.become(status, text)) {
      listener.progress(target.key(), status, text);
    }
  }

  private Outcome loop(Funnel funnel, long start, boolean gone) throws InterruptedException {
    while (true) {
      if (stopped) {
        return Outcome.INTERRUPTED;
      }
      long looking = settings.timing().nanos();
      if (gone ? areGone() : look()) {
        return Outcome.DONE;
      }
      long looked = settings.timing().nanos();
      long next = looked + Math.min(PAUSE_FACTOR * (looked - looking), LONGEST_PAUSE_NANOS);
      if (!gone && (isOver() || (settings.failEarly() && isHopeless()))) {
        return Outcome.FAILED;
      }
      if (settings.timing().nanos() - start >= settings.timeout().toNanos()) {
        return Outcome.TIMEOUT;
      }
      if (!gone) {
        watchPods(funnel);
      }
      poll();
      takeChanges(funnel, next);
    }
  }

  /// Waits for changes and takes all that there are; and takes more until it is time to look again.
  private void takeChanges(Funnel funnel, long next) throws InterruptedException {
    Funnel.Change change = funnel.next(TICK);
    while (change != null) {
      take(change);
      long left = Math.max(0, next - settings.timing().nanos());
      change = funnel.next(Duration.ofNanos(left));
    }
  }

  private void take(Funnel.Change change) {
    switch (change) {
      case Funnel.Change.Listed(Source source, List<KubeObject> objects) ->
          takeAll(source, objects);
      case Funnel.Change.Event(Source source, var event) -> {
        boolean there =
            switch (event.change()) {
              case ADDED, MODIFIED -> true;
              case DELETED -> false;
            };
        if (source.type().equals(EvidenceCollector.EVENT)) {
          refused.add(about(event.object()));
        } else {
          takeOne(source, event.object(), there);
        }
      }
      case Funnel.Change.Trouble(Source source, KubeException cause, boolean lasting) ->
          trouble(source, cause, lasting);
    }
  }

  private void takeAll(Source source, List<KubeObject> objects) {
    if (isPods(source)) {
      pods.replace(source.namespace(), objects);
    }
    Map<ObjectKey, KubeObject> there = new HashMap<>();
    objects.forEach(object -> there.put(object.key(), object));
    for (Target target : targets.values()) {
      ObjectKey key = target.key();
      boolean meant =
          key.type().equals(source.type())
              && key.namespace().equals(source.namespace())
              && (source.options().fieldSelector().isEmpty()
                  || source.options().fieldSelector().equals("metadata.name=" + key.name()));
      if (meant) {
        target.see(there.get(key), settings.timing().nanos());
      }
    }
  }

  private void takeOne(Source source, KubeObject object, boolean there) {
    if (isPods(source)) {
      if (there) {
        pods.put(object);
      } else {
        pods.remove(object);
      }
    }
    Target target = targets.get(object.key());
    if (target != null) {
      target.see(there ? object : null, settings.timing().nanos());
    }
  }

  /// What an event is about, as [#id] names it.
  private static String about(KubeObject event) {
    KubeObject object = KubeObject.of(event.map("involvedObject"));
    return object.text("namespace") + "/" + object.kind() + "/" + object.text("name");
  }

  private static String id(ObjectKey key) {
    return key.namespace() + "/" + key.label();
  }

  private static boolean isPods(Source source) {
    return source.type().equals(POD);
  }

  private void trouble(Source source, KubeException cause, boolean lasting) {
    listener.trouble(cause.getMessage());
    boolean ours =
        targets.keySet().stream()
            .anyMatch(key ->
                key.type().equals(source.type()) && key.namespace().equals(source.namespace()));
    if (lasting && ours) {
      if (!cause.is(KubeErrorCode.FORBIDDEN)) {
        throw cause;
      }
      // Listing is forbidden; to get single objects may be allowed.
      unwatched.add(source);
    }
  }

  /// Gets the objects that cannot be listed, one by one.
  private void poll() {
    long now = settings.timing().nanos();
    if (unwatched.isEmpty() || (polledAt != 0 && now - polledAt < 2_000_000_000L)) {
      return;
    }
    polledAt = now;
    for (Target target : targets.values()) {
      for (Source source : unwatched) {
        if (target.key().type().equals(source.type())
            && target.key().namespace().equals(source.namespace())
            && !target.status().isCurrent()) {
          target.see(client.get(target.key()).orElse(null), now);
        }
      }
    }
  }

  private boolean areGone() {
    boolean all = true;
    for (Target target : targets.values()) {
      KubeObject object = target.object();
      if (!target.isKnown()) {
        all = false;
      } else if (object == null) {
        settle(target, ObjectStatus.NOT_FOUND, "gone");
      } else {
        boolean deleted = !object.text("metadata", "deletionTimestamp").isEmpty();
        String held = String.join(", ", texts(object.list("metadata", "finalizers")));
        ObjectStatus status =
            deleted
                ? new ObjectStatus(
                    State.TERMINATING,
                    "",
                    held.isEmpty() ? "is being deleted" : "is being deleted, held by " + held)
                : new ObjectStatus(State.CURRENT, "", "is still there");
        settle(target, status, status.message());
        all = false;
      }
    }
    return all;
  }

  private static List<String> texts(List<@Nullable Object> list) {
    return list.stream().map(String::valueOf).toList();
  }

  /// Looks at all objects anew.
  ///
  /// @return whether all are ready
  private boolean look() {
    boolean all = true;
    for (Target target : targets.values()) {
      KubeObject object = target.object();
      if (object != null) {
        List<KubeObject> own = target.isWorkload() ? pods.of(object) : List.of();
        ObjectStatus status = judge.status(object, own);
        settle(target, status, Progress.text(object, status));
        for (FailureSign sign : target.show(signs(target, object), settings.timing().nanos())) {
          listener.sign(target.key(), sign);
        }
      } else if (target.isKnown()) {
        settle(target, ObjectStatus.NOT_FOUND, "not there");
      }
      all &= target.status().isCurrent();
    }
    return all;
  }

  private List<FailureSign> signs(Target target, KubeObject object) {
    if (target.status().isCurrent()) {
      return List.of();
    }
    List<FailureSign> signs = new ArrayList<>(Failures.ofObject(object, target.status()));
    if (target.isWorkload()) {
      for (List<FailureSign> found : pods.signs(object)) {
        // A job starts another pod in place of one that failed, as often as it may.
        signs.addAll(object.kind().equals("Job") ? withoutFailedPods(found) : found);
      }
      signs.addAll(eventSigns(target, object));
    }
    return signs;
  }

  private static List<FailureSign> withoutFailedPods(List<FailureSign> signs) {
    return signs.stream()
        .filter(sign ->
            switch (sign.reason()) {
              case POD_FAILED, CRASHED, CRASH_LOOP, OUT_OF_MEMORY -> false;
              default -> true;
            })
        .toList();
  }

  /// Workloads other than Deployments tell by events only that their pods are refused: these are
  /// asked for when one comes, and when nothing has happened for a while, as where events may not
  /// be watched. Those that were there before may be of an earlier try.
  private List<FailureSign> eventSigns(Target target, KubeObject object) {
    long now = settings.timing().nanos();
    boolean isNew = refused.remove(id(target.key()));
    boolean isIdle = now - target.changedAt() >= EVENTS_AFTER_NANOS;
    if (object.kind().equals("Deployment") || (!isNew && !isIdle)) {
      return eventSigns.getOrDefault(target.key(), List.of());
    }
    Long asked = eventsAskedAt.get(target.key());
    if (isNew || asked == null || now - asked >= EVENTS_AGAIN_NANOS) {
      eventsAskedAt.put(target.key(), now);
      List<String> notes = new ArrayList<>();
      eventSigns.put(
          target.key(), Failures.ofEvents(object, collector.events(target.key(), notes)));
      notes.forEach(listener::trouble);
    }
    return eventSigns.getOrDefault(target.key(), List.of());
  }

  /// Whether all that are not ready have failed for good.
  private boolean isOver() {
    return targets.values().stream()
        .allMatch(target -> target.status().isCurrent() || target.status().state() == State.FAILED);
  }

  private boolean isHopeless() {
    long now = settings.timing().nanos();
    for (Target target : targets.values()) {
      if (!target.status().isCurrent() && !target.believed(now).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// Begins to look at the pods where a workload is not ready yet.
  private void watchPods(Funnel funnel) {
    for (Target target : targets.values()) {
      if (target.isWorkload() && target.isKnown() && !target.status().isCurrent()) {
        funnel.follow(Source.all(POD, target.key().namespace()));
        if (!target.key().type().kind().equals("Deployment")) {
          funnel.follow(Source.refusals(target.key().namespace()));
        }
      }
    }
  }

  private List<KubeObject> newestPods(Target target) {
    KubeObject object = target.object();
    if (object == null || !target.isWorkload()) {
      return List.of();
    }
    return pods.of(object).stream().filter(pod -> pods.isNewest(pod, object)).toList();
  }
}
