package dev.slipway.pipeline.rollout;

import dev.slipway.kube.KubeClient;

/// Opens the clusters that a run is about; each once. Safe for use by several threads.
public interface Clusters {
  /// The cluster.
  ///
  /// @throws dev.slipway.core.SlipwayException if its kubeconfig cannot be read, or names no such
  ///   context
  KubeClient open(ClusterAddress address);

  /// The namespace of a release that states none: that of the context.
  String namespace(ClusterAddress address);
}
