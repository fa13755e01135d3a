package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes the status of Deployments: counts, and the conditions Available, Progressing and
/// ReplicaFailure with the reasons and words of kube-controller-manager.
final class DeploymentStatus {
  /// How long to put off a verdict while the controllers have more to do than they get done: it is
  /// the machine that is slow then, and not the deployment.
  private static final Duration CATCH_UP = Duration.ofSeconds(5);

  private static final String PROGRESSING = "Progressing";
  private static final String NEW_AVAILABLE = "NewReplicaSetAvailable";

  /// When each Deployment made its last step, in simulated time: timestamps are too coarse for it.
  private final Map<String, Long> lastProgress = new HashMap<>();

  void forget(String uid) {
    lastProgress.remove(uid);
  }

  void write(Rollout rollout, Control control) throws Refused {
    KubeObject deployment = rollout.deployment();
    Map<String, @Nullable Object> status = counts(rollout);
    List<@Nullable Object> conditions = deployment.list("status", "conditions");
    conditions = Conditions.withLast(conditions, available(rollout, status, control.clock()));
    conditions = failure(rollout, conditions, control.clock());
    conditions = progressing(rollout, status, conditions, control);
    status.put("conditions", conditions);
    control.updateStatus(deployment, status);
  }

  private static Map<String, @Nullable Object> counts(Rollout rollout) {
    List<KubeObject> all = rollout.all();
    KubeObject newest = rollout.newest();
    long available = Rollout.counted(all, "availableReplicas");
    Map<String, @Nullable Object> status =
        Tree.map("observedGeneration", rollout.deployment().number(0, "metadata", "generation"));
    put(status, "replicas", Rollout.counted(all, "replicas"));
    put(status, "updatedReplicas", newest == null ? 0 : newest.number(0, "status", "replicas"));
    put(status, "readyReplicas", Rollout.counted(all, "readyReplicas"));
    put(status, "availableReplicas", available);
    put(status, "unavailableReplicas", Math.max(0, Rollout.wanted(all) - available));
    put(status, "collisionCount", rollout.deployment().number(0, "status", "collisionCount"));
    return status;
  }

  private static void put(Map<String, @Nullable Object> status, String field, long count) {
    if (count > 0) {
      status.put(field, count);
    }
  }

  private static Map<String, @Nullable Object> available(
      Rollout rollout, Map<String, @Nullable Object> status, SimClock clock) {
    boolean enough =
        Tree.number(status.get("availableReplicas"), 0)
            >= rollout.replicas() - rollout.maxUnavailable();
    return updated(
        rollout.deployment(),
        "Available",
        enough,
        enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        enough
            ? "Deployment has minimum availability."
            : "Deployment does not have minimum availability.",
        false,
        clock);
  }

  /// A condition that tells also when it was last written.
  private static Map<String, @Nullable Object> updated(
      KubeObject deployment,
      String type,
      boolean value,
      String reason,
      String message,
      boolean step,
      SimClock clock) {
    Map<String, @Nullable Object> before = PodState.condition(deployment, type);
    Map<String, @Nullable Object> condition =
        Conditions.of(before, type, value, reason, message, clock);
    boolean same =
        !step
            && Objects.equals(condition.get("status"), before.get("status"))
            && reason.equals(before.get("reason"));
    condition.put("lastUpdateTime", same ? before.get("lastUpdateTime") : clock.timestamp());
    return condition;
  }

  private List<@Nullable Object> progressing(
      Rollout rollout,
      Map<String, @Nullable Object> status,
      List<@Nullable Object> conditions,
      Control control) {
    KubeObject deployment = rollout.deployment();
    long deadline = deployment.number(Integer.MAX_VALUE, "spec", "progressDeadlineSeconds");
    if (deadline == Integer.MAX_VALUE) {
      return Conditions.without(conditions, PROGRESSING);
    }
    Map<String, @Nullable Object> before = PodState.condition(deployment, PROGRESSING);
    boolean wasComplete = NEW_AVAILABLE.equals(before.get("reason"));
    boolean allNew =
        Tree.number(status.get("replicas"), 0) == Tree.number(status.get("updatedReplicas"), 0);
    if (deployment.flag("spec", "paused")) {
      return Conditions.withLast(conditions, paused(before, control.clock()));
    }
    if (wasComplete && allNew && rollout.newest() != null && sameNewest(rollout, before)) {
      return conditions;
    }
    if (rollout.isComplete(status)) {
      return with(
          conditions, rollout, true, NEW_AVAILABLE, " has successfully progressed.", control);
    }
    String uid = deployment.uid();
    if (before.isEmpty()
        || wasComplete
        || isStep(deployment, status)
        || !lastProgress.containsKey(uid)) {
      lastProgress.put(uid, control.clock().ticks());
      String reason =
          rollout.newest() == null || Tree.number(status.get("updatedReplicas"), 0) == 0
              ? "NewReplicaSetCreated"
              : "ReplicaSetUpdated";
      again(rollout, deadline, control);
      return with(
          conditions,
          rollout,
          true,
          reason,
          reason.equals("ReplicaSetUpdated") ? " is progressing." : "",
          control);
    }
    if ("False".equals(before.get("status"))) {
      return conditions;
    }
    Duration waited = Duration.ofNanos(control.clock().ticks() - lastProgress.get(uid));
    boolean late = waited.compareTo(Duration.ofSeconds(deadline)) >= 0;
    if (late && control.isBehind()) {
      control.again(deployment.key(), CATCH_UP);
      return conditions;
    }
    if (late) {
      return with(
          conditions,
          rollout,
          false,
          "ProgressDeadlineExceeded",
          " has timed out progressing.",
          control);
    }
    again(rollout, deadline, control);
    return conditions;
  }

  /// Whether the condition was written about the ReplicaSet that is the newest now.
  private static boolean sameNewest(Rollout rollout, Map<String, @Nullable Object> before) {
    KubeObject newest = rollout.newest();
    return newest != null && Tree.text(before.get("message")).contains("\"" + newest.name() + "\"");
  }

  private void again(Rollout rollout, long deadline, Control control) {
    long since = lastProgress.getOrDefault(rollout.deployment().uid(), 0L);
    Duration left =
        Duration.ofSeconds(deadline).minusNanos(control.clock().ticks() - since).plusMillis(1);
    control.again(rollout.deployment().key(), left);
  }

  /// Whether more is done than the last status said.
  private static boolean isStep(KubeObject deployment, Map<String, @Nullable Object> status) {
    long updated = Tree.number(status.get("updatedReplicas"), 0);
    long updatedBefore = deployment.number(0, "status", "updatedReplicas");
    long rest = Tree.number(status.get("replicas"), 0) - updated;
    long restBefore = deployment.number(0, "status", "replicas") - updatedBefore;
    return updated > updatedBefore
        || rest < restBefore
        || Tree.number(status.get("readyReplicas"), 0)
            > deployment.number(0, "status", "readyReplicas")
        || Tree.number(status.get("availableReplicas"), 0)
            > deployment.number(0, "status", "availableReplicas");
  }

  private static Map<String, @Nullable Object> paused(
      Map<String, @Nullable Object> before, SimClock clock) {
    Map<String, @Nullable Object> condition =
        Conditions.of(before, PROGRESSING, true, "DeploymentPaused", "Deployment is paused", clock);
    condition.put("status", "Unknown");
    boolean same = "DeploymentPaused".equals(before.get("reason"));
    condition.put(
        "lastTransitionTime", same ? before.get("lastTransitionTime") : clock.timestamp());
    condition.put("lastUpdateTime", same ? before.get("lastUpdateTime") : clock.timestamp());
    return condition;
  }

  private static List<@Nullable Object> with(
      List<@Nullable Object> conditions,
      Rollout rollout,
      boolean value,
      String reason,
      String what,
      Control control) {
    KubeObject newest = rollout.newest();
    String subject =
        newest == null
            ? "Deployment \"" + rollout.deployment().name() + "\""
            : "ReplicaSet \"" + newest.name() + "\"";
    String message =
        what.isEmpty() && newest != null
            ? "Created new replica set \"" + newest.name() + "\""
            : subject + (what.isEmpty() ? " is progressing." : what);
    return Conditions.withLast(
        conditions,
        updated(rollout.deployment(), PROGRESSING, value, reason, message, true, control.clock()));
  }

  private static List<@Nullable Object> failure(
      Rollout rollout, List<@Nullable Object> conditions, SimClock clock) {
    for (KubeObject set : rollout.all()) {
      Map<String, @Nullable Object> failure = PodState.condition(set, "ReplicaFailure");
      if ("True".equals(failure.get("status"))) {
        return Conditions.withLast(
            conditions,
            updated(
                rollout.deployment(),
                "ReplicaFailure",
                true,
                Tree.text(failure.get("reason")),
                Tree.text(failure.get("message")),
                false,
                clock));
      }
    }
    return Conditions.without(conditions, "ReplicaFailure");
  }
}
