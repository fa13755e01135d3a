package dev.slipway.cli.sandbox;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads what a cluster holds, so that a simulated one can start from it.
public final class ClusterCopy {
  /// What changes all the time and says nothing about the next deployment.
  private static final Set<String> LEFT_OUT =
      Set.of("Event", "Lease", "ComponentStatus", "NodeMetrics", "PodMetrics");

  private ClusterCopy() {}

  /// All objects that the user may list, each once, whatever versions its kind is served in.
  ///
  /// @throws KubeException if the cluster does not answer
  public static List<KubeObject> of(KubeClient cluster) {
    List<KubeObject> objects = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (ApiResource resource : cluster.resources().all()) {
      boolean wanted =
          resource.verbs().contains("list")
              && !LEFT_OUT.contains(resource.type().kind())
              && known.add(resource.type().group() + "/" + resource.type().kind());
      if (wanted) {
        objects.addAll(list(cluster, resource));
      }
    }
    return objects;
  }

  private static List<KubeObject> list(KubeClient cluster, ApiResource resource) {
    try {
      return cluster.list(resource.type(), "", ListOptions.ALL).items();
    } catch (KubeException e) {
      if (e.diagnostic().code() == KubeErrorCode.FORBIDDEN
          || e.diagnostic().code() == KubeErrorCode.NOT_FOUND) {
        // What one may not see, a rehearsal does without.
        return List.of();
      }
      throw e;
    }
  }
}
