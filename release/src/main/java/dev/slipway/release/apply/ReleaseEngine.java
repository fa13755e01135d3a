package dev.slipway.release.apply;

import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.release.store.ReleaseHistory;
import java.util.Optional;
import java.util.function.Supplier;

/// Changes the releases of one cluster. Each call holds the lock of its release; calls for
/// different releases may run at once.
///
/// What cannot be begun throws: the lock is held (`LOCKED`), Helm is at work (`PENDING`), the plan
/// is out of date (`RIVAL`) or will fail (`WILL_FAIL`), no such release (`NOT_FOUND`), the cluster
/// does not answer. What was begun returns an outcome, also when it failed.
public interface ReleaseEngine {
  /// Carries out a plan, of whatever kind.
  ///
  /// @throws dev.slipway.core.SlipwayException if it cannot be begun
  ReleaseOutcome apply(ReleasePlan plan, ApplyOptions options, ReleaseProgress progress);

  /// The same, with a new plan where the first is out of date by the time that the lock is ours.
  ///
  /// @param again plans anew; called at most once, under the lock. Empty when nothing is to be done
  ///   any more: then the outcome is that of the revision that is there
  /// @throws dev.slipway.core.SlipwayException if it cannot be begun
  ReleaseOutcome apply(
      ReleasePlan plan,
      Supplier<Optional<ReleasePlan>> again,
      ApplyOptions options,
      ReleaseProgress progress);

  /// Puts a release's records in order where a killed run left several that count as deployed: the
  /// newest of them stays so.
  ///
  /// @throws dev.slipway.core.SlipwayException if it cannot be begun
  ReleaseOutcome settle(ReleaseName name, ApplyOptions options, ReleaseProgress progress);

  /// Brings back an earlier revision, from what is stored of it: no chart and no repository is
  /// needed.
  ///
  /// @param revision its number; 0 for the last good one before the newest
  /// @throws dev.slipway.core.SlipwayException if it cannot be begun
  ReleaseOutcome rollback(
      ReleaseName name,
      int revision,
      ReleaseSettings settings,
      ApplyOptions options,
      ReleaseProgress progress);

  /// Removes a release.
  ///
  /// @throws dev.slipway.core.SlipwayException if it cannot be begun
  ReleaseOutcome uninstall(
      ReleaseName name, UninstallOptions uninstall, ApplyOptions options, ReleaseProgress progress);

  /// Runs a release's tests, and records when they ran.
  ///
  /// @throws dev.slipway.core.SlipwayException if there is no such release
  TestReport test(
      ReleaseName name, TestOptions tests, ApplyOptions options, ReleaseProgress progress);

  /// A revision and the state of its objects now.
  ///
  /// @param revision its number; 0 for the newest
  /// @throws dev.slipway.core.SlipwayException if there is no such release or revision
  ReleaseHealth status(ReleaseName name, int revision);

  /// All stored revisions of a release; none is no error.
  ReleaseHistory history(ReleaseName name);
}
