package dev.slipway.kube.wait;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.status.Failures;
import dev.slipway.kube.wait.Evidence.ContainerLog;
import dev.slipway.kube.wait.Evidence.EventLine;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers what is known of an object that did not become ready: its events and those of its pods,
/// and the last lines of its containers. What cannot be had is noted.
final class EvidenceCollector {
  static final GroupVersionKind EVENT = GroupVersionKind.of("v1", "Event");
  private static final int MOST_PODS = 3;
  private static final int MOST_EVENTS = 12;

  private final KubeClient client;
  private final int logLines;

  EvidenceCollector(KubeClient client, int logLines) {
    this.client = client;
    this.logLines = logLines;
  }

  /// The evidence of an object.
  ///
  /// @param pods its pods of the newest version
  Evidence collect(Target target, List<KubeObject> pods) {
    List<String> notes = new ArrayList<>();
    List<KubeObject> events = new ArrayList<>();
    KubeObject object = target.object();
    List<KubeObject> chosen = new ArrayList<>();
    if (object != null && object.kind().equals("Pod") && object.type().group().isEmpty()) {
      chosen.add(object);
    } else {
      events.addAll(events(target.key(), notes));
      pods.stream()
          .filter(pod -> !isReady(pod))
          .sorted(Comparator.comparing((KubeObject pod) -> !hasSign(target, pod)))
          .limit(MOST_PODS)
          .forEach(chosen::add);
    }
    List<ContainerLog> logs = new ArrayList<>();
    for (KubeObject pod : chosen) {
      events.addAll(events(pod.key(), notes));
      logs(pod, logs, notes);
    }
    events.sort(Comparator.comparing(Failures::time));
    List<EventLine> lines =
        events.stream()
            .skip(Math.max(0, events.size() - MOST_EVENTS))
            .map(EvidenceCollector::line)
            .toList();
    return new Evidence(target.key(), target.signs(), lines, logs, notes);
  }

  private static boolean hasSign(Target target, KubeObject pod) {
    return target.signs().stream().anyMatch(sign -> sign.object().equals(pod.key()));
  }

  private static boolean isReady(KubeObject pod) {
    return pod.text("status", "phase").equals("Succeeded")
        || pod.maps("status", "conditions").stream()
            .anyMatch(condition ->
                "Ready".equals(condition.get("type")) && "True".equals(condition.get("status")));
  }

  /// The events that are about an object.
  List<KubeObject> events(ObjectKey key, List<String> notes) {
    try {
      String selector =
          "involvedObject.kind=" + key.type().kind() + ",involvedObject.name=" + key.name();
      // What happens to objects of the whole cluster is noted in the namespace `default`.
      String namespace = key.namespace().isEmpty() ? "default" : key.namespace();
      return client.list(EVENT, namespace, new ListOptions("", selector)).items();
    } catch (KubeException e) {
      notes.add("no events of " + key.label() + ": " + e.getMessage());
      return List.of();
    }
  }

  private static EventLine line(KubeObject event) {
    return new EventLine(
        Failures.time(event),
        event.text("type").equals("Warning"),
        event.text("reason"),
        event.text("involvedObject", "kind") + "/" + event.text("involvedObject", "name"),
        event.text("message").strip(),
        Math.max(event.number(1, "count"), event.number(1, "series", "count")));
  }

  private void logs(KubeObject pod, List<ContainerLog> logs, List<String> notes) {
    for (String list : List.of("initContainerStatuses", "containerStatuses")) {
      for (Map<String, @Nullable Object> map : pod.maps("status", list)) {
        KubeObject status = KubeObject.of(map);
        boolean ended = status.number(1, "state", "terminated", "exitCode") == 0;
        boolean restarted = status.number(0, "restartCount") > 0;
        boolean began = restarted || status.get("state", "waiting") == null;
        if (began && !ended && !status.flag("ready")) {
          // What a container that waits for its next start has said, its predecessor said.
          boolean previous = restarted && status.get("state", "waiting") != null;
          log(pod.key(), status.text("name"), previous, logs, notes);
        }
      }
    }
  }

  private void log(
      ObjectKey pod,
      String container,
      boolean previous,
      List<ContainerLog> logs,
      List<String> notes) {
    try {
      String text = client.logs(pod, container, logLines, previous);
      if (!text.isBlank()) {
        logs.add(new ContainerLog(pod, container, previous, text));
      }
    } catch (KubeException e) {
      notes.add("no log of " + pod.label() + ", container " + container + ": " + e.getMessage());
    }
  }
}
