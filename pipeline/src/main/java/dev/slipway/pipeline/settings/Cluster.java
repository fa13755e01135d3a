package dev.slipway.pipeline.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cluster that `slipway.yaml` lists.
///
/// @param name its name
/// @param environment the helmfile environment that means it, unless a source says another
/// @param kubeconfig the kubeconfig that reaches it, absolute or relative to the repository; may
///   hold `{cluster}`, `{service}` and `{environment}`; empty for that of the user
/// @param context the context in it; empty for the one of the cluster's name
/// @param kubernetesVersion its version, such as `1.34`; null when not stated
/// @param sources where helmfiles of this cluster alone are, in addition to those of all clusters
/// @param line where it stands in slipway.yaml
public record Cluster(
    String name,
    String environment,
    String kubeconfig,
    String context,
    @Nullable String kubernetesVersion,
    List<HelmfileSource> sources,
    int line) {
  public Cluster {
    sources = List.copyOf(sources);
  }
}
