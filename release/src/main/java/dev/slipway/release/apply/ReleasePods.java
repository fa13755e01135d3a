package dev.slipway.release.apply;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.access.PodQuery;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.release.store.StoredRelease;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds the pods that the workloads of a release run now.
public final class ReleasePods {
  private static final GroupVersionKind POD = GroupVersionKind.of("v1", "Pod");
  private static final GroupVersionKind JOB = GroupVersionKind.of("batch/v1", "Job");

  private final KubeClient client;
  private final Map<String, KubeObject> pods = new TreeMap<>();

  private ReleasePods(KubeClient client) {
    this.client = client;
  }

  /// The pods of a revision's objects, by name.
  public static List<KubeObject> of(KubeClient client, StoredRelease release) {
    ReleasePods found = new ReleasePods(client);
    Placement placement = new Placement(client.resources(), release.name().namespace());
    Map<String, Set<String>> selectors = new LinkedHashMap<>();
    for (KubeObject object : placement.read(release.manifest())) {
      selectors
          .computeIfAbsent(object.namespace(), _ -> new LinkedHashSet<>())
          .addAll(found.selectors(object));
      if (object.type().equals(POD)) {
        client.get(object.key()).ifPresent(found::add);
      }
    }
    selectors.forEach((namespace, each) ->
        each.forEach(labels ->
            client.list(POD, namespace, ListOptions.labelled(labels)).items().forEach(found::add)));
    return List.copyOf(found.pods.values());
  }

  /// What to ask for the pods of a revision's objects, those that start later too.
  public static List<PodQuery> queries(KubeClient client, StoredRelease release) {
    Placement placement = new Placement(client.resources(), release.name().namespace());
    Set<PodQuery> queries = new LinkedHashSet<>();
    for (KubeObject object : placement.read(release.manifest())) {
      String namespace = object.namespace();
      switch (object.type().group() + "/" + object.kind()) {
        case "apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet" ->
            queries.add(PodQuery.labelled(namespace, selector(object)));
        case "batch/Job" -> queries.add(PodQuery.labelled(namespace, "job-name=" + object.name()));
        case "batch/CronJob" -> queries.add(PodQuery.ofCronJob(namespace, object.name()));
        case "/Pod" -> queries.add(PodQuery.named(namespace, object.name()));
        default -> {}
      }
    }
    return List.copyOf(queries);
  }

  private void add(KubeObject pod) {
    pods.put(pod.namespace() + "/" + pod.name(), pod);
  }

  private Collection<String> selectors(KubeObject object) {
    return switch (object.type().group() + "/" + object.kind()) {
      case "apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet" ->
          List.of(selector(object));
      case "batch/Job" -> List.of("job-name=" + object.name());
      case "batch/CronJob" -> jobs(object);
      default -> List.of();
    };
  }

  private List<String> jobs(KubeObject cronJob) {
    List<String> selectors = new ArrayList<>();
    for (KubeObject job : client.list(JOB, cronJob.namespace(), ListOptions.ALL).items()) {
      for (Map<String, @Nullable Object> owner : job.maps("metadata", "ownerReferences")) {
        if ("CronJob".equals(owner.get("kind")) && cronJob.name().equals(owner.get("name"))) {
          selectors.add("job-name=" + job.name());
        }
      }
    }
    return selectors;
  }

  /// A workload's selector as requests have it.
  private static String selector(KubeObject workload) {
    List<String> terms = new ArrayList<>();
    workload
        .texts("spec", "selector", "matchLabels")
        .forEach((name, value) -> terms.add(name + "=" + value));
    for (Map<String, @Nullable Object> each :
        workload.maps("spec", "selector", "matchExpressions")) {
      KubeObject term = KubeObject.of(each);
      List<String> values = new ArrayList<>();
      term.list("values").forEach(value -> values.add(String.valueOf(value)));
      String key = term.text("key");
      terms.add(
          switch (term.text("operator")) {
            case "In" -> key + " in (" + String.join(",", values) + ")";
            case "NotIn" -> key + " notin (" + String.join(",", values) + ")";
            case "DoesNotExist" -> "!" + key;
            default -> key;
          });
    }
    return String.join(",", terms);
  }

  /// Whether a pod's containers all say that they are ready.
  public static boolean isReady(KubeObject pod) {
    return pod.maps("status", "conditions").stream()
        .anyMatch(condition ->
            "Ready".equals(condition.get("type")) && "True".equals(condition.get("status")));
  }
}
