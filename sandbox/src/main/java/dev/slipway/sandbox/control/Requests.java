package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.quantity.Quantity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What pods ask of a node.
final class Requests {
  private Requests() {}

  /// The requests of a pod by resource: the containers' sum, or more if an init container needs
  /// more.
  static Map<String, Quantity> of(KubeObject pod) {
    Map<String, Quantity> sum = new HashMap<>();
    for (Map<String, @Nullable Object> container : pod.maps("spec", "containers")) {
      requests(container).forEach((name, amount) -> sum.merge(name, amount, Quantity::plus));
    }
    for (Map<String, @Nullable Object> container : pod.maps("spec", "initContainers")) {
      boolean stays = "Always".equals(container.get("restartPolicy"));
      requests(container)
          .forEach(
              (name, amount) -> sum.merge(name, amount, stays ? Quantity::plus : Quantity::max));
    }
    amounts(pod.map("spec", "overhead"))
        .forEach((name, amount) -> sum.merge(name, amount, Quantity::plus));
    sum.put("pods", Quantity.of(1L));
    return sum;
  }

  private static Map<String, Quantity> requests(Map<String, @Nullable Object> container) {
    return amounts(Tree.asMap(Tree.asMap(container.get("resources")).get("requests")));
  }

  /// A map of amounts.
  static Map<String, Quantity> amounts(Map<String, @Nullable Object> texts) {
    Map<String, Quantity> amounts = new HashMap<>();
    texts.forEach((name, value) -> {
      if (value != null) {
        amounts.put(name, Quantity.of(value));
      }
    });
    return amounts;
  }
}
