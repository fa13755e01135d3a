package dev.slipway.kube.client;

import dev.slipway.object.KubeObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells whether an object on the cluster comes from a request of ours whose answer did not come.
final class OwnWork {
  private static final long CLOCK_SLACK_MILLIS = 5_000;

  private OwnWork() {}

  /// Whether a create of ours made the object: it has all that was to be in it, or it was made
  /// since then by our field manager, with some values put in other words by the cluster.
  ///
  /// @param since when the first request was sent, in milliseconds
  static boolean created(KubeObject live, KubeObject wanted, String manager, long since) {
    return holds(live, wanted) || (isSince(live, since) && hasManager(live, manager));
  }

  /// Whether everything in `wanted` stands in `live`, apart from what the cluster itself sets.
  static boolean holds(KubeObject live, KubeObject wanted) {
    for (Map.Entry<String, @Nullable Object> entry : wanted.tree().entrySet()) {
      boolean same =
          switch (entry.getKey()) {
            case "status" -> true;
            case "metadata" -> holdsMetadata(live, wanted);
            default -> holds(live.tree().get(entry.getKey()), entry.getValue());
          };
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsMetadata(KubeObject live, KubeObject wanted) {
    for (String key : List.of("name", "namespace", "labels", "annotations", "ownerReferences")) {
      if (!holds(live.get("metadata", key), wanted.get("metadata", key))) {
        return false;
      }
    }
    return true;
  }

  /// Whether a part of a tree has all of another; lists must be as long, null asks for nothing.
  static boolean holds(@Nullable Object live, @Nullable Object wanted) {
    return switch (wanted) {
      case null -> true;
      case Map<?, ?> map -> {
        if (!(live instanceof Map<?, ?> have)) {
          yield map.isEmpty() && live == null;
        }
        boolean all = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          all &= holds(have.get(entry.getKey()), entry.getValue());
        }
        yield all;
      }
      case List<?> list -> {
        if (!(live instanceof List<?> have) || have.size() != list.size()) {
          yield list.isEmpty() && live == null;
        }
        boolean all = true;
        for (int i = 0; i < list.size(); i++) {
          all &= holds(have.get(i), list.get(i));
        }
        yield all;
      }
      case Number number ->
          live instanceof Number other && number.doubleValue() == other.doubleValue();
      default -> wanted.equals(live);
    };
  }

  private static boolean isSince(KubeObject live, long since) {
    try {
      Instant created = Instant.parse(live.text("metadata", "creationTimestamp"));
      return created.toEpochMilli() >= since - CLOCK_SLACK_MILLIS;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static boolean hasManager(KubeObject live, String manager) {
    return !manager.isEmpty()
        && live.maps("metadata", "managedFields").stream()
            .anyMatch(entry -> manager.equals(entry.get("manager")));
  }
}
