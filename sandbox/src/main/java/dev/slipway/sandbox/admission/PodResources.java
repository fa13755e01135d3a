package dev.slipway.sandbox.admission;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.quantity.Quantity;
import dev.slipway.sandbox.rule.Fields;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a pod asks for and may use: its containers together, or the largest init container if that
/// is more.
final class PodResources {
  private PodResources() {}

  /// @param kind `requests` or `limits`
  static Map<String, Quantity> of(KubeObject pod, String kind) {
    Map<String, Quantity> sum = new TreeMap<>();
    for (Map<String, @Nullable Object> container : pod.maps("spec", "containers")) {
      of(container, kind).forEach((name, amount) -> sum.merge(name, amount, Quantity::plus));
    }
    for (Map<String, @Nullable Object> container : pod.maps("spec", "initContainers")) {
      boolean sidecar = "Always".equals(container.get("restartPolicy"));
      of(container, kind)
          .forEach(
              (name, amount) -> sum.merge(name, amount, sidecar ? Quantity::plus : Quantity::max));
    }
    return sum;
  }

  /// The amounts of one container.
  static Map<String, Quantity> of(Map<String, @Nullable Object> container, String kind) {
    Map<String, Quantity> amounts = new TreeMap<>();
    Map<String, @Nullable Object> given = Fields.find(container, "resources", kind);
    if (given != null) {
      given.forEach((name, value) -> {
        Quantity amount = parse(value);
        if (amount != null) {
          amounts.put(name, amount);
        }
      });
    }
    return amounts;
  }

  /// An amount; null if there is none, or it cannot be read.
  static @Nullable Quantity parse(@Nullable Object value) {
    try {
      return value == null ? null : Quantity.parse(value.toString());
    } catch (ObjectException _) {
      return null;
    }
  }
}
