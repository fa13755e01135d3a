package dev.slipway.kube.status;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A condition in an object's status.
///
/// @param type such as `Ready`
/// @param status `True`, `False` or `Unknown`
/// @param reason one word
/// @param message a sentence
record Condition(String type, String status, String reason, String message) {
  boolean isTrue() {
    return status.equals("True");
  }

  boolean isFalse() {
    return status.equals("False");
  }

  /// All conditions, in their order.
  static List<Condition> of(KubeObject object) {
    List<Condition> all = new ArrayList<>();
    for (Map<String, @Nullable Object> map : object.maps("status", "conditions")) {
      all.add(
          new Condition(
              text(map, "type"), text(map, "status"), text(map, "reason"), text(map, "message")));
    }
    return all;
  }

  /// The condition of that type.
  static Optional<Condition> find(KubeObject object, String type) {
    return of(object).stream().filter(condition -> condition.type.equals(type)).findFirst();
  }

  private static String text(Map<String, @Nullable Object> map, String key) {
    return map.get(key) instanceof String text ? text : "";
  }
}
