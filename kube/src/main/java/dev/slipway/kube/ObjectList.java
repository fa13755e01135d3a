package dev.slipway.kube;

import dev.slipway.object.KubeObject;
import java.util.List;

/// Objects as they were at one moment.
///
/// @param resourceVersion that moment, from which a watch can go on
/// @param items the objects
public record ObjectList(String resourceVersion, List<KubeObject> items) {
  public ObjectList {
    items = List.copyOf(items);
  }
}
