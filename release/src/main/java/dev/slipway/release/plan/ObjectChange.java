package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to one object. Immutable.
///
/// @param key which one
/// @param action what happens
/// @param reason why it is kept, replaced, left for later or made again; empty when that is plain
/// @param desired what is sent to the cluster, with Helm's marks of ownership; null when it goes
/// @param live as it is now; null when it is not there, or was not looked at
/// @param previous as in the manifest of the revision that is deployed; null when it is new
/// @param predicted as the cluster says that it will be; null when that was not asked or it goes
/// @param restarts whether its pods are replaced
/// @param drift the fields of which the live value is not what the deployed revision says; `.` for
///   the object as a whole, when someone deleted it
/// @param kept the fields that rendering makes anew each time, and that stay as they are
/// @param conflicts the fields that others own
public record ObjectChange(
    ObjectKey key,
    Action action,
    String reason,
    @Nullable KubeObject desired,
    @Nullable KubeObject live,
    @Nullable KubeObject previous,
    @Nullable KubeObject predicted,
    boolean restarts,
    List<String> drift,
    List<String> kept,
    List<DecidedConflict> conflicts) {
  public ObjectChange {
    drift = List.copyOf(drift);
    kept = List.copyOf(kept);
    conflicts = List.copyOf(conflicts);
  }

  /// A change of which no more is known.
  public static ObjectChange of(ObjectKey key, Action action) {
    return new ObjectChange(
        key, action, "", null, null, null, null, false, List.of(), List.of(), List.of());
  }

  /// A copy with another action.
  public ObjectChange withAction(Action newAction, String newReason) {
    return new ObjectChange(
        key, newAction, newReason, desired, live, previous, predicted, restarts, drift, kept,
        conflicts);
  }

  /// A copy with what the object was, is and is to be.
  public ObjectChange withStates(
      @Nullable KubeObject newDesired,
      @Nullable KubeObject newLive,
      @Nullable KubeObject newPrevious) {
    return new ObjectChange(
        key,
        action,
        reason,
        newDesired,
        newLive,
        newPrevious,
        predicted,
        restarts,
        drift,
        kept,
        conflicts);
  }

  /// A copy with the cluster's prediction.
  public ObjectChange withPredicted(@Nullable KubeObject newPredicted, boolean newRestarts) {
    return new ObjectChange(
        key,
        action,
        reason,
        desired,
        live,
        previous,
        newPredicted,
        newRestarts,
        drift,
        kept,
        conflicts);
  }

  /// A copy with the fields that drifted.
  public ObjectChange withDrift(List<String> paths) {
    return new ObjectChange(
        key, action, reason, desired, live, previous, predicted, restarts, paths, kept, conflicts);
  }

  /// A copy with the fields that stay as they are.
  public ObjectChange withKept(List<String> paths) {
    return new ObjectChange(
        key, action, reason, desired, live, previous, predicted, restarts, drift, paths, conflicts);
  }

  /// A copy with the fields that others own.
  public ObjectChange withConflicts(List<DecidedConflict> fields) {
    return new ObjectChange(
        key, action, reason, desired, live, previous, predicted, restarts, drift, kept, fields);
  }

  /// Whether the live object differs from what the deployed revision says.
  public boolean drifted() {
    return !drift.isEmpty();
  }
}
