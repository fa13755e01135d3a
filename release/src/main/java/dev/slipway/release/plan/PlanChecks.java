package dev.slipway.release.plan;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.client.Parallel;
import dev.slipway.object.KubeObject;
import dev.slipway.release.plan.Finding.Topic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at a plan that changes something for what a dry run of single objects does not tell.
final class PlanChecks {
  private final KubeClient client;
  private final ReleasePlan plan;
  private final ObjectScope scope;
  private final PlanOptions options;
  private final List<Finding> findings = new ArrayList<>();

  /// @param scope which kinds there are, and will be
  /// @param options how the plan was made
  PlanChecks(KubeClient client, ReleasePlan plan, ObjectScope scope, PlanOptions options) {
    this.client = client;
    this.plan = plan;
    this.scope = scope;
    this.options = options;
  }

  /// What was found, beyond the plan's own findings.
  List<Finding> findings(Trial trial, RightsCheck rights) {
    ManifestReader reader = new ManifestReader(scope, plan.name().namespace());
    PlannedHooks hooks = PlannedHooks.of(plan, reader);
    deletions(trial);
    findings.addAll(hooks.findings());
    String manager = options.fieldManager();
    HookTrial.Result tried =
        HookTrial.of(client, plan, hooks.hooks(), scope, options.comingNamespaces(), manager);
    findings.addAll(tried.findings());
    findings.addAll(PodTrial.of(client, plan, hooks.hooks(), manager));
    findings.addAll(rights.check(plan, tried));
    findings.addAll(QuotaCheck.of(client, plan, hooks.hooks()));
    record();
    staleSettings();
    return findings;
  }

  private void deletions(Trial trial) {
    List<ObjectChange> deletions = new ArrayList<>();
    for (ObjectChange change : plan.changes()) {
      if (change.action() == Action.DELETE || change.action() == Action.REPLACE) {
        deletions.add(change);
      }
    }
    Parallel.map(deletions, trial::deletion).forEach(findings::addAll);
  }

  private void record() {
    if (plan.kind() != PlanKind.UNINSTALL) {
      Finding finding = RecordSize.finding(plan);
      if (finding != null) {
        findings.add(finding);
      }
    }
  }

  /// Pods read environment variables from ConfigMaps and Secrets when they start, and never again.
  private void staleSettings() {
    Set<String> changed = new LinkedHashSet<>();
    for (ObjectChange change : plan.changes()) {
      boolean isConfig =
          change.key().type().kind().equals("ConfigMap")
              || change.key().type().kind().equals("Secret");
      if (isConfig && change.action() == Action.CHANGE) {
        changed.add(change.key().namespace() + " " + change.key().label());
      }
    }
    if (changed.isEmpty()) {
      return;
    }
    for (ObjectChange change : plan.changes()) {
      KubeObject workload = change.desired();
      if (workload != null && change.live() != null && !change.restarts()) {
        for (String source : sources(workload)) {
          if (changed.contains(change.key().namespace() + " " + source)) {
            findings.add(
                Finding.note(
                    Topic.UNSTABLE,
                    change.key(),
                    "its pods read their environment from "
                        + source
                        + ", which changes, and do not restart"));
          }
        }
      }
    }
  }

  /// The objects that the environment of a workload's pods comes from, as `ConfigMap/web`.
  private static Set<String> sources(KubeObject workload) {
    Set<String> sources = new LinkedHashSet<>();
    if (!Prediction.hasPods(workload)) {
      return sources;
    }
    for (Map<String, @Nullable Object> container :
        workload.maps("spec", "template", "spec", "containers")) {
      KubeObject tree = KubeObject.of(container);
      for (Map<String, @Nullable Object> from : tree.maps("envFrom")) {
        add(sources, KubeObject.of(from), "configMapRef", "secretRef");
      }
      for (Map<String, @Nullable Object> variable : tree.maps("env")) {
        add(
            sources,
            KubeObject.of(KubeObject.of(variable).map("valueFrom")),
            "configMapKeyRef",
            "secretKeyRef");
      }
    }
    return sources;
  }

  private static void add(Set<String> sources, KubeObject from, String config, String secret) {
    if (!from.text(config, "name").isEmpty()) {
      sources.add("ConfigMap/" + from.text(config, "name"));
    }
    if (!from.text(secret, "name").isEmpty()) {
      sources.add("Secret/" + from.text(secret, "name"));
    }
  }
}
