package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Starts the Jobs of CronJobs when they are due, by the clock that is in timestamps, and clears
/// away those that have ended (pkg/controller/cronjob).
final class CronJobs implements Controller {
  private static final String SOURCE = "cronjob-controller";

  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    Owners.changed(Kinds.CRON_JOB, object, queue);
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    KubeObject cron = control.mirror().get(key);
    if (cron == null || PodState.isDeleting(cron)) {
      return;
    }
    List<KubeObject> jobs = control.mirror().owned(cron.uid(), Kinds.JOB);
    clear(cron, jobs, "Complete", cron.number(3, "spec", "successfulJobsHistoryLimit"), control);
    clear(cron, jobs, "Failed", cron.number(1, "spec", "failedJobsHistoryLimit"), control);
    Map<String, @Nullable Object> status = status(cron, jobs);
    CronSchedule schedule =
        CronSchedule.of(cron.text("spec", "schedule"), cron.text("spec", "timeZone"));
    if (schedule != null && !cron.flag("spec", "suspend")) {
      start(cron, jobs, schedule, status, control);
    }
    control.updateStatus(cron, status);
  }

  private static Map<String, @Nullable Object> status(KubeObject cron, List<KubeObject> jobs) {
    List<@Nullable Object> active = new ArrayList<>();
    Map<String, @Nullable Object> status = new LinkedHashMap<>(cron.map("status"));
    for (KubeObject job : jobs) {
      if (!Jobs.isFinished(job)) {
        active.add(reference(job));
      }
      String end = job.text("status", "completionTime");
      if (end.compareTo(Tree.text(status.get("lastSuccessfulTime"))) > 0) {
        status.put("lastSuccessfulTime", end);
      }
    }
    if (active.isEmpty()) {
      status.remove("active");
    } else {
      status.put("active", active);
    }
    return status;
  }

  private static Map<String, @Nullable Object> reference(KubeObject job) {
    return Tree.map(
        "kind",
        "Job",
        "namespace",
        job.namespace(),
        "name",
        job.name(),
        "uid",
        job.uid(),
        "apiVersion",
        "batch/v1",
        "resourceVersion",
        job.resourceVersion());
  }

  private static void start(
      KubeObject cron,
      List<KubeObject> jobs,
      CronSchedule schedule,
      Map<String, @Nullable Object> status,
      Control control)
      throws Refused {
    Instant now = control.clock().instant();
    String last = cron.text("status", "lastScheduleTime");
    Instant since =
        Instant.parse(last.isEmpty() ? cron.text("metadata", "creationTimestamp") : last);
    Instant due = schedule.last(since, now);
    Instant next = schedule.after(now);
    if (next != null) {
      // The schedule is one of the wall; waiting is in simulated time.
      long nanos = Duration.between(now, next).plusMillis(1).toNanos();
      control.again(cron.key(), Duration.ofNanos((long) (nanos * control.clock().speed())));
    }
    if (due == null || isLate(cron, due, now)) {
      return;
    }
    List<KubeObject> active = new ArrayList<>(jobs);
    active.removeIf(Jobs::isFinished);
    String policy = cron.text("spec", "concurrencyPolicy");
    if (!active.isEmpty() && policy.equals("Forbid")) {
      control.normal(
          cron,
          SOURCE,
          "JobAlreadyActive",
          "Not starting job because prior execution is running and concurrency policy is Forbid");
      return;
    }
    if (policy.equals("Replace")) {
      for (KubeObject job : active) {
        control.delete(job);
      }
    }
    KubeObject job = control.create(job(cron, due));
    control.normal(cron, SOURCE, "SuccessfulCreate", "Created job " + job.name());
    List<@Nullable Object> running =
        new ArrayList<>(status.get("active") instanceof List<?> list ? list : List.of());
    running.add(reference(job));
    status.put("active", running);
    status.put("lastScheduleTime", due.toString());
  }

  private static boolean isLate(KubeObject cron, Instant due, Instant now) {
    return cron.get("spec", "startingDeadlineSeconds") != null
        && Duration.between(due, now).toSeconds()
            > cron.number(0, "spec", "startingDeadlineSeconds");
  }

  private static KubeObject job(KubeObject cron, Instant due) {
    return Draft.of(Kinds.JOB, cron.namespace(), cron.name() + "-" + due.getEpochSecond() / 60)
        .set(cron.get("spec", "jobTemplate", "metadata", "labels"), "metadata", "labels")
        .set(cron.get("spec", "jobTemplate", "metadata", "annotations"), "metadata", "annotations")
        .set(
            due.toString(),
            "metadata",
            "annotations",
            "batch.kubernetes.io/cronjob-scheduled-timestamp")
        .set(List.of(PodTemplate.reference(cron)), "metadata", "ownerReferences")
        .set(KubeObject.copyOf(cron.map("spec", "jobTemplate", "spec")), "spec")
        .object();
  }

  private static void clear(
      KubeObject cron, List<KubeObject> jobs, String condition, long kept, Control control)
      throws Refused {
    List<KubeObject> ended = new ArrayList<>(jobs);
    ended.removeIf(job -> !"True".equals(PodState.condition(job, condition).get("status")));
    ended.sort(Comparator.comparing(job -> job.text("status", "startTime")));
    for (int i = 0; i < ended.size() - kept; i++) {
      control.delete(ended.get(i));
      control.normal(cron, SOURCE, "SuccessfulDelete", "Deleted job " + ended.get(i).name());
    }
  }
}
