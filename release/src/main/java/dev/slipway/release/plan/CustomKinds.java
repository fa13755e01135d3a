package dev.slipway.release.plan;

import dev.slipway.kube.ApiResource;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The kinds that a CustomResourceDefinition defines.
public final class CustomKinds {
  private static final String KIND = "CustomResourceDefinition";

  private CustomKinds() {}

  /// Whether the object is a CustomResourceDefinition.
  public static boolean isDefinition(KubeObject object) {
    return object.kind().equals(KIND) && object.type().group().equals("apiextensions.k8s.io");
  }

  /// One for each version that is served; none for other objects.
  public static List<ApiResource> of(KubeObject crd) {
    List<ApiResource> kinds = new ArrayList<>();
    if (!isDefinition(crd)) {
      return kinds;
    }
    boolean namespaced = !crd.text("spec", "scope").equals("Cluster");
    for (Map<String, @Nullable Object> version : crd.maps("spec", "versions")) {
      if (version.get("name") instanceof String name
          && !Boolean.FALSE.equals(version.get("served"))) {
        kinds.add(
            new ApiResource(
                new GroupVersionKind(
                    crd.text("spec", "group"), name, crd.text("spec", "names", "kind")),
                crd.text("spec", "names", "plural"),
                namespaced,
                Set.of(),
                Set.of()));
      }
    }
    return kinds;
  }
}
