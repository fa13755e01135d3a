package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreEvent;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Empties namespaces that are being deleted, and removes them once nothing is left; likewise the
/// custom resources of definitions that are being deleted. For one thread.
final class NamespaceCleaner {
  static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";
  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
  private static final GroupResource DEFINITIONS =
      new GroupResource("apiextensions.k8s.io", "customresourcedefinitions");

  private final ObjectStore store;
  private final LocalClient client;
  private final Clock clock;
  private final Set<String> terminating = new HashSet<>();
  private final Map<GroupResource, StoreKey> ending = new LinkedHashMap<>();

  NamespaceCleaner(ObjectStore store, LocalClient client, Clock clock) {
    this.store = store;
    this.client = client;
    this.clock = clock;
  }

  /// Takes notice of a write, and does what follows from it.
  void handle(StoreEvent event) {
    StoreKey key = event.object().key();
    if (key.resource().equals(NAMESPACES)) {
      namespace(event, key.name());
    } else if (key.resource().equals(DEFINITIONS)) {
      definition(event);
    } else if (event.type() == StoreEvent.Type.DELETED) {
      StoreKey definition = ending.get(key.resource());
      if (definition != null) {
        endDefinition(key.resource(), definition);
      }
      if (terminating.contains(key.namespace())) {
        empty(key.namespace());
      }
    } else if (terminating.contains(key.namespace()) && event.type() == StoreEvent.Type.ADDED) {
      empty(key.namespace());
    }
  }

  private void namespace(StoreEvent event, String name) {
    if (event.type() == StoreEvent.Type.DELETED) {
      terminating.remove(name);
    } else if (!event.object().object().text("metadata", "deletionTimestamp").isEmpty()
        && terminating.add(name)) {
      empty(name);
    }
  }

  private void empty(String namespace) {
    Map<String, Integer> left = new TreeMap<>();
    Map<String, Integer> finalizers = new TreeMap<>();
    for (GroupResource resource : store.resources()) {
      if (resource.equals(NAMESPACES) || store.count(resource, namespace) == 0) {
        continue;
      }
      for (StoredObject object : store.list(resource, namespace).objects()) {
        delete(object);
        StoredObject still = store.get(object.key());
        if (still != null) {
          left.merge(resource.resource() + "." + resource.group(), 1, Integer::sum);
          still
              .object()
              .list("metadata", "finalizers")
              .forEach(finalizer -> finalizers.merge(String.valueOf(finalizer), 1, Integer::sum));
        }
      }
    }
    StoreKey key = new StoreKey(NAMESPACES, "", namespace);
    client.amend(
        key,
        tree -> {
          conditions(tree, left, finalizers);
          if (left.isEmpty()) {
            Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
            List<@Nullable Object> rest = new ArrayList<>(Fields.texts(spec, "finalizers"));
            rest.remove("kubernetes");
            Fields.set(spec, "finalizers", rest.isEmpty() ? null : rest);
          }
          return tree;
        });
  }

  private void delete(StoredObject object) {
    KubeObject tree = object.object();
    if (!tree.text("metadata", "deletionTimestamp").isEmpty()) {
      return;
    }
    try {
      client.delete(
          new ObjectKey(tree.type(), object.key().namespace(), object.key().name()),
          object.uid(),
          -1,
          "Background");
    } catch (ApiException refused) {
      if (refused.code() >= 500) {
        throw refused;
      }
    }
  }

  /// What the namespace controller tells of its work.
  private void conditions(
      Map<String, @Nullable Object> tree,
      Map<String, Integer> left,
      Map<String, Integer> finalizers) {
    String now = Identities.time(clock.instant());
    PodParts.condition(
        tree,
        "NamespaceDeletionDiscoveryFailure",
        "False",
        "ResourcesDiscovered",
        "All resources successfully discovered",
        now);
    PodParts.condition(
        tree,
        "NamespaceDeletionGroupVersionParsingFailure",
        "False",
        "ParsedGroupVersions",
        "All legacy kube types successfully parsed",
        now);
    PodParts.condition(
        tree,
        "NamespaceDeletionContentFailure",
        "False",
        "ContentDeleted",
        "All content successfully deleted, may be waiting on finalization",
        now);
    if (left.isEmpty()) {
      PodParts.condition(
          tree,
          "NamespaceContentRemaining",
          "False",
          "ContentRemoved",
          "All content successfully removed",
          now);
    } else {
      PodParts.condition(
          tree,
          "NamespaceContentRemaining",
          "True",
          "SomeResourcesRemain",
          "Some resources are remaining: " + counts(left, " has ", " resource instances"),
          now);
    }
    if (finalizers.isEmpty()) {
      PodParts.condition(
          tree,
          "NamespaceFinalizersRemaining",
          "False",
          "ContentHasNoFinalizers",
          "All content-preserving finalizers finished",
          now);
    } else {
      PodParts.condition(
          tree,
          "NamespaceFinalizersRemaining",
          "True",
          "SomeFinalizersRemain",
          "Some content in the namespace has finalizers remaining: "
              + counts(finalizers, " in ", " resource instances"),
          now);
    }
  }

  private static String counts(Map<String, Integer> counts, String between, String unit) {
    List<String> parts = new ArrayList<>();
    counts.forEach((name, count) -> parts.add(name + between + count + unit));
    return String.join(", ", parts);
  }

  private void definition(StoreEvent event) {
    KubeObject definition = event.object().object();
    GroupResource resource =
        new GroupResource(
            definition.text("spec", "group"), definition.text("spec", "names", "plural"));
    if (event.type() == StoreEvent.Type.DELETED) {
      ending.remove(resource);
    } else if (!definition.text("metadata", "deletionTimestamp").isEmpty()
        && definition.list("metadata", "finalizers").contains(CLEANUP)
        && ending.put(resource, event.object().key()) == null) {
      endDefinition(resource, event.object().key());
    }
  }

  private void endDefinition(GroupResource resource, StoreKey definition) {
    store.list(resource, "").objects().forEach(this::delete);
    if (store.count(resource, "") > 0) {
      return;
    }
    client.amend(
        definition,
        tree -> {
          List<@Nullable Object> left =
              new ArrayList<>(Fields.texts(tree, "metadata", "finalizers"));
          left.remove(CLEANUP);
          Fields.set(Fields.map(tree, "metadata"), "finalizers", left.isEmpty() ? null : left);
          return tree;
        });
  }
}
