package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.store.StoreEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Accepts the names of custom resource definitions, and says so in their status, as a controller
/// of the API server does right after a definition is stored.
final class NameAcceptance {
  private final LocalClient client;
  private final Clock clock;

  NameAcceptance(LocalClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /// Takes notice of a write.
  void handle(StoreEvent event) {
    if (event.type() == StoreEvent.Type.DELETED
        || !event.object().key().resource().equals(Definitions.DEFINITIONS)
        || isAccepted(event.object().object())) {
      return;
    }
    client.amend(
        event.object().key(),
        tree -> {
          accept(tree);
          return tree;
        });
  }

  private static boolean isAccepted(KubeObject definition) {
    return !definition.list("status", "conditions").isEmpty()
        && Objects.equals(
            definition.get("spec", "names"), definition.get("status", "acceptedNames"));
  }

  private void accept(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> status = Fields.map(tree, "status");
    status.put("acceptedNames", KubeObject.copyOf(Fields.map(tree, "spec", "names")));
    if (!Fields.maps(status, "conditions").isEmpty()) {
      return;
    }
    String now = Identities.time(clock.instant());
    status.put(
        "conditions",
        new ArrayList<>(
            List.of(
                condition(now, "NamesAccepted", "NoConflicts", "no conflicts found"),
                condition(
                    now,
                    "Established",
                    "InitialNamesAccepted",
                    "the initial names have been accepted"))));
  }

  private static Map<String, @Nullable Object> condition(
      String now, String type, String reason, String message) {
    Map<String, @Nullable Object> condition = new LinkedHashMap<>();
    condition.put("lastTransitionTime", now);
    condition.put("message", message);
    condition.put("reason", reason);
    condition.put("status", "True");
    condition.put("type", type);
    return condition;
  }
}
