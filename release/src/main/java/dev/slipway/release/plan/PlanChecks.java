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
  private final ReleasePlan plan;
  private final List<Finding> findings = new ArrayList<>();

  private PlanChecks(ReleasePlan plan) {
    this.plan = plan;
  }

  /// What was found, beyond the plan's own findings.
  static List<Finding> of(KubeClient client, ReleasePlan plan, Trial trial, RightsCheck rights) {
    PlanChecks checks = new PlanChecks(plan);
    checks.deletions(trial);
    checks.findings.addAll(rights.check(plan));
    checks.findings.addAll(QuotaCheck.of(client, plan));
    checks.record();
    checks.staleSettings();
    return checks.findings;
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
