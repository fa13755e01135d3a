package dev.slipway.release.apply;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.values.DependencyProcessing;
import dev.slipway.chart.values.Warnings;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.ReleaseSource;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.Finding;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.PlanKind;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.release.store.ApplyMethod;
import dev.slipway.release.store.NewRevision;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.StoredHook;
import dev.slipway.release.store.StoredRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Makes of a plan, or of a stored revision, the work that a rollout carries out.
final class Revisions {
  private final Run run;
  private final ReleaseHistory history;

  /// @param history the revisions that there are
  Revisions(Run run, ReleaseHistory history) {
    this.run = run;
    this.history = history;
  }

  /// What a plan asks for, together with the removal of what failed revisions left behind and no
  /// plan knows of.
  Rollout.Work of(ReleasePlan plan) {
    List<ObjectChange> changes = tried(plan, plan.changes());
    Set<ObjectKey> wanted = new HashSet<>();
    for (ObjectChange change : changes) {
      wanted.add(Placement.identity(change.key()));
    }
    changes.addAll(manifests().leftovers(unfinished(), wanted));
    ReleaseSettings settings = plan.settings();
    boolean rollback = plan.kind() == PlanKind.ROLLBACK;
    StoredRelease record = rollback ? rollbackRecord(plan) : newRecord(plan);
    String usual = plan.kind() == PlanKind.INSTALL ? "Install complete" : "Upgrade complete";
    String done = rollback ? "Rollback to " + plan.rollbackTo() : usual;
    return new Rollout.Work(
        plan.kind(),
        record,
        settings.description().isEmpty() ? done : settings.description(),
        tried(plan, plan.crds()),
        wholly(changes, plan),
        settings,
        false,
        history);
  }

  /// Of an object that the cluster refused when it was planned, nobody knows what would change: it
  /// is tried, so that what was refused is not passed over. What moved since a plan was saved is
  /// not: it is left alone.
  private static List<ObjectChange> tried(ReleasePlan plan, List<ObjectChange> changes) {
    Set<ObjectKey> doubtful = new HashSet<>();
    for (Finding finding : plan.findings()) {
      ObjectKey object = finding.object();
      boolean isMoved = finding.topic() == Finding.Topic.MOVED;
      if (finding.weight() == Finding.Weight.FAILS && object != null && !isMoved) {
        doubtful.add(object);
      }
    }
    List<ObjectChange> tried = new ArrayList<>();
    for (ObjectChange change : changes) {
      boolean passedOver =
          change.action() == Action.NONE
              && change.desired() != null
              && doubtful.contains(change.key());
      tried.add(passedOver ? change.withAction(Action.CHANGE, change.reason()) : change);
    }
    return tried;
  }

  /// Brings back a stored revision, by its manifest.
  Rollout.Work backTo(StoredRelease target, ReleaseSettings settings) {
    String description = "Rollback to " + target.revision();
    StoredRelease record =
        target.again(
            history.nextRevision(),
            settings.description().isEmpty() ? description : settings.description(),
            firstDeployed(),
            run.now(),
            ApplyMethod.SERVER_SIDE);
    int since = history.deployed().map(StoredRelease::revision).orElse(target.revision());
    List<StoredRelease> others = new ArrayList<>();
    for (StoredRelease revision : history.readable().revisions()) {
      if (revision.revision() >= since && revision.revision() != target.revision()) {
        others.add(revision);
      }
    }
    return new Rollout.Work(
        PlanKind.ROLLBACK,
        record,
        record.description(),
        List.of(),
        manifests().to(target, others),
        settings,
        hasClientSide(),
        history);
  }

  private ManifestChanges manifests() {
    return new ManifestChanges(
        new Placement(run.client().resources(), run.name().namespace()), run.name());
  }

  /// Of a release that was written client-side, an object may need its fields handed over though
  /// applying it seems to change nothing: those that left the chart are Helm's still.
  private List<ObjectChange> wholly(List<ObjectChange> changes, ReleasePlan plan) {
    boolean moved = plan.findings().stream().anyMatch(one -> one.topic() == Finding.Topic.MOVED);
    boolean clientSide =
        history
            .find(plan.deployedRevision())
            .filter(deployed -> deployed.problem().isEmpty())
            .filter(deployed -> deployed.applyMethod() == ApplyMethod.CLIENT_SIDE)
            .isPresent();
    if (!clientSide || moved) {
      return changes;
    }
    List<ObjectChange> whole = new ArrayList<>();
    for (ObjectChange change : changes) {
      boolean silent =
          change.action() == Action.NONE
              && change.desired() != null
              && change.live() != null
              && ObjectWriter.handOverPatch(change.live()).isPresent();
      whole.add(silent ? change.withAction(Action.CHANGE, "handed over by Helm") : change);
    }
    return whole;
  }

  /// What came after the revision that the cluster has, and did not end well.
  private List<StoredRelease> unfinished() {
    int deployedRevision = history.deployed().map(StoredRelease::revision).orElse(0);
    List<StoredRelease> unfinished = new ArrayList<>();
    for (StoredRelease revision : history.revisions()) {
      boolean open =
          switch (revision.status()) {
            case FAILED,
                UNKNOWN,
                UNINSTALLING,
                PENDING_INSTALL,
                PENDING_UPGRADE,
                PENDING_ROLLBACK ->
                true;
            case DEPLOYED, UNINSTALLED, SUPERSEDED -> false;
          };
      if (open && revision.revision() > deployedRevision && revision.problem().isEmpty()) {
        unfinished.add(revision);
      }
    }
    return unfinished;
  }

  /// The unfinished revisions that alone know of some objects: while they are stored, what they
  /// left behind can be found and removed.
  ///
  /// @param newest the revision that is under way
  Set<Integer> needed(StoredRelease newest) {
    Placement placement = new Placement(run.client().resources(), run.name().namespace());
    List<StoredRelease> order = new ArrayList<>();
    history.deployed().filter(one -> one.problem().isEmpty()).ifPresent(order::add);
    order.add(newest);
    order.addAll(unfinished().reversed());
    Set<ObjectKey> known = new HashSet<>();
    Set<Integer> needed = new HashSet<>();
    for (StoredRelease revision : order) {
      for (KubeObject object : placement.read(revision.manifest())) {
        if (known.add(Placement.identity(object.key()))) {
          needed.add(revision.revision());
        }
      }
    }
    return needed;
  }

  private boolean hasClientSide() {
    for (StoredRelease revision : history.readable().revisions()) {
      if (revision.applyMethod() == ApplyMethod.CLIENT_SIDE) {
        return true;
      }
    }
    return false;
  }

  private StoredRelease rollbackRecord(ReleasePlan plan) {
    StoredRelease target =
        history.find(plan.rollbackTo()).orElseThrow(() -> noSuch(plan.rollbackTo()));
    return target.again(
        plan.revision(),
        plan.settings().description().isEmpty()
            ? "Rollback to " + plan.rollbackTo()
            : plan.settings().description(),
        firstDeployed(),
        run.now(),
        ApplyMethod.SERVER_SIDE);
  }

  /// @param revision its number; 0 for the good one before the newest
  ReleaseException noSuch(int revision) {
    return new ReleaseException(
        ReleaseErrorCode.NOT_FOUND,
        "release "
            + run.name()
            + (revision == 0
                ? " has no earlier revision that was good, so that there is none to go back to"
                : " has no revision " + revision));
  }

  private StoredRelease newRecord(ReleasePlan plan) {
    ReleaseSource source = Objects.requireNonNull(plan.source(), "a plan without source");
    boolean install = plan.kind() == PlanKind.INSTALL;
    Chart chart =
        new DependencyProcessing(HelmVersion.DEFAULT, new Warnings())
            .process(source.chart(), source.values());
    return StoredRelease.of(
        new NewRevision(
            run.name(),
            plan.revision(),
            install ? ReleaseStatus.PENDING_INSTALL : ReleaseStatus.PENDING_UPGRADE,
            install ? "Initial install underway" : "Preparing upgrade",
            install ? run.now() : firstDeployed(),
            run.now(),
            0,
            plan.rendered().notes(),
            chart,
            source.values(),
            plan.rendered().manifest(),
            plan.rendered().hooks().stream().map(StoredHook::of).toList(),
            labels(plan.settings().labels()),
            ApplyMethod.SERVER_SIDE));
  }

  private Instant firstDeployed() {
    for (StoredRelease revision : history.revisions().reversed()) {
      if (revision.problem().isEmpty() && revision.firstDeployed().isPresent()) {
        return revision.firstDeployed().get();
      }
    }
    return run.now();
  }

  /// As Helm has it: labels stay from revision to revision; `null` takes one away.
  private Map<String, String> labels(Map<String, String> added) {
    Map<String, String> labels = new LinkedHashMap<>();
    history.last().ifPresent(last -> labels.putAll(last.labels()));
    labels.putAll(added);
    labels.values().removeIf("null"::equals);
    return labels;
  }
}
