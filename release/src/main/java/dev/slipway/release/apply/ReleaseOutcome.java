package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.plan.Action;
import dev.slipway.release.store.StoredRelease;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became of a change of a release.
///
/// @param name the release
/// @param result how it ended
/// @param release the record that it ended with; null when there is none any more
/// @param written what was done to objects, in that order
/// @param failure why it failed; null when it did not
/// @param evidence what was found out about a failure: events, conditions, last lines of logs
/// @param kept what an uninstall left in place, and why
/// @param warnings what to tell the user besides
public record ReleaseOutcome(
    ReleaseName name,
    Result result,
    @Nullable StoredRelease release,
    Map<ObjectKey, Action> written,
    @Nullable Diagnostic failure,
    List<String> evidence,
    Map<ObjectKey, String> kept,
    List<Diagnostic> warnings) {
  /// How a change ended.
  public enum Result {
    /// As planned.
    DONE,
    /// It failed; the record says so.
    FAILED,
    /// It failed, and the last good revision is back.
    ROLLED_BACK,
    /// The first installation failed, and is removed again.
    REMOVED,
    /// The user stopped it; the record says so.
    STOPPED
  }

  /// Whether all is as planned.
  public boolean succeeded() {
    return result == Result.DONE;
  }

  /// Why it failed.
  public Optional<Diagnostic> problem() {
    return Optional.ofNullable(failure);
  }

  /// The record that it ended with.
  public Optional<StoredRelease> record() {
    return Optional.ofNullable(release);
  }
}
