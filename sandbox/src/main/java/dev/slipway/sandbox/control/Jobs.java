package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs Jobs to their end: completions, parallelism, tries again with growing waits, deadlines,
/// suspension, indexes, and deletion some time after the end (pkg/controller/job).
final class Jobs implements Controller {
  private static final String SOURCE = "job-controller";
  static final String NAME_LABEL = "batch.kubernetes.io/job-name";
  static final String UID_LABEL = "batch.kubernetes.io/controller-uid";
  private static final String INDEX = "batch.kubernetes.io/job-completion-index";

  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    Owners.changed(Kinds.JOB, object, queue);
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    KubeObject job = control.mirror().get(key);
    if (job == null || PodState.isDeleting(job)) {
      return;
    }
    if (isFinished(job)) {
      expire(job, control);
      return;
    }
    Pods pods = Pods.of(job, control);
    if (job.flag("spec", "suspend")) {
      suspend(job, pods, control);
      return;
    }
    String failure = failure(job, pods, control);
    if (!failure.isEmpty()) {
      fail(job, pods, failure, control);
    } else if (isComplete(job, pods)) {
      complete(job, pods, control);
    } else {
      run(job, pods, control);
    }
  }

  /// The pods of a job.
  private record Pods(
      List<KubeObject> active, List<KubeObject> succeeded, List<KubeObject> failed) {
    static Pods of(KubeObject job, Control control) {
      Pods pods = new Pods(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (KubeObject pod : control.mirror().owned(job.uid(), Kinds.POD)) {
        switch (pod.text("status", "phase")) {
          case "Succeeded" -> pods.succeeded.add(pod);
          case "Failed" -> pods.failed.add(pod);
          default -> {
            if (!PodState.isDeleting(pod)) {
              pods.active.add(pod);
            }
          }
        }
      }
      return pods;
    }

    long ready() {
      return active.stream().filter(PodState::isReady).count();
    }

    /// Restarts count as failures where containers are restarted in place.
    long failures() {
      long restarts = 0;
      for (KubeObject pod : active) {
        if (pod.text("spec", "restartPolicy").equals("OnFailure")) {
          for (Map<String, @Nullable Object> container : pod.maps("status", "containerStatuses")) {
            restarts += Tree.number(container.get("restartCount"), 0);
          }
        }
      }
      return failed.size() + restarts;
    }
  }

  static boolean isFinished(KubeObject job) {
    return "True".equals(PodState.condition(job, "Complete").get("status"))
        || "True".equals(PodState.condition(job, "Failed").get("status"));
  }

  private static boolean isIndexed(KubeObject job) {
    return job.text("spec", "completionMode").equals("Indexed");
  }

  private static boolean isComplete(KubeObject job, Pods pods) {
    if (job.get("spec", "completions") == null) {
      return !pods.succeeded.isEmpty() && pods.active.isEmpty();
    }
    long done = isIndexed(job) ? indexes(pods.succeeded).size() : pods.succeeded.size();
    return done >= job.number(1, "spec", "completions");
  }

  private static Set<String> indexes(List<KubeObject> pods) {
    Set<String> indexes = new HashSet<>();
    pods.forEach(pod -> indexes.add(pod.annotations().getOrDefault(INDEX, "")));
    return indexes;
  }

  /// Why the job has failed, as `reason: message`; empty if it has not.
  private static String failure(KubeObject job, Pods pods, Control control) {
    if (job.get("spec", "activeDeadlineSeconds") != null) {
      Duration deadline = Duration.ofSeconds(job.number(0, "spec", "activeDeadlineSeconds"));
      Duration passed =
          job.text("status", "startTime").isEmpty()
              ? Duration.ZERO
              : PodState.passed(job.text("status", "startTime"), control.clock());
      if (passed.compareTo(deadline) >= 0) {
        return "DeadlineExceeded: Job was active longer than specified deadline";
      }
      control.again(job.key(), deadline.minus(passed).plusMillis(1));
    }
    return pods.failures() > job.number(6, "spec", "backoffLimit")
        ? "BackoffLimitExceeded: Job has reached the specified backoff limit"
        : "";
  }

  private static void run(KubeObject job, Pods pods, Control control) throws Refused {
    long parallel = job.number(1, "spec", "parallelism");
    long wanted = parallel;
    if (job.get("spec", "completions") != null) {
      long done = isIndexed(job) ? indexes(pods.succeeded).size() : pods.succeeded.size();
      wanted = Math.min(parallel, job.number(1, "spec", "completions") - done);
    } else if (!pods.succeeded.isEmpty()) {
      wanted = pods.active.size();
    }
    Duration wait = backOff(pods, control);
    if (pods.active.size() < wanted && wait.isPositive()) {
      control.again(job.key(), wait);
    } else {
      for (long missing = wanted - pods.active.size(); missing > 0; missing--) {
        create(job, pods, control);
      }
    }
    for (int i = pods.active.size() - 1; i >= Math.max(0, wanted); i--) {
      control.delete(pods.active.remove(i));
    }
    writeStatus(job, pods, job.list("status", "conditions"), control);
  }

  /// How long to wait after failures until the next try: 10 s, then twice as long each time.
  private static Duration backOff(Pods pods, Control control) {
    if (pods.failed.isEmpty()) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(Math.min(600, 10L << Math.min(pods.failed.size() - 1, 6)));
    Duration passed = Duration.ofDays(1);
    for (KubeObject pod : pods.failed) {
      for (Map<String, @Nullable Object> container : pod.maps("status", "containerStatuses")) {
        Map<String, @Nullable Object> ended =
            Tree.asMap(Tree.asMap(container.get("state")).get("terminated"));
        Duration since = PodState.passed(Tree.text(ended.get("finishedAt")), control.clock());
        passed = passed.compareTo(since) < 0 ? passed : since;
      }
    }
    return wait.minus(passed);
  }

  private static void create(KubeObject job, Pods pods, Control control) throws Refused {
    String index = isIndexed(job) ? nextIndex(pods) : "";
    String name = job.name() + (index.isEmpty() ? "-" : "-" + index + "-");
    Draft draft =
        PodTemplate.pod(job, job.map("spec", "template"), name)
            .set(job.name(), "metadata", "labels", NAME_LABEL)
            .set(job.name(), "metadata", "labels", "job-name")
            .set(job.uid(), "metadata", "labels", UID_LABEL)
            .set(job.uid(), "metadata", "labels", "controller-uid");
    if (!index.isEmpty()) {
      draft
          .set(index, "metadata", "annotations", INDEX)
          .set(index, "metadata", "labels", INDEX)
          .set(job.name() + "-" + index, "spec", "hostname");
    }
    try {
      KubeObject pod = control.create(draft.object());
      pods.active.add(pod);
      control.normal(job, SOURCE, "SuccessfulCreate", "Created pod: " + pod.name());
    } catch (Refused refused) {
      control.warning(job, SOURCE, "FailedCreate", "Error creating: " + refused.text());
      throw refused;
    }
  }

  private static String nextIndex(Pods pods) {
    Set<String> used = indexes(pods.active);
    used.addAll(indexes(pods.succeeded));
    int index = 0;
    while (used.contains(Integer.toString(index))) {
      index++;
    }
    return Integer.toString(index);
  }

  private static void suspend(KubeObject job, Pods pods, Control control) throws Refused {
    for (KubeObject pod : pods.active) {
      control.delete(pod);
    }
    pods.active.clear();
    Map<String, @Nullable Object> before = PodState.condition(job, "Suspended");
    if (!"True".equals(before.get("status"))) {
      control.normal(job, SOURCE, "Suspended", "Job suspended");
    }
    Map<String, @Nullable Object> condition =
        probed(
            Conditions.of(
                before, "Suspended", true, "JobSuspended", "Job suspended", control.clock()),
            before,
            control);
    writeStatus(job, pods, Conditions.with(job.list("status", "conditions"), condition), control);
  }

  private static Map<String, @Nullable Object> probed(
      Map<String, @Nullable Object> condition,
      Map<String, @Nullable Object> before,
      Control control) {
    Object last = before.get("lastProbeTime");
    condition.put("lastProbeTime", last == null ? control.clock().timestamp() : last);
    return condition;
  }

  private static void complete(KubeObject job, Pods pods, Control control) throws Refused {
    for (KubeObject pod : pods.active) {
      control.delete(pod);
    }
    pods.active.clear();
    List<@Nullable Object> conditions =
        ended(
            job,
            List.of("SuccessCriteriaMet", "Complete"),
            "CompletionsReached",
            "Reached expected number of succeeded pods",
            control);
    KubeObject done = writeStatus(job, pods, conditions, control);
    control.normal(done, SOURCE, "Completed", "Job completed");
  }

  private static void fail(KubeObject job, Pods pods, String failure, Control control)
      throws Refused {
    int colon = failure.indexOf(": ");
    String reason = failure.substring(0, colon);
    String message = failure.substring(colon + 2);
    for (KubeObject pod : pods.active) {
      control.delete(pod);
    }
    pods.failed.addAll(pods.active);
    pods.active.clear();
    List<@Nullable Object> conditions =
        ended(job, List.of("FailureTarget", "Failed"), reason, message, control);
    KubeObject failed = writeStatus(job, pods, conditions, control);
    control.warning(failed, SOURCE, reason, message);
  }

  /// The conditions with those of a job that is over.
  private static List<@Nullable Object> ended(
      KubeObject job, List<String> types, String reason, String message, Control control) {
    List<@Nullable Object> conditions = resumed(job, control);
    for (String type : types) {
      Map<String, @Nullable Object> before = PodState.condition(job, type);
      Map<String, @Nullable Object> now =
          Conditions.of(before, type, true, reason, message, control.clock());
      conditions = Conditions.with(conditions, probed(now, before, control));
    }
    return conditions;
  }

  /// The conditions with an earlier suspension ended.
  private static List<@Nullable Object> resumed(KubeObject job, Control control) {
    List<@Nullable Object> conditions = job.list("status", "conditions");
    Map<String, @Nullable Object> before = PodState.condition(job, "Suspended");
    return before.isEmpty()
        ? conditions
        : Conditions.with(
            conditions,
            probed(
                Conditions.of(
                    before, "Suspended", false, "JobResumed", "Job resumed", control.clock()),
                before,
                control));
  }

  private static KubeObject writeStatus(
      KubeObject known, Pods pods, List<@Nullable Object> conditions, Control control)
      throws Refused {
    KubeObject job = control.mirror().get(known.key());
    if (job == null) {
      return known;
    }
    Map<String, @Nullable Object> status = new LinkedHashMap<>(job.map("status"));
    boolean suspended = job.flag("spec", "suspend");
    List<@Nullable Object> all = conditions;
    if (!suspended && !conditions.isEmpty() && !PodState.condition(job, "Suspended").isEmpty()) {
      all = Conditions.with(conditions, Tree.asMap(resumedOf(job, conditions, control)));
    }
    if (!all.isEmpty()) {
      status.put("conditions", all);
    }
    if (suspended) {
      status.remove("startTime");
    } else {
      status.putIfAbsent("startTime", control.clock().timestamp());
    }
    put(status, "active", pods.active.size());
    put(status, "succeeded", pods.succeeded.size());
    put(status, "failed", pods.failed.size());
    status.put("ready", pods.ready());
    status.put("terminating", 0L);
    status.put("uncountedTerminatedPods", Map.of());
    if (isIndexed(job)) {
      status.put(
          "completedIndexes", String.join(",", indexes(pods.succeeded).stream().sorted().toList()));
    }
    for (Object condition : all) {
      if ("Complete".equals(Tree.asMap(condition).get("type"))) {
        status.putIfAbsent("completionTime", control.clock().timestamp());
      }
    }
    return control.updateStatus(job, status);
  }

  private static @Nullable Object resumedOf(
      KubeObject job, List<@Nullable Object> conditions, Control control) {
    for (Object condition : resumed(job, control)) {
      if ("Suspended".equals(Tree.asMap(condition).get("type"))) {
        return condition;
      }
    }
    return conditions.getFirst();
  }

  private static void put(Map<String, @Nullable Object> status, String field, int count) {
    if (count > 0) {
      status.put(field, (long) count);
    } else {
      status.remove(field);
    }
  }

  private static void expire(KubeObject job, Control control) throws Refused {
    if (job.get("spec", "ttlSecondsAfterFinished") == null) {
      return;
    }
    String end = job.text("status", "completionTime");
    if (end.isEmpty()) {
      end = Tree.text(PodState.condition(job, "Failed").get("lastTransitionTime"));
    }
    Duration left =
        Duration.ofSeconds(job.number(0, "spec", "ttlSecondsAfterFinished"))
            .minus(PodState.passed(end, control.clock()));
    if (left.isPositive()) {
      control.again(job.key(), left.plusMillis(1));
    } else {
      control.delete(job);
    }
  }
}
