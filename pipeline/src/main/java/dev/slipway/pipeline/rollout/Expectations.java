package dev.slipway.pipeline.rollout;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.KubeClient;
import dev.slipway.object.KubeObject;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.CustomKinds;
import dev.slipway.release.plan.Finding;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.PlanOptions;
import dev.slipway.release.plan.ReleasePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the releases of a run bring to a cluster that others of the run need: kinds and namespaces.
/// A fresh cluster has neither, and still everything is planned and nothing fails.
final class Expectations {
  private final Map<KubeClient, List<ApiResource>> kinds = new HashMap<>();
  private final Map<KubeClient, Set<String>> namespaces = new HashMap<>();

  private Expectations() {}

  /// What these plans bring.
  static Expectations of(List<Planned> planned) {
    Expectations all = new Expectations();
    for (Planned one : planned) {
      if (one instanceof Planned.Ready(Member member, ReleasePlan plan)) {
        plan.crds().forEach(change -> all.add(member.cluster(), change));
        plan.changes().forEach(change -> all.add(member.cluster(), change));
        if (plan.settings().createNamespace() && plan.changesObjects()) {
          all.namespaces
              .computeIfAbsent(member.cluster(), _ -> new HashSet<>())
              .add(member.name().namespace());
        }
      }
    }
    return all;
  }

  private void add(KubeClient cluster, ObjectChange change) {
    KubeObject desired = change.desired();
    if (change.action() != Action.CREATE || desired == null) {
      return;
    }
    if (change.key().type().kind().equals("Namespace")) {
      namespaces.computeIfAbsent(cluster, _ -> new HashSet<>()).add(change.key().name());
    } else if (CustomKinds.isDefinition(desired)) {
      kinds.computeIfAbsent(cluster, _ -> new ArrayList<>()).addAll(CustomKinds.of(desired));
    }
  }

  boolean isEmpty() {
    return kinds.isEmpty() && namespaces.isEmpty();
  }

  /// Whether a plan failed, or left something for later, for want of what is to come.
  boolean matterTo(Planned one) {
    if (!(one instanceof Planned.Ready(Member _, ReleasePlan plan))) {
      return one instanceof Planned.Failed;
    }
    for (Finding finding : plan.findings()) {
      if (finding.weight() == Finding.Weight.FAILS
          && (finding.topic() == Finding.Topic.NAMESPACE
              || finding.topic() == Finding.Topic.KIND)) {
        return true;
      }
    }
    return plan.changes().stream().anyMatch(change -> change.action() == Action.LATER);
  }

  /// The options of a plan that counts on what is to come.
  PlanOptions added(PlanOptions options, Planned one) {
    if (!(one instanceof Planned.Ready(Member member, ReleasePlan _))) {
      Set<String> everywhere = new HashSet<>();
      namespaces.values().forEach(everywhere::addAll);
      List<ApiResource> all = new ArrayList<>();
      kinds.values().forEach(all::addAll);
      return options.expecting(all, everywhere);
    }
    return options.expecting(
        kinds.getOrDefault(member.cluster(), List.of()),
        namespaces.getOrDefault(member.cluster(), Set.of()));
  }
}
