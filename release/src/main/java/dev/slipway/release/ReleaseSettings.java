package dev.slipway.release;

import java.time.Duration;
import java.util.Map;

/// How a release is brought onto a cluster: helm's and helmfile's flags of these names.
///
/// @param createNamespace whether its namespace is made when it is missing
/// @param waits whether to wait until its objects are ready
/// @param waitForJobs whether that includes jobs
/// @param timeout how long hooks and waiting may take, each
/// @param atomic whether a failed change is undone
/// @param cleanupOnFail whether objects that a failed change made are removed
/// @param force whether objects that cannot be changed are replaced
/// @param recreatePods whether pods are restarted whatever changed
/// @param hooks whether hooks run
/// @param crds whether the chart's CRDs are brought up to date
/// @param takeOwnership whether objects that no release owns, or another, become this one's
/// @param historyMax how many revisions are kept; 0 for all
/// @param description of the revision; empty for Helm's own
/// @param labels of the revision's record
public record ReleaseSettings(
    boolean createNamespace,
    boolean waits,
    boolean waitForJobs,
    Duration timeout,
    boolean atomic,
    boolean cleanupOnFail,
    boolean force,
    boolean recreatePods,
    boolean hooks,
    boolean crds,
    boolean takeOwnership,
    int historyMax,
    String description,
    Map<String, String> labels) {
  /// Helm's defaults, but for waiting: five minutes, ten revisions.
  public static final ReleaseSettings DEFAULTS =
      new ReleaseSettings(
          false,
          false,
          false,
          Duration.ofMinutes(5),
          false,
          false,
          false,
          false,
          true,
          true,
          false,
          10,
          "",
          Map.of());

  public ReleaseSettings {
    labels = Map.copyOf(labels);
  }
}
