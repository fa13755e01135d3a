package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.object.KubeObject;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.plan.Finding;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.OwnershipMarks;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.StoredRelease;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets plans through that are up to date and will not fail.
final class PlanGate {
  private PlanGate() {}

  /// What would fail is not begun.
  static void check(ReleasePlan plan, ApplyOptions options) {
    owners(plan);
    List<Finding> blockers = plan.blockers();
    if (blockers.isEmpty() || options.tryAnyway()) {
      return;
    }
    boolean onlyConflicts = true;
    for (Finding blocker : blockers) {
      onlyConflicts &= blocker.topic() == Finding.Topic.CONFLICT;
    }
    throw new ReleaseException(
        Diagnostic.error(
                onlyConflicts ? ReleaseErrorCode.FIELD_CONFLICT : ReleaseErrorCode.WILL_FAIL,
                "release " + plan.name() + " would fail: " + blockers.getFirst().text())
            .withNotes(blockers.stream().skip(1).map(each -> "also: " + each.text()).toList())
            .withHint("nothing was changed; --try-anyway begins it nevertheless"));
  }

  /// Helm looks at this before it records anything, and so must we: a release that has an object in
  /// its record deletes it one day.
  private static void owners(ReleasePlan plan) {
    if (plan.settings().takeOwnership()) {
      return;
    }
    for (ObjectChange change : plan.changes()) {
      KubeObject live = change.live();
      if (live == null || change.desired() == null || change.previous() != null) {
        continue;
      }
      Optional<String> objection = OwnershipMarks.objection(live, plan.name());
      if (objection.isPresent()) {
        throw ReleaseException.of(
            ReleaseErrorCode.NOT_OWNED,
            OwnershipMarks.describe(change.key())
                + " exists and cannot be imported into the current release: "
                + objection.get(),
            "with --take-ownership it becomes this release's");
      }
    }
  }

  /// The plan, or another where someone else was quicker; empty when they left nothing to do.
  ///
  /// @param again plans anew; null to refuse what is out of date
  /// @throws ReleaseException of code RIVAL if it is out of date
  static Optional<ReleasePlan> current(
      Run run,
      ReleasePlan plan,
      @Nullable Supplier<Optional<ReleasePlan>> again,
      ReleaseHistory history) {
    int last = history.last().map(StoredRelease::revision).orElse(0);
    ReleaseStatus status = history.last().map(StoredRelease::status).orElse(null);
    boolean isSame = plan.lastRevision() == last;
    if (isSame && plan.lastStatus() == status) {
      return Optional.of(plan);
    }
    if (onlySuperseded(plan, history)) {
      return Optional.of(plan.after(last));
    }
    if (again == null) {
      // What was pending and has failed was left behind by a killed process, and ended by recovery.
      if (isSame && status != ReleaseStatus.DEPLOYED) {
        return Optional.of(plan);
      }
      throw rival(plan, last);
    }
    Optional<ReleasePlan> current = again.get();
    if (current.isPresent() && onlySuperseded(current.get(), history)) {
      current = Optional.of(current.get().after(last));
    }
    if (current.isPresent() && current.get().lastRevision() != last) {
      throw rival(current.get(), last);
    }
    // Of a revision that a killed process left pending the user was told already.
    int by = isSame && status == ReleaseStatus.FAILED ? 0 : last;
    run.tell(new ReleaseEvent.PlannedAnew(run.name(), by, current.orElse(null)));
    current.ifPresent(anew -> check(anew, run.options()));
    return current;
  }

  /// Whether all that came after what the plan knows of counts no more, as plans do not look at
  /// that. Helm leaves such a history when it is run twice at once.
  private static boolean onlySuperseded(ReleasePlan plan, ReleaseHistory history) {
    boolean any = false;
    for (StoredRelease revision : history.revisions()) {
      if (revision.revision() == plan.lastRevision() && revision.status() != plan.lastStatus()) {
        return false;
      }
      if (revision.revision() > plan.lastRevision()) {
        any = true;
        if (revision.status() != ReleaseStatus.SUPERSEDED) {
          return false;
        }
      }
    }
    return any;
  }

  private static ReleaseException rival(ReleasePlan plan, int last) {
    return ReleaseException.of(
        ReleaseErrorCode.RIVAL,
        "the plan for release "
            + plan.name()
            + " was made "
            + (plan.lastRevision() == last
                ? "while revision " + last + " was under way, and that is done now"
                : "after revision "
                    + plan.lastRevision()
                    + ", and there is revision "
                    + last
                    + " now"),
        "plan it anew");
  }
}
