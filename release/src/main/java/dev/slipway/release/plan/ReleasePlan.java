package dev.slipway.release.plan;

import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.ReleaseSource;
import dev.slipway.release.RenderSituation;
import dev.slipway.release.plan.Finding.Topic;
import dev.slipway.release.store.ReleaseStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What bringing a release to a new state would do to one cluster. Immutable; nothing was changed
/// yet.
///
/// @param cluster the cluster, as [dev.slipway.kube.KubeClient#name] names it
/// @param name which release
/// @param kind what for
/// @param revision the revision that will be recorded; for an uninstall the one that goes
/// @param lastRevision the newest revision that is recorded now; 0 when there is none
/// @param lastStatus the state of that revision; null when there is none
/// @param deployedRevision the revision whose manifest `previous` of the changes is from; 0 when
///   there is none
/// @param rollbackTo the revision whose content comes back; 0 unless this is a rollback
/// @param source what it is made from; null for rollbacks and uninstalls
/// @param settings how it is brought there
/// @param situation what it was rendered for; null when nothing was rendered
/// @param rendered what will be recorded; of an uninstall, what is recorded
/// @param deployed what is recorded of the deployed revision; null when there is none
/// @param crds what happens to the CRDs of the chart's folder `crds/`, before all else
/// @param changes what happens to the objects: those to be made or changed in Helm's order, then
///   those to be deleted in Helm's order of removal
/// @param hooks the hooks that are others than those of the deployed revision
/// @param findings what to know before
public record ReleasePlan(
    String cluster,
    ReleaseName name,
    PlanKind kind,
    int revision,
    int lastRevision,
    @Nullable ReleaseStatus lastStatus,
    int deployedRevision,
    int rollbackTo,
    @Nullable ReleaseSource source,
    ReleaseSettings settings,
    @Nullable RenderSituation situation,
    RenderedRelease rendered,
    @Nullable RenderedRelease deployed,
    List<ObjectChange> crds,
    List<ObjectChange> changes,
    List<HookChange> hooks,
    List<Finding> findings) {
  public ReleasePlan {
    crds = List.copyOf(crds);
    changes = List.copyOf(changes);
    hooks = List.copyOf(hooks);
    findings = List.copyOf(findings);
  }

  /// Whether anything would be done to an object.
  public boolean changesObjects() {
    for (ObjectChange change : crds) {
      if (change.action().writes()) {
        return true;
      }
    }
    for (ObjectChange change : changes) {
      if (change.action().writes()) {
        return true;
      }
    }
    return false;
  }

  /// Whether there is nothing to do, with the records neither.
  public boolean isEmpty() {
    return isUnchanged() && !isUnsettled();
  }

  /// Whether a killed run left records that are not in order.
  public boolean isUnsettled() {
    return findings.stream().anyMatch(one -> one.topic() == Topic.HISTORY);
  }

  /// Whether all objects and hooks are as they are to be, and the newest revision was brought onto
  /// the cluster completely and can be read. What cannot be brought onto the cluster is not as it
  /// is to be.
  public boolean isUnchanged() {
    return kind != PlanKind.UNINSTALL
        && !changesObjects()
        && blockers().isEmpty()
        && hooks.isEmpty()
        && lastStatus == ReleaseStatus.DEPLOYED
        && deployedRevision == lastRevision;
  }

  /// Whether it is of a saved plan, and the release itself moved since: nothing of it is carried
  /// out, its hooks neither.
  public boolean isWithdrawn() {
    return findings.stream().anyMatch(one -> one.topic() == Topic.MOVED && one.object() == null);
  }

  /// Whether something was found that will make it fail.
  public boolean willFail() {
    for (Finding finding : findings) {
      if (finding.weight() == Finding.Weight.FAILS) {
        return true;
      }
    }
    return false;
  }

  /// What will make it fail, and is to stop it before anything is touched. What moved since a plan
  /// was saved does not: it stays as it is, and the rest is done.
  public List<Finding> blockers() {
    List<Finding> blockers = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.weight() == Finding.Weight.FAILS && finding.topic() != Finding.Topic.MOVED) {
        blockers.add(finding);
      }
    }
    return blockers;
  }

  /// A copy that comes after another revision than it knew of.
  public ReleasePlan after(int newest) {
    return copy(newest + 1, newest, crds, changes, findings);
  }

  /// A copy with other changes and findings.
  public ReleasePlan with(
      List<ObjectChange> newCrds, List<ObjectChange> newChanges, List<Finding> newFindings) {
    return copy(revision, lastRevision, newCrds, newChanges, newFindings);
  }

  private ReleasePlan copy(
      int newRevision,
      int newLastRevision,
      List<ObjectChange> newCrds,
      List<ObjectChange> newChanges,
      List<Finding> newFindings) {
    return new ReleasePlan(
        cluster,
        name,
        kind,
        newRevision,
        newLastRevision,
        lastStatus,
        deployedRevision,
        rollbackTo,
        source,
        settings,
        situation,
        rendered,
        deployed,
        newCrds,
        newChanges,
        hooks,
        newFindings);
  }
}
