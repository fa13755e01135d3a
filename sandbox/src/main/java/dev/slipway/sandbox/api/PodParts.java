package dev.slipway.sandbox.api;

import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.GoQuote;
import dev.slipway.sandbox.store.GroupResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What writes to the parts of a pod do.
final class PodParts {
  private PodParts() {}

  /// Binds a pod to a node.
  ///
  /// @param tree the pod, which is changed
  /// @throws ApiException if it is bound already or being deleted
  static Map<String, @Nullable Object> bind(Map<String, @Nullable Object> tree, String node) {
    String name = Fields.text(tree, "metadata", "name");
    GroupResource binding = new GroupResource("", "pods/binding");
    if (!Fields.text(tree, "metadata", "deletionTimestamp").isEmpty()) {
      throw ApiException.conflict(
          binding, name, "pod " + name + " is being deleted, cannot be assigned to a host");
    }
    String bound = Fields.text(tree, "spec", "nodeName");
    if (!bound.isEmpty()) {
      throw ApiException.conflict(
          binding, name, "pod " + name + " is already assigned to node " + GoQuote.quote(bound));
    }
    Fields.map(tree, "spec").put("nodeName", node);
    return tree;
  }

  /// Sets a condition; its time of change stays while its status does.
  static void condition(
      Map<String, @Nullable Object> tree,
      String type,
      String status,
      String reason,
      String message,
      String time) {
    List<@Nullable Object> conditions = new ArrayList<>();
    Map<String, @Nullable Object> condition = new LinkedHashMap<>();
    condition.put("type", type);
    condition.put("status", status);
    condition.put("lastTransitionTime", time);
    Fields.set(condition, "reason", reason.isEmpty() ? null : reason);
    Fields.set(condition, "message", message.isEmpty() ? null : message);
    boolean found = false;
    for (Map<String, @Nullable Object> known : Fields.maps(tree, "status", "conditions")) {
      if (!type.equals(known.get("type"))) {
        conditions.add(known);
        continue;
      }
      found = true;
      if (status.equals(known.get("status"))) {
        Fields.set(condition, "lastTransitionTime", known.get("lastTransitionTime"));
      }
      conditions.add(condition);
    }
    if (!found) {
      conditions.add(condition);
    }
    Fields.map(tree, "status").put("conditions", conditions);
  }
}
