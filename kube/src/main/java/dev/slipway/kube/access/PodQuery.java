package dev.slipway.kube.access;

import dev.slipway.kube.ListOptions;
import dev.slipway.object.KubeObject;

/// Pods that are meant, those that come later too.
///
/// @param namespace their namespace
/// @param options what the cluster is asked for
/// @param job the name of a CronJob whose jobs' pods alone are meant; empty for all of them
public record PodQuery(String namespace, ListOptions options, String job) {
  private static final String JOB_NAME = "job-name";

  /// All pods with these labels.
  public static PodQuery labelled(String namespace, String selector) {
    return new PodQuery(namespace, ListOptions.labelled(selector), "");
  }

  /// One pod.
  public static PodQuery named(String namespace, String name) {
    return new PodQuery(namespace, new ListOptions("", "metadata.name=" + name), "");
  }

  /// The pods of a CronJob's jobs.
  public static PodQuery ofCronJob(String namespace, String name) {
    return new PodQuery(namespace, ListOptions.labelled(JOB_NAME), name);
  }

  /// Whether a pod that the cluster answered with is meant. The controller names jobs after their
  /// CronJob and the time.
  boolean means(KubeObject pod) {
    if (job.isEmpty()) {
      return true;
    }
    String name = pod.labels().getOrDefault(JOB_NAME, "");
    return name.startsWith(job + "-")
        && name.substring(job.length() + 1).chars().allMatch(each -> each >= '0' && each <= '9');
  }
}
