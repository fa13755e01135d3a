package dev.slipway.release.apply;

import dev.slipway.kube.DeleteOptions.Propagation;
import java.time.Duration;

/// How a release is removed: helm's flags of these names.
///
/// @param keepHistory whether its records stay, as `uninstalled`
/// @param waits whether to wait until its objects are gone
/// @param hooks whether `pre-delete` and `post-delete` hooks run
/// @param cascade what becomes of what its objects own
/// @param timeout how long hooks and waiting may take, each
/// @param description of the record; empty for Helm's own
public record UninstallOptions(
    boolean keepHistory,
    boolean waits,
    boolean hooks,
    Propagation cascade,
    Duration timeout,
    String description) {
  /// Helm's defaults.
  public static final UninstallOptions DEFAULTS =
      new UninstallOptions(false, false, true, Propagation.BACKGROUND, Duration.ofMinutes(5), "");

  /// A copy that keeps the history or not.
  public UninstallOptions keepingHistory(boolean keep) {
    return new UninstallOptions(keep, waits, hooks, cascade, timeout, description);
  }

  /// A copy that waits for the objects to be gone or not.
  public UninstallOptions waiting(boolean wait) {
    return new UninstallOptions(keepHistory, wait, hooks, cascade, timeout, description);
  }
}
