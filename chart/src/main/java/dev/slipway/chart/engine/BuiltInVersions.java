package dev.slipway.chart.engine;

import dev.slipway.chart.HelmVersion;

/// The Kubernetes version and the API versions that are built into each Helm: those of its
/// client-go, recorded from the real programs. Text in a class is at hand at once; a resource has
/// to be found in its jar first, which every start of the command line would pay for.
final class BuiltInVersions {
  private BuiltInVersions() {}

  /// The Kubernetes version in the first line, an API version in each further line.
  static String text(HelmVersion version) {
    return switch (version) {
      case V3_17 -> HELM_3_17;
      case V3_19 -> HELM_3_19;
      case V4 -> HELM_4;
    };
  }

  private static final String HELM_3_17 =
      """
      v1.32.0
      v1
      admissionregistration.k8s.io/v1
      admissionregistration.k8s.io/v1alpha1
      admissionregistration.k8s.io/v1beta1
      internal.apiserver.k8s.io/v1alpha1
      apps/v1
      apps/v1beta1
      apps/v1beta2
      authentication.k8s.io/v1
      authentication.k8s.io/v1alpha1
      authentication.k8s.io/v1beta1
      authorization.k8s.io/v1
      authorization.k8s.io/v1beta1
      autoscaling/v1
      autoscaling/v2
      autoscaling/v2beta1
      autoscaling/v2beta2
      batch/v1
      batch/v1beta1
      certificates.k8s.io/v1
      certificates.k8s.io/v1beta1
      certificates.k8s.io/v1alpha1
      coordination.k8s.io/v1alpha2
      coordination.k8s.io/v1beta1
      coordination.k8s.io/v1
      discovery.k8s.io/v1
      discovery.k8s.io/v1beta1
      events.k8s.io/v1
      events.k8s.io/v1beta1
      extensions/v1beta1
      flowcontrol.apiserver.k8s.io/v1
      flowcontrol.apiserver.k8s.io/v1beta1
      flowcontrol.apiserver.k8s.io/v1beta2
      flowcontrol.apiserver.k8s.io/v1beta3
      networking.k8s.io/v1
      networking.k8s.io/v1alpha1
      networking.k8s.io/v1beta1
      node.k8s.io/v1
      node.k8s.io/v1alpha1
      node.k8s.io/v1beta1
      policy/v1
      policy/v1beta1
      rbac.authorization.k8s.io/v1
      rbac.authorization.k8s.io/v1beta1
      rbac.authorization.k8s.io/v1alpha1
      resource.k8s.io/v1beta1
      resource.k8s.io/v1alpha3
      scheduling.k8s.io/v1alpha1
      scheduling.k8s.io/v1beta1
      scheduling.k8s.io/v1
      storage.k8s.io/v1beta1
      storage.k8s.io/v1
      storage.k8s.io/v1alpha1
      storagemigration.k8s.io/v1alpha1
      apiextensions.k8s.io/v1beta1
      apiextensions.k8s.io/v1
      """;

  private static final String HELM_3_19 =
      """
      v1.34.0
      v1
      admissionregistration.k8s.io/v1
      admissionregistration.k8s.io/v1alpha1
      admissionregistration.k8s.io/v1beta1
      internal.apiserver.k8s.io/v1alpha1
      apps/v1
      apps/v1beta1
      apps/v1beta2
      authentication.k8s.io/v1
      authentication.k8s.io/v1alpha1
      authentication.k8s.io/v1beta1
      authorization.k8s.io/v1
      authorization.k8s.io/v1beta1
      autoscaling/v1
      autoscaling/v2
      autoscaling/v2beta1
      autoscaling/v2beta2
      batch/v1
      batch/v1beta1
      certificates.k8s.io/v1
      certificates.k8s.io/v1beta1
      certificates.k8s.io/v1alpha1
      coordination.k8s.io/v1alpha2
      coordination.k8s.io/v1beta1
      coordination.k8s.io/v1
      discovery.k8s.io/v1
      discovery.k8s.io/v1beta1
      events.k8s.io/v1
      events.k8s.io/v1beta1
      extensions/v1beta1
      flowcontrol.apiserver.k8s.io/v1
      flowcontrol.apiserver.k8s.io/v1beta1
      flowcontrol.apiserver.k8s.io/v1beta2
      flowcontrol.apiserver.k8s.io/v1beta3
      networking.k8s.io/v1
      networking.k8s.io/v1beta1
      node.k8s.io/v1
      node.k8s.io/v1alpha1
      node.k8s.io/v1beta1
      policy/v1
      policy/v1beta1
      rbac.authorization.k8s.io/v1
      rbac.authorization.k8s.io/v1beta1
      rbac.authorization.k8s.io/v1alpha1
      resource.k8s.io/v1
      resource.k8s.io/v1beta2
      resource.k8s.io/v1beta1
      resource.k8s.io/v1alpha3
      scheduling.k8s.io/v1alpha1
      scheduling.k8s.io/v1beta1
      scheduling.k8s.io/v1
      storage.k8s.io/v1beta1
      storage.k8s.io/v1
      storage.k8s.io/v1alpha1
      storagemigration.k8s.io/v1alpha1
      apiextensions.k8s.io/v1beta1
      apiextensions.k8s.io/v1
      """;

  private static final String HELM_4 =
      """
      v1.37.0
      v1
      admissionregistration.k8s.io/v1
      admissionregistration.k8s.io/v1alpha1
      admissionregistration.k8s.io/v1beta1
      internal.apiserver.k8s.io/v1alpha1
      apps/v1
      apps/v1beta1
      apps/v1beta2
      authentication.k8s.io/v1
      authentication.k8s.io/v1alpha1
      authentication.k8s.io/v1beta1
      authorization.k8s.io/v1
      authorization.k8s.io/v1beta1
      autoscaling/v1
      autoscaling/v2
      batch/v1
      batch/v1beta1
      certificates.k8s.io/v1
      certificates.k8s.io/v1beta1
      certificates.k8s.io/v1alpha1
      coordination.k8s.io/v1alpha2
      coordination.k8s.io/v1beta1
      coordination.k8s.io/v1
      discovery.k8s.io/v1
      discovery.k8s.io/v1beta1
      events.k8s.io/v1
      events.k8s.io/v1beta1
      extensions/v1beta1
      flowcontrol.apiserver.k8s.io/v1
      flowcontrol.apiserver.k8s.io/v1beta1
      flowcontrol.apiserver.k8s.io/v1beta2
      flowcontrol.apiserver.k8s.io/v1beta3
      lifecycle.k8s.io/v1alpha1
      networking.k8s.io/v1
      networking.k8s.io/v1beta1
      node.k8s.io/v1
      node.k8s.io/v1alpha1
      node.k8s.io/v1beta1
      policy/v1
      policy/v1beta1
      rbac.authorization.k8s.io/v1
      rbac.authorization.k8s.io/v1beta1
      rbac.authorization.k8s.io/v1alpha1
      resource.k8s.io/v1
      resource.k8s.io/v1beta2
      resource.k8s.io/v1beta1
      resource.k8s.io/v1alpha3
      scheduling.k8s.io/v1alpha3
      scheduling.k8s.io/v1beta1
      scheduling.k8s.io/v1
      storage.k8s.io/v1beta1
      storage.k8s.io/v1
      storage.k8s.io/v1alpha1
      storagemigration.k8s.io/v1
      storagemigration.k8s.io/v1beta1
      apiextensions.k8s.io/v1beta1
      apiextensions.k8s.io/v1
      """;
}
