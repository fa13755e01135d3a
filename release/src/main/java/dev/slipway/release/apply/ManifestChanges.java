package dev.slipway.release.apply;

import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.manifest.KindOrder;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.OwnershipMarks;
import dev.slipway.release.store.StoredRelease;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What to do by stored manifests alone, without a look at the cluster: the way back must not
/// depend on more than it needs. Applying what is there already changes nothing.
final class ManifestChanges {
  private final Placement placement;
  private final ReleaseName release;

  ManifestChanges(Placement placement, ReleaseName release) {
    this.placement = placement;
    this.release = release;
  }

  /// All objects of a revision are applied, those that only others have are deleted.
  List<ObjectChange> to(StoredRelease target, Collection<StoredRelease> others) {
    List<ObjectChange> changes = new ArrayList<>();
    Set<ObjectKey> wanted = new HashSet<>();
    List<KubeObject> objects =
        KindOrder.install(HelmVersion.DEFAULT)
            .sorted(placement.read(target.manifest()), KubeObject::kind);
    for (KubeObject object : objects) {
      wanted.add(Placement.identity(object.key()));
      KubeObject marked = OwnershipMarks.mark(object, release);
      changes.add(ObjectChange.of(object.key(), Action.CHANGE).withStates(marked, null, object));
    }
    changes.addAll(leftovers(others, wanted));
    return changes;
  }

  /// All objects of a revision are deleted, and those that others left behind.
  List<ObjectChange> removal(StoredRelease record, Collection<StoredRelease> others) {
    List<StoredRelease> all = new ArrayList<>(others);
    all.add(record);
    return leftovers(all, Set.of());
  }

  /// Deletes what these revisions brought and nobody wants any more, in Helm's order of removal.
  List<ObjectChange> leftovers(Collection<StoredRelease> revisions, Set<ObjectKey> wanted) {
    Map<ObjectKey, KubeObject> left = new LinkedHashMap<>();
    for (StoredRelease revision : revisions) {
      for (KubeObject object : placement.read(revision.manifest())) {
        ObjectKey identity = Placement.identity(object.key());
        if (!wanted.contains(identity) && !object.name().isEmpty()) {
          left.put(identity, object);
        }
      }
    }
    List<ObjectChange> changes = new ArrayList<>();
    for (KubeObject object :
        KindOrder.uninstall(HelmVersion.DEFAULT)
            .sorted(new ArrayList<>(left.values()), KubeObject::kind)) {
      changes.add(ObjectChange.of(object.key(), Action.DELETE).withStates(null, null, object));
    }
    return changes;
  }
}
