package dev.slipway.chart.manifest;

import dev.slipway.chart.HelmVersion;
import dev.slipway.core.GoStrings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Helm's order of kinds. Kinds that it does not name come last, by their name. Immutable.
public final class KindOrder {
  private static final List<String> INSTALL =
      List.of(
          "PriorityClass",
          "Namespace",
          "NetworkPolicy",
          "ResourceQuota",
          "LimitRange",
          "PodSecurityPolicy",
          "PodDisruptionBudget",
          "ServiceAccount",
          "Secret",
          "SecretList",
          "ConfigMap",
          "StorageClass",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "CustomResourceDefinition",
          "ClusterRole",
          "ClusterRoleList",
          "ClusterRoleBinding",
          "ClusterRoleBindingList",
          "Role",
          "RoleList",
          "RoleBinding",
          "RoleBindingList",
          "Service",
          "DaemonSet",
          "Pod",
          "ReplicationController",
          "ReplicaSet",
          "Deployment",
          "HorizontalPodAutoscaler",
          "StatefulSet",
          "Job",
          "CronJob",
          "IngressClass",
          "Ingress",
          "APIService",
          "MutatingWebhookConfiguration",
          "ValidatingWebhookConfiguration");

  /// Helm 3 does not name the webhooks.
  private static final int NAMED_BY_HELM_3 = INSTALL.size() - 2;

  private static final KindOrder INSTALL_4 = new KindOrder(INSTALL);
  private static final KindOrder INSTALL_3 = new KindOrder(INSTALL.subList(0, NAMED_BY_HELM_3));
  private static final KindOrder UNINSTALL_4 = new KindOrder(INSTALL.reversed());
  private static final KindOrder UNINSTALL_3 =
      new KindOrder(INSTALL.subList(0, NAMED_BY_HELM_3).reversed());

  private final Map<String, Integer> ranks;
  private final Comparator<String> comparator;

  private KindOrder(List<String> kinds) {
    Map<String, Integer> byKind = new HashMap<>();
    for (String kind : kinds) {
      byKind.put(kind, byKind.size());
    }
    this.ranks = Map.copyOf(byKind);
    this.comparator = this::compare;
  }

  /// The order of installation.
  public static KindOrder install(HelmVersion version) {
    return version.atLeast(HelmVersion.V4) ? INSTALL_4 : INSTALL_3;
  }

  /// The order of removal.
  public static KindOrder uninstall(HelmVersion version) {
    return version.atLeast(HelmVersion.V4) ? UNINSTALL_4 : UNINSTALL_3;
  }

  /// A copy in this order; what has the same kind keeps its order.
  public <T> List<T> sorted(List<T> items, Function<T, String> kind) {
    List<T> sorted = new ArrayList<>(items);
    // A plain lambda: those of Comparator's methods are not in the start-up archive.
    sorted.sort((a, b) -> comparator.compare(kind.apply(a), kind.apply(b)));
    return sorted;
  }

  private int compare(String a, String b) {
    Integer first = ranks.get(a);
    Integer second = ranks.get(b);
    if (first == null || second == null) {
      return first != null ? -1 : second != null ? 1 : GoStrings.compare(a, b);
    }
    return Integer.compare(first, second);
  }
}
