package dev.slipway.kube;

import dev.slipway.object.GroupVersionKind;
import java.util.Set;

/// A kind as a cluster serves it.
///
/// @param type the kind, with group and version
/// @param plural the name in paths, such as `deployments`
/// @param namespaced whether its objects are in namespaces
/// @param verbs what can be done with it: get, list, watch, create, update, patch, delete …
/// @param subresources such as `status` and `scale`
public record ApiResource(
    GroupVersionKind type,
    String plural,
    boolean namespaced,
    Set<String> verbs,
    Set<String> subresources) {
  public ApiResource {
    verbs = Set.copyOf(verbs);
    subresources = Set.copyOf(subresources);
  }
}
