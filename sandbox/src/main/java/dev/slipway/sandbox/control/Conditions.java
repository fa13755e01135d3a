package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Conditions in the status of objects.
final class Conditions {
  private Conditions() {}

  /// A condition whose `lastTransitionTime` is that of the object's present one unless the status
  /// differs. Without a change it is the present condition.
  static Map<String, @Nullable Object> of(
      KubeObject object,
      String type,
      boolean status,
      String reason,
      String message,
      SimClock clock) {
    return of(PodState.condition(object, type), type, status, reason, message, clock);
  }

  /// The same with the present condition at hand.
  static Map<String, @Nullable Object> of(
      Map<String, @Nullable Object> before,
      String type,
      boolean status,
      String reason,
      String message,
      SimClock clock) {
    String value = status ? "True" : "False";
    boolean same = value.equals(before.get("status"));
    Map<String, @Nullable Object> condition =
        Tree.map(
            "type",
            type,
            "status",
            value,
            "lastTransitionTime",
            same ? before.get("lastTransitionTime") : clock.timestamp());
    if (!reason.isEmpty()) {
      condition.put("reason", reason);
    }
    if (!message.isEmpty()) {
      condition.put("message", message);
    }
    return condition;
  }

  /// The conditions with one set, in the place where its type was, or at the end.
  static List<@Nullable Object> with(
      List<@Nullable Object> conditions, Map<String, @Nullable Object> condition) {
    List<@Nullable Object> changed = new ArrayList<>(conditions);
    Object type = condition.get("type");
    for (int i = 0; i < changed.size(); i++) {
      if (type != null && type.equals(Tree.asMap(changed.get(i)).get("type"))) {
        changed.set(i, condition);
        return changed;
      }
    }
    changed.add(condition);
    return changed;
  }

  /// The conditions without one.
  static List<@Nullable Object> without(List<@Nullable Object> conditions, String type) {
    List<@Nullable Object> changed = new ArrayList<>(conditions);
    changed.removeIf(condition -> type.equals(Tree.asMap(condition).get("type")));
    return changed;
  }
}
