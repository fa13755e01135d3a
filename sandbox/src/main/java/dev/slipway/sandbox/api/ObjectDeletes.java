package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Deletes objects by the API's rules: at once, or by a mark that finalizers, a pod's grace and the
/// content of a namespace wait for. Safe for use by several threads.
final class ObjectDeletes {
  static final String ORPHAN = "orphan";
  static final String FOREGROUND = "foregroundDeletion";

  private final ObjectStore store;
  private final ObjectWrites writes;
  private final Clock clock;

  ObjectDeletes(ObjectStore store, ObjectWrites writes, Clock clock) {
    this.store = store;
    this.writes = writes;
    this.clock = clock;
  }

  /// The result of a deletion.
  ///
  /// @param object the object as it was last
  /// @param gone whether it is gone, and not only marked
  record Deleted(StoredObject object, boolean gone) {}

  /// Deletes an object.
  ///
  /// @throws ApiException if it is not there, or not the one that is meant
  Deleted delete(WriteCall call, DeleteCall options) {
    ResourceType type = call.type();
    StoreKey key = new StoreKey(type.stored(), call.namespace(), call.name());
    while (true) {
      StoredObject current = store.get(key);
      if (current == null) {
        throw ApiException.notFound(type.name(), call.name());
      }
      checkPreconditions(type, current, options);
      writes.admitDeletion(call, KubeObject.of(Conversion.tree(type, current)));
      Deleted deleted = deleteOnce(type, key, current, options);
      if (deleted != null) {
        return deleted;
      }
    }
  }

  private static void checkPreconditions(
      ResourceType type, StoredObject current, DeleteCall options) {
    GroupResource kind = new GroupResource(type.group(), type.kind());
    if (!options.uid().isEmpty() && !options.uid().equals(current.uid())) {
      throw ApiException.conflict(
          kind,
          current.key().name(),
          "the UID in the precondition ("
              + options.uid()
              + ") does not match the UID in record ("
              + current.uid()
              + "). The object might have been deleted and then recreated");
    }
    String version = Long.toString(current.revision());
    if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(version)) {
      throw ApiException.conflict(
          kind,
          current.key().name(),
          "the ResourceVersion in the precondition ("
              + options.resourceVersion()
              + ") does not match the ResourceVersion in record ("
              + version
              + "). The object might have been modified");
    }
  }

  /// @return null when someone else changed the object meanwhile
  private @Nullable Deleted deleteOnce(
      ResourceType type, StoreKey key, StoredObject current, DeleteCall options) {
    KubeObject object = current.object();
    boolean marked = !object.text("metadata", "deletionTimestamp").isEmpty();
    long grace = type.is("", "pods") ? grace(object, options) : 0;
    List<@Nullable Object> finalizers = finalizers(type, object, options);
    if (type.is("apiextensions.k8s.io", "customresourcedefinitions")
        && !finalizers.contains(NamespaceCleaner.CLEANUP)
        && !marked) {
      finalizers.add(NamespaceCleaner.CLEANUP);
    }
    boolean content = type.is("", "namespaces") && !object.list("spec", "finalizers").isEmpty();
    boolean waits = !finalizers.isEmpty() || grace > 0 || content;
    if (!waits) {
      if (options.dryRun()) {
        return new Deleted(current, true);
      }
      StoredObject last = store.remove(key, current);
      return last == null ? null : new Deleted(last, true);
    }
    long known = object.number(Long.MAX_VALUE, "metadata", "deletionGracePeriodSeconds");
    boolean same =
        marked && known <= grace && finalizers.equals(object.list("metadata", "finalizers"));
    if (same || options.dryRun()) {
      return new Deleted(current, false);
    }
    Map<String, @Nullable Object> tree = current.copy();
    mark(type, tree, finalizers, Math.min(grace, known), marked && known <= grace);
    StoredObject stored = store.put(key, current, tree);
    return stored == null ? null : new Deleted(stored, false);
  }

  private void mark(
      ResourceType type,
      Map<String, @Nullable Object> tree,
      List<@Nullable Object> finalizers,
      long grace,
      boolean marked) {
    Map<String, @Nullable Object> metadata = Fields.map(tree, "metadata");
    Fields.set(metadata, "finalizers", finalizers.isEmpty() ? null : finalizers);
    if (marked) {
      return;
    }
    metadata.put("deletionTimestamp", Identities.time(clock.instant().plusSeconds(grace)));
    if (type.is("", "namespaces")) {
      Fields.map(tree, "status").put("phase", "Terminating");
      return;
    }
    metadata.put("deletionGracePeriodSeconds", grace);
    if (metadata.get("generation") instanceof Number generation) {
      metadata.put("generation", generation.longValue() + 1);
    }
  }

  /// How long a pod is given: none if it never ran, or has ended.
  private static long grace(KubeObject pod, DeleteCall options) {
    String phase = pod.text("status", "phase");
    if (pod.text("spec", "nodeName").isEmpty()
        || phase.equals("Succeeded")
        || phase.equals("Failed")) {
      return 0;
    }
    return options.grace() >= 0
        ? options.grace()
        : Math.max(0, pod.number(30, "spec", "terminationGracePeriodSeconds"));
  }

  /// The finalizers with those that the garbage collector is told by.
  private static List<@Nullable Object> finalizers(
      ResourceType type, KubeObject object, DeleteCall options) {
    List<@Nullable Object> known = object.list("metadata", "finalizers");
    boolean orphan =
        switch (options.propagation()) {
          case "Orphan" -> true;
          case "Foreground", "Background" -> false;
          default -> known.contains(ORPHAN) || orphansByDefault(type, known);
        };
    boolean foreground =
        switch (options.propagation()) {
          case "Foreground" -> true;
          case "Orphan", "Background" -> false;
          default -> known.contains(FOREGROUND);
        };
    List<@Nullable Object> next = new ArrayList<>(known);
    next.removeIf(item -> ORPHAN.equals(item) || FOREGROUND.equals(item));
    if (orphan) {
      next.add(ORPHAN);
    }
    if (foreground) {
      next.add(FOREGROUND);
    }
    return next;
  }

  /// The kinds whose dependents stay unless the client says otherwise, as they did before there was
  /// a garbage collector.
  private static boolean orphansByDefault(ResourceType type, List<@Nullable Object> known) {
    return !known.contains(FOREGROUND)
        && (type.is("batch", "jobs") || type.is("", "replicationcontrollers"));
  }
}
