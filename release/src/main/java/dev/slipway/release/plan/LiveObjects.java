package dev.slipway.release.plan;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.client.Parallel;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads objects of a cluster with few requests: where several of a kind and namespace are wanted,
/// one list of Helm's objects there, else each by itself.
final class LiveObjects {
  /// From how many objects on a list is cheaper than reading each.
  private static final int MANY = 3;

  private final Map<ObjectKey, KubeObject> found;
  private final Map<ObjectKey, KubeException> failed;
  private final Set<ObjectKey> sought;

  private LiveObjects(
      Map<ObjectKey, KubeObject> found,
      Map<ObjectKey, KubeException> failed,
      Set<ObjectKey> sought) {
    this.found = found;
    this.failed = failed;
    this.sought = sought;
  }

  private record Place(GroupVersionKind type, String namespace) {}

  /// The answer to one request.
  private record Answer(
      Collection<ObjectKey> keys, List<KubeObject> objects, @Nullable KubeException failure) {}

  /// No objects were looked for.
  static LiveObjects none() {
    return new LiveObjects(Map.of(), Map.of(), Set.of());
  }

  /// Looks for objects.
  ///
  /// @param keys those that are probably there
  /// @param perhaps those that are probably not; they are found only where a list has them
  /// @param shared lists that are read for many releases; null to read for this one alone
  /// @throws KubeException if the cluster cannot be reached or does not know who asks
  static LiveObjects read(
      KubeClient client,
      Collection<ObjectKey> keys,
      Collection<ObjectKey> perhaps,
      @Nullable KindLists shared) {
    Map<Place, Set<ObjectKey>> places = new LinkedHashMap<>();
    for (ObjectKey key : keys) {
      places.computeIfAbsent(placeOf(key), _ -> new LinkedHashSet<>()).add(key);
    }
    Map<ObjectKey, KubeObject> found = new LinkedHashMap<>();
    Map<ObjectKey, KubeException> failed = new LinkedHashMap<>();
    List<Place> lists = new ArrayList<>();
    for (Map.Entry<Place, Set<ObjectKey>> place : places.entrySet()) {
      Optional<Map<ObjectKey, KubeObject>> all =
          shared == null ? Optional.empty() : shared.find(place.getKey().type());
      if (all.isPresent()) {
        place.getValue().stream()
            .filter(all.get()::containsKey)
            .forEach(key -> found.put(key, Objects.requireNonNull(all.get().get(key))));
      } else if (place.getValue().size() >= MANY) {
        lists.add(place.getKey());
      }
    }
    for (Answer answer : Parallel.map(lists, place -> list(client, place))) {
      answer.objects().forEach(object -> found.put(object.key(), object));
    }
    List<ObjectKey> single = new ArrayList<>();
    for (Set<ObjectKey> wanted : places.values()) {
      for (ObjectKey key : wanted) {
        if (!found.containsKey(key)) {
          single.add(key);
        }
      }
    }
    for (Answer answer : Parallel.map(single, key -> get(client, key))) {
      answer.objects().forEach(object -> found.put(object.key(), object));
      KubeException failure = answer.failure();
      if (failure != null) {
        answer.keys().forEach(key -> failed.put(key, failure));
      }
    }
    Set<ObjectKey> sought = new LinkedHashSet<>(keys);
    for (ObjectKey key : perhaps) {
      if (found.containsKey(key)) {
        sought.add(key);
      }
    }
    return new LiveObjects(found, failed, sought);
  }

  private static Place placeOf(ObjectKey key) {
    return new Place(key.type(), key.namespace());
  }

  private static Answer list(KubeClient client, Place place) {
    try {
      List<KubeObject> items =
          client
              .list(place.type(), place.namespace(), ListOptions.labelled(OwnershipMarks.SELECTOR))
              .items();
      return new Answer(List.of(), items, null);
    } catch (KubeException e) {
      if (isLocal(e)) {
        // Who may not list may still be allowed to read each.
        return new Answer(List.of(), List.of(), null);
      }
      throw e;
    }
  }

  private static Answer get(KubeClient client, ObjectKey key) {
    try {
      return new Answer(List.of(key), client.get(key).map(List::of).orElseGet(List::of), null);
    } catch (KubeException e) {
      if (e.diagnostic().code() == KubeErrorCode.NOT_FOUND) {
        return new Answer(List.of(key), List.of(), null);
      }
      if (isLocal(e)) {
        return new Answer(List.of(key), List.of(), e);
      }
      throw e;
    }
  }

  /// Whether an error is about these objects, and others may be read all the same.
  static boolean isLocal(KubeException e) {
    return e.diagnostic().code() == KubeErrorCode.FORBIDDEN
        || e.diagnostic().code() == KubeErrorCode.NOT_FOUND
        || e.diagnostic().code() == KubeErrorCode.REFUSED
        || e.diagnostic().code() == KubeErrorCode.CONFLICT
        || isUnansweredWebhook(e);
  }

  /// Whether an admission webhook that has a say in the object does not answer.
  static boolean isUnansweredWebhook(KubeException e) {
    return e.diagnostic().code() == KubeErrorCode.SERVER
        && e.diagnostic().message().contains("failed calling webhook");
  }

  /// The object, or null if it is not there or was not looked for.
  @Nullable KubeObject find(ObjectKey key) {
    return found.get(key);
  }

  /// Why the object could not be read; null if it could.
  @Nullable KubeException failure(ObjectKey key) {
    return failed.get(key);
  }

  /// Whether it is known if the object is there.
  boolean knows(ObjectKey key) {
    return sought.contains(key) && !failed.containsKey(key);
  }
}
