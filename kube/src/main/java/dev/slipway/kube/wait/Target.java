package dev.slipway.kube.wait;

import dev.slipway.kube.status.FailureSign;
import dev.slipway.kube.status.ObjectStatus;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An object that is waited for, and what is known of it.
final class Target {
  private static final Set<String> WORKLOADS =
      Set.of(
          "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "ReplicationController");

  private final ObjectKey key;
  private final Map<FailureSign, Long> signs = new LinkedHashMap<>();
  private @Nullable KubeObject object;
  private ObjectStatus status =
      new ObjectStatus(ObjectStatus.State.IN_PROGRESS, "", "not looked at yet");
  private String text = "";
  private boolean known;
  private long changedAt;

  Target(ObjectKey key) {
    this.key = key;
  }

  ObjectKey key() {
    return key;
  }

  /// Whether it runs pods.
  boolean isWorkload() {
    return WORKLOADS.contains(key.type().kind())
        && Set.of("", "apps", "batch", "extensions").contains(key.type().group());
  }

  /// Whether the cluster has said anything about it.
  boolean isKnown() {
    return known;
  }

  @Nullable KubeObject object() {
    return object;
  }

  /// Takes what the cluster says: the object, or null when it is not there.
  void see(@Nullable KubeObject now, long nanos) {
    KubeObject before = object;
    String newVersion = now == null ? "" : now.resourceVersion();
    String oldVersion = before == null ? "" : before.resourceVersion();
    boolean same = known && newVersion.equals(oldVersion);
    if (!same) {
      changedAt = nanos;
    }
    known = true;
    object = now;
  }

  /// When the cluster last said something new about it.
  long changedAt() {
    return changedAt;
  }

  ObjectStatus status() {
    return status;
  }

  String text() {
    return text;
  }

  /// Takes a status.
  ///
  /// @return whether it is another one
  boolean become(ObjectStatus other, String otherText) {
    boolean changed = !status.equals(other) || !text.equals(otherText);
    status = other;
    text = otherText;
    return changed;
  }

  /// Keeps the signs that there are now, each with the time when it came up; one that is plainer
  /// than before counts as new.
  ///
  /// @return the new ones
  List<FailureSign> show(List<FailureSign> now, long nanos) {
    signs
        .keySet()
        .removeIf(
            old -> now.stream().noneMatch(sign -> isSame(old, sign) && !isPlainer(old, sign)));
    return now.stream()
        .filter(sign -> signs.keySet().stream().noneMatch(old -> isSame(old, sign)))
        .peek(sign -> signs.put(sign, nanos))
        .toList();
  }

  /// Messages change while the trouble is the same one.
  private static boolean isSame(FailureSign one, FailureSign other) {
    return one.reason() == other.reason()
        && one.object().equals(other.object())
        && one.container().equals(other.container());
  }

  private static boolean isPlainer(FailureSign old, FailureSign now) {
    return now.patience().compareTo(old.patience()) < 0;
  }

  /// The signs that have lasted long enough to be believed.
  List<FailureSign> believed(long nanos) {
    return signs.entrySet().stream()
        .filter(entry -> nanos - entry.getValue() >= entry.getKey().patience().toNanos())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// All signs.
  List<FailureSign> signs() {
    return List.copyOf(signs.keySet());
  }
}
