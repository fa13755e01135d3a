package dev.slipway.kube.status;

import dev.slipway.kube.status.ObjectStatus.State;
import dev.slipway.object.KubeObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far objects are, as kstatus says (github.com/fluxcd/cli-utils), which Helm 4 waits with.
/// What counts first is whether the controller has seen the object's latest version, then
/// conditions that say it outright (`Reconciling`, `Stalled`), then rules by kind, then a condition
/// `Ready`; an object that has none of these is as it should be.
public final class Readiness {
  private static final Duration SCHEDULE_WINDOW = Duration.ofSeconds(15);
  private static final long NO_DEADLINE = Integer.MAX_VALUE;

  private Readiness() {}

  /// How far an object is.
  ///
  /// @param now by which a pod that no node takes is given a little time
  public static ObjectStatus of(KubeObject object, Instant now) {
    ObjectStatus general = general(object);
    if (general != null) {
      return general;
    }
    ObjectStatus byKind = byKind(object, now);
    return byKind == null ? byReadyCondition(object) : byKind;
  }

  /// How far an object is that is to run to its end, as Helm judges hooks, and Jobs with
  /// `--wait-for-jobs`: a Job or a Pod is as it should be once it has succeeded; other objects are
  /// at once.
  public static ObjectStatus ofRun(KubeObject object) {
    String kind = object.type().kind();
    if (!Kind.is(object, "batch", "Job") && !Kind.is(object, "", "Pod")) {
      return ObjectStatus.current("Resource is current");
    }
    ObjectStatus general = general(object);
    if (general != null) {
      return general;
    }
    return kind.equals("Job") ? run(object) : podRun(object);
  }

  private static ObjectStatus run(KubeObject job) {
    for (Condition condition : Condition.of(job)) {
      if (condition.isTrue() && condition.type().equals("Complete")) {
        return ObjectStatus.current("Job Completed. succeeded: " + done(job, "succeeded"));
      }
      if (condition.isTrue() && condition.type().equals("Failed")) {
        return ObjectStatus.failed("JobFailed", "Job Failed. failed: " + done(job, "failed"));
      }
    }
    return ObjectStatus.inProgress("JobInProgress", "Job in progress");
  }

  private static ObjectStatus podRun(KubeObject pod) {
    return switch (pod.text("status", "phase")) {
      case "Succeeded" -> ObjectStatus.current("pod " + pod.name() + " succeeded");
      case "Failed" -> ObjectStatus.failed("PodFailed", "pod " + pod.name() + " failed");
      default -> ObjectStatus.inProgress("PodInProgress", "Pod in progress");
    };
  }

  private static @Nullable ObjectStatus general(KubeObject object) {
    Object deleted = object.get("metadata", "deletionTimestamp");
    if (deleted != null && !(deleted instanceof String)) {
      return wrong("metadata.deletionTimestamp");
    }
    if (deleted instanceof String text && !text.isEmpty()) {
      return new ObjectStatus(State.TERMINATING, "", "Resource scheduled for deletion");
    }
    ObjectStatus generation = generation(object);
    if (generation != null) {
      return generation;
    }
    for (Condition condition : Condition.of(object)) {
      if (condition.isTrue() && condition.type().equals("Reconciling")) {
        return ObjectStatus.inProgress(condition.reason(), condition.message());
      }
      if (condition.isTrue() && condition.type().equals("Stalled")) {
        return ObjectStatus.failed(condition.reason(), condition.message());
      }
    }
    return null;
  }

  private static @Nullable ObjectStatus generation(KubeObject object) {
    Object wanted = object.get("metadata", "generation");
    if (wanted == null) {
      return null;
    }
    if (!(wanted instanceof Long generation)) {
      return wrong("metadata.generation");
    }
    Object seen = object.get("status", "observedGeneration");
    if (seen == null) {
      return null;
    }
    if (!(seen instanceof Long observed)) {
      return wrong("status.observedGeneration");
    }
    return observed.equals(generation)
        ? null
        : ObjectStatus.inProgress(
            "LatestGenerationNotObserved",
            object.kind()
                + " generation is "
                + generation
                + ", but latest observed generation is "
                + observed);
  }

  private static ObjectStatus wrong(String field) {
    return new ObjectStatus(State.UNKNOWN, "", field + " is not of the right type");
  }

  private static @Nullable ObjectStatus byKind(KubeObject object, Instant now) {
    return switch (object.type().group()) {
      case "" ->
          switch (object.kind()) {
            case "Service" -> service(object);
            case "Pod" -> pod(object, now);
            case "PersistentVolumeClaim" -> claim(object);
            case "Secret", "ConfigMap" -> ObjectStatus.current("Resource is always ready");
            default -> null;
          };
      case "apps", "extensions" -> Workloads.status(object);
      case "batch" ->
          switch (object.kind()) {
            case "Job" -> job(object);
            case "CronJob" -> ObjectStatus.current("Resource is always ready");
            default -> null;
          };
      case "policy" ->
          object.kind().equals("PodDisruptionBudget")
              ? ObjectStatus.current("AllowedDisruptions has been computed.")
              : null;
      case "apiextensions.k8s.io" ->
          object.kind().equals("CustomResourceDefinition") ? definition(object) : null;
      default -> null;
    };
  }

  private static ObjectStatus service(KubeObject service) {
    return service.text("spec", "type").equals("LoadBalancer")
            && service.text("spec", "clusterIP").isEmpty()
        ? ObjectStatus.inProgress("NoIPAssigned", "ClusterIP not set. Service type: LoadBalancer")
        : ObjectStatus.current("Service is ready");
  }

  private static ObjectStatus claim(KubeObject claim) {
    String phase = claim.get("status", "phase") instanceof String text ? text : "unknown";
    return phase.equals("Bound")
        ? ObjectStatus.current("PVC is Bound")
        : ObjectStatus.inProgress("NotBound", "PVC is not Bound. phase: " + phase);
  }

  private static ObjectStatus pod(KubeObject pod, Instant now) {
    String phase = pod.text("status", "phase");
    return switch (phase) {
      case "Succeeded" -> ObjectStatus.current("Pod has completed successfully");
      case "Failed" -> ObjectStatus.current("Pod has completed, but not successfully");
      case "Running" -> running(pod);
      case "Pending" -> pending(pod, now);
      case "" -> ObjectStatus.inProgress("PodNotObserved", "Pod phase not available");
      default -> new ObjectStatus(State.UNKNOWN, "", "unknown phase " + phase);
    };
  }

  private static ObjectStatus running(KubeObject pod) {
    for (Condition condition : Condition.of(pod)) {
      if (condition.type().equals("Ready") && condition.isTrue()) {
        return ObjectStatus.current("Pod is Ready");
      }
    }
    StringBuilder crashing = new StringBuilder();
    for (Map<String, @Nullable Object> status : pod.maps("status", "containerStatuses")) {
      KubeObject container = KubeObject.of(status);
      if (container.text("state", "waiting", "reason").equals("CrashLoopBackOff")) {
        crashing.append(crashing.isEmpty() ? "" : ",").append(container.text("name"));
      }
    }
    return crashing.isEmpty()
        ? ObjectStatus.inProgress("PodRunningNotReady", "Pod is running but is not Ready")
        : ObjectStatus.failed(
            "ContainerCrashLooping", "Containers in CrashLoop state: " + crashing);
  }

  private static ObjectStatus pending(KubeObject pod, Instant now) {
    for (Condition condition : Condition.of(pod)) {
      if (condition.type().equals("PodScheduled") && condition.isFalse()) {
        if (!condition.reason().equals("Unschedulable")) {
          break;
        }
        return now.minus(SCHEDULE_WINDOW).isBefore(created(pod))
            ? ObjectStatus.inProgress("PodNotScheduled", "Pod has not been scheduled")
            : ObjectStatus.failed("PodUnschedulable", "Pod could not be scheduled");
      }
    }
    return ObjectStatus.inProgress("PodPending", "Pod is in the Pending phase");
  }

  private static Instant created(KubeObject object) {
    try {
      return Instant.parse(object.text("metadata", "creationTimestamp"));
    } catch (DateTimeException _) {
      return Instant.EPOCH;
    }
  }

  private static ObjectStatus job(KubeObject job) {
    for (Condition condition : Condition.of(job)) {
      if (condition.isTrue() && condition.type().equals("Complete")) {
        return ObjectStatus.current("Job Completed. succeeded: " + done(job, "succeeded"));
      }
      if (condition.isTrue() && condition.type().equals("Failed")) {
        return ObjectStatus.failed("JobFailed", "Job Failed. failed: " + done(job, "failed"));
      }
    }
    if (job.text("status", "startTime").isEmpty()) {
      return ObjectStatus.inProgress("JobNotStarted", "Job not started");
    }
    return ObjectStatus.current(
        "Job in progress. success:"
            + job.number(0, "status", "succeeded")
            + ", active: "
            + job.number(0, "status", "active")
            + ", failed: "
            + job.number(0, "status", "failed"));
  }

  /// `2/3`: how many of a job's runs.
  private static String done(KubeObject job, String field) {
    long parallelism = job.number(1, "spec", "parallelism");
    return job.number(0, "status", field) + "/" + job.number(parallelism, "spec", "completions");
  }

  private static ObjectStatus definition(KubeObject definition) {
    for (Condition condition : Condition.of(definition)) {
      if (condition.type().equals("NamesAccepted") && condition.isFalse()) {
        return ObjectStatus.failed(condition.reason(), condition.message());
      }
      if (condition.type().equals("Established")) {
        if (condition.isFalse() && !condition.reason().equals("Installing")) {
          return ObjectStatus.failed(condition.reason(), condition.message());
        }
        if (condition.isTrue()) {
          return ObjectStatus.current("CRD is established");
        }
      }
    }
    return ObjectStatus.inProgress("Installing", "Install in progress");
  }

  private static ObjectStatus byReadyCondition(KubeObject object) {
    List<Condition> conditions = Condition.of(object);
    for (Condition condition : conditions) {
      if (condition.type().equals("Ready")) {
        switch (condition.status()) {
          case "True" -> {
            return ObjectStatus.current("Resource is Ready");
          }
          case "False", "Unknown" -> {
            return ObjectStatus.inProgress(condition.reason(), condition.message());
          }
          default -> {}
        }
      }
    }
    return ObjectStatus.current("Resource is current");
  }

  /// Whether a deployment never gives up by itself.
  static boolean hasNoDeadline(KubeObject deployment) {
    return deployment.number(NO_DEADLINE, "spec", "progressDeadlineSeconds") == NO_DEADLINE;
  }
}
