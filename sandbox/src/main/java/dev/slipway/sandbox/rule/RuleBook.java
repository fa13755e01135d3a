package dev.slipway.sandbox.rule;

import dev.slipway.sandbox.resource.ResourceType;
import java.util.Map;

/// Which rules are those of which kind.
final class RuleBook {
  private static final Map<String, KindRule> RULES =
      Map.ofEntries(
          Map.entry("pods", new PodRule()),
          Map.entry("limitranges", new LimitRangeRule()),
          Map.entry("deployments.apps", new TemplateRule.Deployments()),
          Map.entry("replicasets.apps", new TemplateRule.ReplicaSets(false)),
          Map.entry("replicationcontrollers", new TemplateRule.ReplicaSets(true)),
          Map.entry("daemonsets.apps", new TemplateRule.DaemonSets()),
          Map.entry("statefulsets.apps", new TemplateRule.StatefulSets()),
          Map.entry("jobs.batch", new JobRule()),
          Map.entry("cronjobs.batch", new JobRule.CronJobs()),
          Map.entry("services", new ServiceRule()),
          Map.entry("configmaps", new ConfigRule(false)),
          Map.entry("secrets", new ConfigRule(true)),
          Map.entry("namespaces", new NamespaceRule()),
          Map.entry("persistentvolumeclaims", new StorageRules.Claims()),
          Map.entry("persistentvolumes", new StorageRules.Volumes()),
          Map.entry("priorityclasses.scheduling.k8s.io", new ScalingRules.Priorities()),
          Map.entry("storageclasses.storage.k8s.io", new StorageRules.Classes()),
          Map.entry("ingresses.networking.k8s.io", new NetworkRules.Ingresses()),
          Map.entry("networkpolicies.networking.k8s.io", new NetworkRules.Policies()),
          Map.entry("poddisruptionbudgets.policy", new ScalingRules.Budgets()),
          Map.entry("roles.rbac.authorization.k8s.io", new RbacRules.Roles()),
          Map.entry("clusterroles.rbac.authorization.k8s.io", new RbacRules.Roles()),
          Map.entry("rolebindings.rbac.authorization.k8s.io", new RbacRules.Bindings()),
          Map.entry("clusterrolebindings.rbac.authorization.k8s.io", new RbacRules.Bindings()),
          Map.entry("customresourcedefinitions.apiextensions.k8s.io", new DefinitionRule()),
          Map.entry(
              "mutatingwebhookconfigurations.admissionregistration.k8s.io", new WebhookRule(true)),
          Map.entry(
              "validatingwebhookconfigurations.admissionregistration.k8s.io",
              new WebhookRule(false)));

  private RuleBook() {}

  static KindRule of(ResourceType type) {
    if (type.custom() != null) {
      return new CustomRule(type);
    }
    if (type.is("autoscaling", "horizontalpodautoscalers")) {
      return new ScalingRules.Autoscalers(type.version().equals("v1"));
    }
    return RULES.getOrDefault(type.name().toString(), KindRule.NONE);
  }
}
