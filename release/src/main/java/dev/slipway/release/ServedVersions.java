package dev.slipway.release;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.ApiResources;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the objects of recorded manifests whose API version a cluster does not serve any more. The
/// objects are still there, under the version that took its place: without this they could neither
/// be compared nor deleted. Helm stops at such records until its plugin mapkubeapis has changed
/// them.
public final class ServedVersions {
  private ServedVersions() {}

  /// The object as the cluster serves it now; the same when it serves it as it is, or not at all.
  public static KubeObject of(KubeObject recorded, ApiResources resources) {
    GroupVersionKind type = recorded.type();
    if (resources.find(type).isPresent()) {
      return recorded;
    }
    String group = type.group().equals("extensions") ? heir(type.kind()) : type.group();
    for (ApiResource resource : resources.all()) {
      GroupVersionKind served = resource.type();
      if (served.group().equals(group) && served.kind().equals(type.kind())) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(recorded.tree());
        tree.put("apiVersion", served.apiVersion());
        return KubeObject.of(tree);
      }
    }
    return recorded;
  }

  /// Where the kinds of the group `extensions` went.
  private static String heir(String kind) {
    return switch (kind) {
      case "Deployment", "DaemonSet", "ReplicaSet" -> "apps";
      case "Ingress", "NetworkPolicy" -> "networking.k8s.io";
      default -> "policy";
    };
  }
}
