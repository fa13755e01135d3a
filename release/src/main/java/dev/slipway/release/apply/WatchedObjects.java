package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.client.Parallel;
import dev.slipway.kube.status.FailureSign;
import dev.slipway.kube.status.ObjectStatus;
import dev.slipway.kube.status.Progress;
import dev.slipway.kube.status.Readiness;
import dev.slipway.kube.wait.Evidence;
import dev.slipway.kube.wait.Evidence.ContainerLog;
import dev.slipway.kube.wait.Evidence.EventLine;
import dev.slipway.kube.wait.ReadinessWatch;
import dev.slipway.kube.wait.WaitListener;
import dev.slipway.kube.wait.WaitReport;
import dev.slipway.kube.wait.WaitReport.ObjectEnd;
import dev.slipway.kube.wait.WaitSettings;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.apply.ReleaseHealth.ObjectHealth;
import dev.slipway.release.apply.ReleaseHealth.State;
import dev.slipway.release.plan.OwnershipMarks;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Waits for the objects of a cluster as Helm 4 does, and sees early when they will never be ready.
/// Safe for use by several threads.
final class WatchedObjects implements ObjectWait {
  /// From so many on, objects of a kind are read by one list.
  private static final int MANY = 10;

  private final KubeClient client;
  private final Clock clock;

  WatchedObjects(KubeClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public End await(
      Collection<KubeObject> objects,
      Goal goal,
      Duration timeout,
      News news,
      Cancellation cancellation) {
    if (objects.isEmpty()) {
      return End.REACHED;
    }
    List<ObjectKey> keys = objects.stream().map(KubeObject::key).toList();
    ReadinessWatch watch = new ReadinessWatch(client, settings(goal, timeout), listener(news));
    Thread stopper = stopper(watch, goal, cancellation);
    try {
      WaitReport report = goal == Goal.GONE ? watch.untilGone(keys) : watch.untilReady(keys);
      return end(report, goal, timeout);
    } finally {
      stopper.interrupt();
    }
  }

  private static WaitSettings settings(Goal goal, Duration timeout) {
    WaitSettings settings = WaitSettings.of(timeout);
    return switch (goal) {
      case READY, GONE -> settings;
      case READY_WITH_JOBS -> settings.withJobs(true);
      case COMPLETE -> settings.with(WaitSettings.Mode.RUN);
    };
  }

  private static WaitListener listener(News news) {
    return new WaitListener() {
      @Override
      public void progress(ObjectKey key, ObjectStatus status, String text) {
        news.told(key, status.isCurrent(), text.isEmpty() ? status.message() : text);
      }

      @Override
      public void sign(ObjectKey key, FailureSign sign) {
        news.told(key, false, sign.describe());
      }
    };
  }

  /// Ends the wait when the user wants to stop. Hooks and deletions are steps that come to their
  /// end; waiting for readiness changes nothing, and ends at the first word.
  private static Thread stopper(ReadinessWatch watch, Goal goal, Cancellation cancellation) {
    return Thread.ofVirtual()
        .name("stop of a wait")
        .start(() -> {
          try {
            switch (goal) {
              case READY, READY_WITH_JOBS -> cancellation.awaitStop();
              case COMPLETE, GONE -> cancellation.awaitAbort();
            }
            watch.stop();
          } catch (InterruptedException e) {
            // The wait is over.
            Thread.currentThread().interrupt();
          }
        });
  }

  private static End end(WaitReport report, Goal goal, Duration timeout) {
    List<String> evidence = new ArrayList<>();
    report.evidence().forEach(one -> add(one, evidence));
    return switch (report.outcome()) {
      case DONE -> End.REACHED;
      case INTERRUPTED ->
          new End(Diagnostic.error(ReleaseErrorCode.INTERRUPTED, "stopped by the user"), evidence);
      case FAILED -> new End(notReady(open(report, goal), evidence), evidence);
      case TIMEOUT ->
          new End(
              notReady(
                  "not "
                      + (goal == Goal.GONE ? "gone" : "ready")
                      + " after "
                      + timeout.toSeconds()
                      + " s: "
                      + open(report, goal),
                  evidence),
              evidence);
    };
  }

  private static Diagnostic notReady(String message, List<String> evidence) {
    return Diagnostic.error(ReleaseErrorCode.NOT_READY, message)
        .withNotes(evidence.stream().filter(line -> !message.contains(line)).toList());
  }

  /// The objects that are not as they should be, each with the sign why not, if there is one.
  private static String open(WaitReport report, Goal goal) {
    Map<ObjectKey, String> signs = new LinkedHashMap<>();
    for (Evidence one : report.evidence()) {
      if (!one.signs().isEmpty()) {
        signs.put(one.object(), one.signs().getFirst().describe());
      }
    }
    List<String> texts = new ArrayList<>();
    for (ObjectEnd end : report.objects()) {
      boolean open =
          goal == Goal.GONE
              ? end.status().state() != ObjectStatus.State.NOT_FOUND
              : !end.status().isCurrent();
      if (open) {
        String text = end.text().isEmpty() ? end.status().message() : end.text();
        String sign = signs.remove(end.key());
        texts.add(end.key().label() + ": " + (sign == null ? text : sign));
      }
    }
    signs.values().stream().limit(1).forEach(texts::add);
    return String.join("; ", texts);
  }

  private static void add(Evidence one, List<String> lines) {
    String object = one.object().label();
    for (FailureSign sign : one.signs()) {
      lines.add(sign.describe());
    }
    for (EventLine event : one.events()) {
      if (event.warning() && one.signs().stream().noneMatch(sign -> isOf(event, sign))) {
        lines.add(event.object() + ": " + event.reason() + ": " + event.message());
      }
    }
    for (ContainerLog log : one.logs()) {
      String place = log.pod().name() + "/" + log.container() + (log.previous() ? " before" : "");
      log.text().lines().forEach(line -> lines.add("log of " + place + ": " + line));
    }
    for (String note : one.notes()) {
      lines.add(object + ": " + note);
    }
  }

  /// Whether an event says once more that a pod's image cannot be pulled: kubelet writes three of
  /// them at each try.
  private static boolean isOf(EventLine event, FailureSign sign) {
    return switch (sign.reason()) {
      case IMAGE_PULL, INVALID_IMAGE ->
          sign.object().label().equals(event.object())
              && List.of("Failed", "BackOff", "InspectFailed").contains(event.reason());
      default -> false;
    };
  }

  @Override
  public List<ObjectHealth> health(List<KubeObject> objects) {
    Map<String, List<ObjectKey>> groups = new LinkedHashMap<>();
    for (KubeObject object : objects) {
      ObjectKey key = object.key();
      groups.computeIfAbsent(key.type() + " " + key.namespace(), _ -> new ArrayList<>()).add(key);
    }
    Map<ObjectKey, KubeObject> live = new HashMap<>();
    for (List<KubeObject> listed : Parallel.map(List.copyOf(groups.values()), this::listed)) {
      listed.forEach(object -> live.put(object.key(), object));
    }
    return Parallel.map(objects, object -> health(object.key(), live.get(object.key())));
  }

  /// Many of a kind are read by one request. What that does not find is asked for singly.
  private List<KubeObject> listed(List<ObjectKey> group) {
    ObjectKey first = group.getFirst();
    if (group.size() < MANY) {
      return List.of();
    }
    try {
      return client
          .list(first.type(), first.namespace(), ListOptions.labelled(OwnershipMarks.SELECTOR))
          .items();
    } catch (KubeException _) {
      // Who may not list may still read, and is told of each object that they may not.
      return List.of();
    }
  }

  private ObjectHealth health(ObjectKey key, @Nullable KubeObject known) {
    try {
      Optional<KubeObject> live = known == null ? client.get(key) : Optional.of(known);
      if (live.isEmpty()) {
        return new ObjectHealth(key, State.MISSING, "not there");
      }
      ObjectStatus status = Readiness.of(live.get(), clock.instant());
      State state =
          switch (status.state()) {
            case CURRENT -> State.READY;
            case IN_PROGRESS, TERMINATING -> State.PROGRESSING;
            case FAILED -> State.FAILED;
            case NOT_FOUND -> State.MISSING;
            case UNKNOWN -> State.UNKNOWN;
          };
      String message = state == State.READY ? "" : Progress.text(live.get(), status);
      return new ObjectHealth(key, state, message);
    } catch (KubeException e) {
      return new ObjectHealth(key, State.UNKNOWN, e.diagnostic().message());
    }
  }
}
