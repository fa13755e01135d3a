package dev.slipway.release.lock;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A lock as the cluster keeps it: a Lease `slipway.NAME` beside the release's records.
final class LeaseObject {
  static final GroupVersionKind TYPE = new GroupVersionKind("coordination.k8s.io", "v1", "Lease");
  private static final String COMMAND = "slipway.dev/command";
  private static final String BEAT = "slipway.dev/beat";
  private static final int MICROS = 1000;

  private LeaseObject() {}

  static ObjectKey key(ReleaseName name) {
    return new ObjectKey(TYPE, name.namespace(), "slipway." + name.name());
  }

  /// A lease that nobody has yet.
  static KubeObject fresh(ReleaseName name) {
    Map<String, @Nullable Object> labels = new LinkedHashMap<>();
    labels.put("app.kubernetes.io/managed-by", "slipway");
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("name", key(name).name());
    metadata.put("namespace", name.namespace());
    metadata.put("labels", labels);
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", TYPE.apiVersion());
    tree.put("kind", TYPE.kind());
    tree.put("metadata", metadata);
    tree.put("spec", new LinkedHashMap<>());
    return KubeObject.of(tree);
  }

  /// The lease with a new holder.
  static KubeObject held(KubeObject lease, Operator operator, Instant now, long seconds) {
    Map<String, @Nullable Object> tree = lease.copy();
    Map<String, @Nullable Object> spec = child(tree, "spec");
    spec.put("holderIdentity", operator.identity());
    spec.put("leaseDurationSeconds", seconds);
    spec.put("acquireTime", micros(now));
    spec.put("renewTime", micros(now));
    spec.put("leaseTransitions", lease.number(0, "spec", "leaseTransitions") + 1);
    Map<String, @Nullable Object> annotations = child(child(tree, "metadata"), "annotations");
    annotations.put(COMMAND, operator.command());
    annotations.put(BEAT, "1");
    return KubeObject.of(tree);
  }

  static KubeObject renewed(KubeObject lease, Instant now) {
    Map<String, @Nullable Object> tree = lease.copy();
    child(tree, "spec").put("renewTime", micros(now));
    child(child(tree, "metadata"), "annotations").put(BEAT, Long.toString(count(lease) + 1));
    return KubeObject.of(tree);
  }

  private static long count(KubeObject lease) {
    try {
      return Long.parseLong(lease.annotations().getOrDefault(BEAT, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /// The lease without holder. Who was the last stays readable in the annotation.
  static KubeObject free(KubeObject lease, Instant now) {
    Map<String, @Nullable Object> tree = lease.copy();
    Map<String, @Nullable Object> spec = child(tree, "spec");
    spec.put("holderIdentity", "");
    spec.put("leaseDurationSeconds", 1L);
    spec.put("renewTime", micros(now));
    return KubeObject.of(tree);
  }

  static String identity(KubeObject lease) {
    return lease.text("spec", "holderIdentity");
  }

  /// What changes with each renewal, whatever the holder's clock does, and not when others come
  /// into the line.
  static String beat(KubeObject lease) {
    return identity(lease) + " " + count(lease) + " " + lease.text("spec", "renewTime");
  }

  static LockHolder holder(KubeObject lease) {
    String identity = identity(lease);
    int mark = identity.lastIndexOf('#');
    return new LockHolder(
        mark < 0 ? identity : identity.substring(0, mark),
        lease.annotations().getOrDefault(COMMAND, ""),
        instant(lease.text("spec", "acquireTime")));
  }

  /// Whether the holder was a process of this machine that has ended.
  static boolean isDead(KubeObject lease, Operator operator) {
    return isDead(identity(lease), operator);
  }

  /// The same of who has that identity.
  static boolean isDead(String identity, Operator operator) {
    String between = "@" + operator.host() + ", process ";
    int start = identity.indexOf(between);
    int end = identity.lastIndexOf('#');
    if (start < 0 || end < start) {
      return false;
    }
    try {
      long pid = Long.parseLong(identity.substring(start + between.length(), end));
      return pid != operator.pid() && ProcessHandle.of(pid).isEmpty();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> child(Map<String, @Nullable Object> tree, String key) {
    Object known = tree.get(key);
    if (known instanceof Map<?, ?>) {
      return (Map<String, @Nullable Object>) known;
    }
    Map<String, @Nullable Object> child = new LinkedHashMap<>();
    tree.put(key, child);
    return child;
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  /// Kubernetes' MicroTime wants all six digits.
  private static String micros(Instant moment) {
    String seconds = Instant.ofEpochSecond(moment.getEpochSecond()).toString();
    String fraction = Integer.toString(1_000_000 + moment.getNano() / MICROS).substring(1);
    return seconds.substring(0, seconds.length() - 1) + "." + fraction + "Z";
  }
}
