package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes events. The same event again only counts up; the oldest are deleted when there are too
/// many, as those of real clusters are after an hour.
final class EventRecorder {
  private static final int KEPT = 2000;

  private final ClusterPort port;
  private final SimClock clock;
  private final Map<Occurrence, KubeObject> known = new LinkedHashMap<>();
  private final Deque<Occurrence> order = new ArrayDeque<>();
  private long number;

  EventRecorder(ClusterPort port, SimClock clock) {
    this.port = port;
    this.clock = clock;
    this.number = clock.instant().toEpochMilli() << 12;
  }

  private record Occurrence(String uid, String reason, String message) {}

  void record(KubeObject about, String type, String source, String reason, String message) {
    Occurrence occurrence = new Occurrence(about.uid(), reason, message);
    KubeObject before = known.get(occurrence);
    try {
      if (before == null) {
        known.put(occurrence, port.create(event(about, type, source, reason, message)));
        order.add(occurrence);
        if (order.size() > KEPT) {
          forget(order.remove());
        }
      } else {
        known.put(
            occurrence,
            port.update(
                Draft.from(before)
                    .set(before.number(1, "count") + 1, "count")
                    .set(clock.timestamp(), "lastTimestamp")
                    .object()));
      }
    } catch (Refused _) {
      // Its namespace is going away, or someone deleted the event: it is news to nobody.
      known.remove(occurrence);
      order.remove(occurrence);
    }
  }

  private void forget(Occurrence occurrence) throws Refused {
    KubeObject event = known.remove(occurrence);
    if (event != null) {
      port.delete(event.key(), event.uid(), -1);
    }
  }

  private KubeObject event(
      KubeObject about, String type, String source, String reason, String message) {
    ObjectKey key = about.key();
    String namespace = key.namespace().isEmpty() ? "default" : key.namespace();
    String now = clock.timestamp();
    Map<String, @Nullable Object> involved =
        Tree.map(
            "kind",
            key.type().kind(),
            "apiVersion",
            key.type().apiVersion(),
            "name",
            key.name(),
            "uid",
            about.uid(),
            "resourceVersion",
            about.resourceVersion());
    if (!key.namespace().isEmpty()) {
      involved.put("namespace", key.namespace());
    }
    String node = about.text("spec", "nodeName");
    return Draft.of(Kinds.EVENT, namespace, key.name() + "." + Long.toHexString(number++))
        .set(involved, "involvedObject")
        .set(reason, "reason")
        .set(message, "message")
        .set(type, "type")
        .set(
            source.equals("kubelet") && !node.isEmpty()
                ? Tree.map("component", source, "host", node)
                : Tree.map("component", source),
            "source")
        .set(source, "reportingComponent")
        .set(source.equals("kubelet") ? node : "", "reportingInstance")
        .set(now, "firstTimestamp")
        .set(now, "lastTimestamp")
        .set(1L, "count")
        .object();
  }
}
