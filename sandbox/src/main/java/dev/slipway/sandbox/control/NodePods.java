package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.object.quantity.Quantity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pods on one node, and what those of them ask for together that have not ended. Used by the
/// controllers' thread alone.
final class NodePods {
  static final NodePods NONE = new NodePods();

  private final Map<ObjectKey, Place> places = new LinkedHashMap<>();
  private int active;

  /// A pod on the node.
  private static final class Place {
    private KubeObject pod;
    private boolean finished;
    private @Nullable Map<String, Quantity> requests;

    Place(KubeObject pod) {
      this.pod = pod;
      this.finished = PodState.isFinished(pod);
    }

    /// What a pod asks for stays the same but for a resize, which makes another generation of it.
    void become(KubeObject next) {
      boolean same =
          next.uid().equals(pod.uid())
              && next.number(0, "metadata", "generation")
                  == pod.number(0, "metadata", "generation");
      if (!same) {
        requests = null;
      }
      pod = next;
      finished = PodState.isFinished(next);
    }

    Map<String, Quantity> requests() {
      Map<String, Quantity> known = requests;
      if (known == null) {
        known = Requests.of(pod);
        requests = known;
      }
      return known;
    }
  }

  void put(ObjectKey key, KubeObject pod) {
    Place place = places.get(key);
    if (place == null) {
      place = new Place(pod);
      places.put(key, place);
    } else {
      active -= place.finished ? 0 : 1;
      place.become(pod);
    }
    active += place.finished ? 0 : 1;
  }

  void remove(ObjectKey key) {
    Place place = places.remove(key);
    if (place != null) {
      active -= place.finished ? 0 : 1;
    }
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /// All of them.
  List<KubeObject> all() {
    return places.values().stream().map(place -> place.pod).toList();
  }

  /// How many have not ended.
  int active() {
    return active;
  }

  /// What those that have not ended ask for, by resource.
  Map<String, Quantity> requests() {
    Map<String, Quantity> sum = new HashMap<>();
    for (Place place : places.values()) {
      if (!place.finished) {
        place.requests().forEach((name, amount) -> sum.merge(name, amount, Quantity::plus));
      }
    }
    return sum;
  }
}
