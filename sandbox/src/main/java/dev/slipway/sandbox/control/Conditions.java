package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /// The conditions with one set, at the end if it tells something new: as Deployments have them.
  static List<@Nullable Object> withLast(
      List<@Nullable Object> conditions, Map<String, @Nullable Object> condition) {
    String type = Tree.text(condition.get("type"));
    for (Object each : conditions) {
      Map<String, @Nullable Object> known = Tree.asMap(each);
      if (type.equals(known.get("type"))
          && Objects.equals(known.get("status"), condition.get("status"))
          && Objects.equals(known.get("reason"), condition.get("reason"))) {
        return with(conditions, condition);
      }
    }
    List<@Nullable Object> changed = without(conditions, type);
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
