package dev.slipway.release.plan;

import dev.slipway.core.SlipwayException;
import dev.slipway.kube.KubeClient;
import dev.slipway.release.plan.Finding.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reckons quotas over all releases of a run: several that fit one by one may not fit together, and
/// one that does not fit now may when another has given room.
public final class RunQuotas {
  private RunQuotas() {}

  /// The plans, with what the quotas say of them together. Only namespaces in which several of them
  /// make or change something are looked at again.
  ///
  /// @param plans all plans of a run for one cluster
  public static List<ReleasePlan> together(KubeClient client, List<ReleasePlan> plans) {
    Map<String, Integer> growing = new LinkedHashMap<>();
    for (ReleasePlan plan : plans) {
      QuotaCheck.growing(plan).forEach(namespace -> growing.merge(namespace, 1, Integer::sum));
    }
    List<ReleasePlan> reckoned = new ArrayList<>(plans);
    growing.forEach((namespace, times) -> {
      if (times > 1) {
        try {
          reckon(client, namespace, reckoned);
        } catch (SlipwayException e) {
          String message = "the quotas of " + namespace + " cannot be reckoned: " + e.getMessage();
          reckoned.replaceAll(plan ->
              QuotaCheck.growing(plan).contains(namespace)
                  ? plus(plan, List.of(Finding.note(Topic.QUOTA, null, message)))
                  : plan);
        }
      }
    });
    return reckoned;
  }

  private static void reckon(KubeClient client, String namespace, List<ReleasePlan> plans) {
    List<ObjectChange> all = new ArrayList<>();
    plans.forEach(plan -> all.addAll(plan.changes()));
    QuotaCheck run = QuotaCheck.in(client, namespace, all);
    List<QuotaCheck.Shortage> shortages = run.shortages();
    plans.replaceAll(plan -> judged(plan, run.only(plan.changes()), shortages));
  }

  private static ReleasePlan judged(
      ReleasePlan plan, QuotaCheck own, List<QuotaCheck.Shortage> together) {
    List<QuotaCheck.Shortage> alone = own.shortages();
    List<Finding> findings = new ArrayList<>(plan.findings());
    for (QuotaCheck.Shortage shortage : alone) {
      if (shortage.lasting() && together.stream().noneMatch(shortage::isOf)) {
        findings.replaceAll(
            finding -> finding.equals(shortage.finding()) ? late(finding) : finding);
      }
    }
    findings.replaceAll(
        finding -> own.isRefusedForNow(finding, together) ? late(finding) : finding);
    for (QuotaCheck.Shortage shortage : together) {
      boolean isNew = shortage.lasting() && alone.stream().noneMatch(shortage::isOf);
      if (isNew && own.needs(shortage.name())) {
        findings.add(
            Finding.fails(
                Topic.QUOTA,
                shortage.quota(),
                shortage.text("the releases of this run need") + " together",
                "ask for less, or for a larger quota"));
      }
    }
    return plan.with(plan.crds(), plan.changes(), findings);
  }

  private static Finding late(Finding finding) {
    return Finding.warning(
        Topic.QUOTA,
        finding.object(),
        finding.message(),
        "others of this run give the room, if they come first");
  }

  private static ReleasePlan plus(ReleasePlan plan, List<Finding> more) {
    List<Finding> findings = new ArrayList<>(plan.findings());
    findings.addAll(more);
    return plan.with(plan.crds(), plan.changes(), findings);
  }
}
