package dev.slipway.helmfile.release;

import java.util.List;
import java.util.OptionalInt;

/// What a command line says about bringing releases to a cluster beyond the helmfile: the flags of
/// `helmfile sync`, `apply` and `destroy`.
///
/// @param waits `--wait`
/// @param waitForJobs `--wait-for-jobs`
/// @param timeout `--timeout`, in seconds
/// @param skipCrds `--skip-crds`
/// @param takeOwnership `--take-ownership`
/// @param syncReleaseLabels `--sync-release-labels`
/// @param reuseValues `--reuse-values`
/// @param resetValues `--reset-values`
/// @param description `--description`, or empty
/// @param serverSide `--server-side`, or empty
/// @param cascade `--cascade`, or empty
/// @param syncArgs `--sync-args`: arguments for `helm upgrade` instead of those of the helmfile
/// @param args `--args`: arguments for each call of Helm
public record SyncFlags(
    boolean waits,
    boolean waitForJobs,
    OptionalInt timeout,
    boolean skipCrds,
    boolean takeOwnership,
    boolean syncReleaseLabels,
    boolean reuseValues,
    boolean resetValues,
    String description,
    String serverSide,
    String cascade,
    List<String> syncArgs,
    List<String> args) {
  /// Nothing beyond the helmfile.
  public static final SyncFlags NONE =
      new SyncFlags(
          false,
          false,
          OptionalInt.empty(),
          false,
          false,
          false,
          false,
          false,
          "",
          "",
          "",
          List.of(),
          List.of());

  public SyncFlags {
    syncArgs = List.copyOf(syncArgs);
    args = List.copyOf(args);
  }
}
