package dev.slipway.release.plan;

import dev.slipway.chart.ChartFile;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.WriteOptions;
import dev.slipway.kube.client.Parallel;
import dev.slipway.object.KubeObject;
import dev.slipway.release.ManifestObjects;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.fields.SameValue;
import dev.slipway.release.plan.Finding.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What happens to the CRDs under a chart's `crds/`. Helm only makes them; here they are brought up
/// to date too, as long as no version goes that objects are still stored in.
final class CrdPlanning {
  private final KubeClient client;
  private final ReleaseSettings settings;
  private final PlanOptions options;

  CrdPlanning(KubeClient client, ReleaseSettings settings, PlanOptions options) {
    this.client = client;
    this.settings = settings;
    this.options = options;
  }

  /// The objects in the files.
  static List<KubeObject> read(List<ChartFile> files) {
    List<KubeObject> objects = new ArrayList<>();
    for (ChartFile file : files) {
      for (KubeObject object : ManifestObjects.read(file.text())) {
        // Generators write an empty status, which is the cluster's to write.
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(object.tree());
        tree.remove("status");
        objects.add(KubeObject.of(tree));
      }
    }
    return objects;
  }

  private record Looked(ObjectChange change, @Nullable Finding finding) {}

  /// The changes, in the order of the files.
  ///
  /// @param findings takes up what will go wrong
  List<ObjectChange> changes(List<KubeObject> definitions, List<Finding> findings) {
    if (!settings.crds() || options.againstRelease()) {
      return List.of();
    }
    List<ObjectChange> changes = new ArrayList<>();
    for (Looked looked : Parallel.map(definitions, this::look)) {
      changes.add(looked.change());
      Finding finding = looked.finding();
      if (finding != null) {
        findings.add(finding);
      }
    }
    return changes;
  }

  private Looked look(KubeObject definition) {
    ObjectChange change =
        ObjectChange.of(definition.key(), Action.CREATE).withStates(definition, null, null);
    try {
      Optional<KubeObject> found = client.get(definition.key());
      if (found.isEmpty()) {
        return new Looked(change, null);
      }
      return look(definition, found.get());
    } catch (KubeException e) {
      return new Looked(
          change.withAction(Action.NONE, "it cannot be looked at"),
          Objection.of(definition.key(), e));
    }
  }

  private Looked look(KubeObject definition, KubeObject live) {
    ObjectChange there =
        ObjectChange.of(definition.key(), Action.CHANGE)
            .withStates(definition, live, definedBefore(definition, live));
    if (SameValue.fulfils(definition.tree(), live.tree(), "", "")) {
      return new Looked(there.withAction(Action.NONE, ""), null);
    }
    Finding unsafe =
        lostVersion(definition, live).or(() -> otherScope(definition, live)).orElse(null);
    if (unsafe != null) {
      return new Looked(there, unsafe);
    }
    try {
      WriteOptions write = WriteOptions.as(options.fieldManager()).dry().forced();
      ObjectChange known = there.withPredicted(client.apply(definition, write), false);
      return new Looked(
          Prediction.changes(known).isEmpty() ? known.withAction(Action.NONE, "") : known, null);
    } catch (KubeException e) {
      return new Looked(there, Objection.of(definition.key(), e));
    }
  }

  /// A definition is the chart's as a whole, and no record says what the chart's was before.
  private static KubeObject definedBefore(KubeObject definition, KubeObject live) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", live.apiVersion());
    tree.put("kind", live.kind());
    if (live.tree().get("spec") instanceof Map<?, ?> spec
        && definition.tree().get("spec") instanceof Map<?, ?> wanted) {
      Map<Object, @Nullable Object> rest = new LinkedHashMap<>(spec);
      rest.keySet().retainAll(wanted.keySet());
      tree.put("spec", rest);
    }
    return KubeObject.of(tree);
  }

  private static Optional<Finding> otherScope(KubeObject definition, KubeObject live) {
    String now = live.text("spec", "scope");
    String scope = definition.text("spec", "scope");
    return scope.isEmpty() || scope.equals(now)
        ? Optional.empty()
        : Optional.of(
            Finding.fails(
                Topic.IMMUTABLE,
                definition.key(),
                "its scope is " + now + " and cannot become " + scope,
                "delete the CRD by hand if its objects may be lost"));
  }

  private static Optional<Finding> lostVersion(KubeObject definition, KubeObject live) {
    Set<String> kept = new HashSet<>();
    for (Map<String, @Nullable Object> version : definition.maps("spec", "versions")) {
      if (version.get("name") instanceof String name) {
        kept.add(name);
      }
    }
    for (Object stored : live.list("status", "storedVersions")) {
      if (stored instanceof String version && !kept.contains(version)) {
        return Optional.of(
            Finding.fails(
                Topic.KIND,
                definition.key(),
                "the version "
                    + version
                    + " would go, and objects are still stored in it: status.storedVersions",
                "move the stored objects to a newer version first"));
      }
    }
    return Optional.empty();
  }
}
