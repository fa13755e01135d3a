package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The metadata that the cluster writes, and nobody else.
public final class ClusterMetadata {
  static final Set<String> FIELDS =
      Set.of(
          "managedFields",
          "resourceVersion",
          "generation",
          "uid",
          "creationTimestamp",
          "selfLink",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  private ClusterMetadata() {}

  /// An object as it can be made once more: without that metadata and without its status.
  public static KubeObject without(KubeObject live) {
    Map<String, @Nullable Object> tree = live.copy();
    tree.remove("status");
    if (tree.get("metadata") instanceof Map<?, ?> metadata) {
      metadata.keySet().removeAll(FIELDS);
    }
    return KubeObject.of(tree);
  }
}
