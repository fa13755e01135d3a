package dev.slipway.release.plan;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.WriteOptions;
import dev.slipway.kube.client.Parallel;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.plan.Finding.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks the cluster by server-side dry run whether it takes the pods that workloads will make: a
/// Deployment is taken whatever its pods are, and without this the refusal shows only when the
/// rollout hangs. A service account or priority class that is not there, limits, PodSecurity and
/// webhooks are found so. Thread-safe.
final class PodTrial {
  private static final int LONGEST_NAME = 50;

  /// What Kubernetes' own admission says of a pod whoever makes it.
  private static final List<String> DEFINITE =
      List.of(
          "violates PodSecurity",
          "usage per ",
          "limit to request ratio",
          "no PriorityClass with name",
          "RuntimeClass \"",
          "error looking up service account");

  private final KubeClient client;
  private final WriteOptions write;

  private PodTrial(KubeClient client, String manager) {
    this.client = client;
    this.write = WriteOptions.as(manager).dry();
  }

  /// A workload whose pods are tried.
  ///
  /// @param key which one
  /// @param label what stands before what is said of it
  /// @param object with its template
  /// @param before objects that are made before its pods
  /// @param after objects that are made after them
  private record Workload(
      ObjectKey key,
      String label,
      KubeObject object,
      List<ObjectKey> before,
      List<ObjectKey> after) {}

  /// What is wrong with the pods of the workloads that a plan makes, or gives another template, and
  /// of its hooks.
  static List<Finding> of(
      KubeClient client, ReleasePlan plan, List<PlannedHook> hooks, String manager) {
    PodTrial trial = new PodTrial(client, manager);
    List<Finding> findings = new ArrayList<>();
    Parallel.map(workloads(plan, hooks), trial::run).forEach(findings::addAll);
    return findings;
  }

  private static List<Workload> workloads(ReleasePlan plan, List<PlannedHook> hooks) {
    List<ObjectKey> made = new ArrayList<>();
    hooks.forEach(hook -> made.add(hook.key()));
    List<ObjectKey> own = new ArrayList<>();
    plan.changes().stream()
        .filter(change -> change.action() != Action.DELETE)
        .forEach(change -> own.add(change.key()));
    List<Workload> workloads = new ArrayList<>();
    for (PlannedHook hook : hooks) {
      if (hook.isBefore()) {
        add(workloads, hook.key(), hook.event() + " hook: ", hook.object(), made, own);
      }
    }
    made.addAll(own);
    for (ObjectChange change : plan.changes()) {
      boolean isNew =
          switch (change.action()) {
            case CREATE, REPLACE -> true;
            case CHANGE -> change.restarts();
            case DELETE, KEEP, LATER, NONE -> false;
          };
      KubeObject desired = change.desired();
      if (isNew && desired != null) {
        add(workloads, change.key(), "", desired, made, List.of());
      }
    }
    for (PlannedHook hook : hooks) {
      if (!hook.isBefore()) {
        add(workloads, hook.key(), hook.event() + " hook: ", hook.object(), made, List.of());
      }
    }
    return workloads;
  }

  private static void add(
      List<Workload> workloads,
      ObjectKey key,
      String label,
      KubeObject object,
      List<ObjectKey> made,
      List<ObjectKey> after) {
    boolean isKnown = workloads.stream().anyMatch(one -> one.key().equals(key));
    if (!isKnown && !template(object).isEmpty()) {
      workloads.add(new Workload(key, label, object, List.copyOf(made), after));
    }
  }

  /// What a workload makes its pods from; empty for kinds whose pods are not tried.
  static Map<String, @Nullable Object> template(KubeObject workload) {
    return switch (workload.type().group() + "/" + workload.kind()) {
      case "apps/Deployment",
          "apps/StatefulSet",
          "apps/DaemonSet",
          "apps/ReplicaSet",
          "batch/Job" ->
          workload.map("spec", "template");
      case "batch/CronJob" -> workload.map("spec", "jobTemplate", "spec", "template");
      default -> Map.of();
    };
  }

  private List<Finding> run(Workload workload) {
    try {
      try {
        client.create(pod(workload.object, true), write);
      } catch (KubeException e) {
        if (!isMadeBefore(workload, String.valueOf(e.getMessage()))) {
          throw e;
        }
        // The account comes with the release; what else there is to say comes after it.
        client.create(pod(workload.object, false), write);
      }
      return List.of();
    } catch (KubeException e) {
      Finding refusal = e.is(KubeErrorCode.NOT_FOUND) ? null : finding(workload, e);
      return refusal == null ? List.of() : List.of(refusal);
    }
  }

  private static boolean isMadeBefore(Workload workload, String message) {
    return workload.before.stream().anyMatch(key -> Objection.isForWantOf(message, key));
  }

  private static @Nullable Finding finding(Workload workload, KubeException e) {
    Finding refusal = Objection.of(workload.key, e);
    // Quotas are reckoned, with the pods that go. Not everyone who may make a Deployment may make
    // pods.
    boolean isOther =
        refusal.topic() == Topic.QUOTA
            || refusal.topic() == Topic.PERMISSION
            || refusal.topic() == Topic.NAMESPACE
            || refusal.message().contains("failed quota")
            // Of the template the workload's own dry run has told.
            || refusal.message().contains(" is invalid: ")
            || refusal.message().contains(" cannot be handled as a ")
            || isMadeBefore(workload, refusal.message());
    if (isOther) {
      return null;
    }
    boolean isDefinite = DEFINITE.stream().anyMatch(refusal.message()::contains);
    String message = workload.label + "its pods are refused: " + told(refusal.message());
    String hint = hint(workload, message);
    return isDefinite
        ? Finding.fails(Topic.REFUSED, workload.key, message, hint)
        : Finding.warning(Topic.REFUSED, workload.key, message, hint);
  }

  /// Without the name that the pod was given to be tried.
  private static String told(String message) {
    String end = " is forbidden: ";
    int at = message.startsWith("pods \"") ? message.indexOf(end) : -1;
    return at < 0 ? message : message.substring(at + end.length());
  }

  private static String hint(Workload workload, String message) {
    boolean isLater = workload.after.stream().anyMatch(key -> Objection.isForWantOf(message, key));
    if (isLater) {
      return "the release makes it only after this hook: make it a hook, too, with a lower weight";
    }
    if (message.contains("error looking up service account")) {
      return "make the service account first, or add it to the chart";
    }
    if (message.contains("no PriorityClass with name") || message.contains("RuntimeClass \"")) {
      return "the cluster has no such class";
    }
    return "";
  }

  /// A pod as the workload's controller will make it.
  ///
  /// @param account whether it runs as the service account that it names
  private static KubeObject pod(KubeObject workload, boolean account) {
    KubeObject template = KubeObject.of(template(workload));
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(template.map("metadata"));
    String name = workload.name();
    metadata.remove("name");
    metadata.put("generateName", name.substring(0, Math.min(LONGEST_NAME, name.length())) + "-");
    metadata.put("namespace", workload.namespace());
    Map<String, @Nullable Object> spec = new LinkedHashMap<>(template.map("spec"));
    if (!account) {
      spec.remove("serviceAccountName");
      spec.remove("serviceAccount");
    }
    if (workload.kind().equals("StatefulSet")) {
      withClaims(workload, spec);
    }
    Map<String, @Nullable Object> pod = new LinkedHashMap<>();
    pod.put("apiVersion", "v1");
    pod.put("kind", "Pod");
    pod.put("metadata", metadata);
    pod.put("spec", spec);
    return KubeObject.of(pod);
  }

  /// The controller adds a volume for each claim's template, and the mounts name them.
  private static void withClaims(KubeObject set, Map<String, @Nullable Object> spec) {
    Map<String, Object> volumes = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> volume : KubeObject.of(spec).maps("volumes")) {
      volumes.put(KubeObject.of(volume).text("name"), volume);
    }
    for (Map<String, @Nullable Object> claim : set.maps("spec", "volumeClaimTemplates")) {
      String name = KubeObject.of(claim).text("metadata", "name");
      String claimed = name + "-" + set.name() + "-0";
      volumes.put(
          name, Map.of("name", name, "persistentVolumeClaim", Map.of("claimName", claimed)));
    }
    spec.put("volumes", List.copyOf(volumes.values()));
  }
}
