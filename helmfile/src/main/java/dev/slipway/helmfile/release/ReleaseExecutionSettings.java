package dev.slipway.helmfile.release;

import java.time.Duration;
import java.util.Map;

/// How one release is brought to its cluster and taken away again: what its helmfile, its
/// `helmDefaults`, the arguments for Helm in there and the command line come to together.
///
/// @param kubeContext the context of the cluster; empty for the kubeconfig's current one
/// @param kubeconfig the kubeconfig that the arguments for Helm name, or empty
/// @param namespace the namespace that is stated; empty for that of the context
/// @param createNamespace whether the namespace is made when it is missing; on by itself
/// @param waits whether to wait until the objects are ready; on with `atomic`
/// @param waitForJobs whether that includes jobs
/// @param timeout how long hooks and waiting may take, each: Helm's five minutes by itself
/// @param atomic whether a failed change is undone
/// @param cleanupOnFail whether objects that a failed change made are removed
/// @param force whether objects that cannot be changed are replaced
/// @param forceConflicts whether fields that others own are taken
/// @param recreatePods whether pods are restarted whatever changed
/// @param reinstallIfForbidden whether the release is removed and installed again when an object
///   refuses the change
/// @param hooks whether the chart's hooks run
/// @param crds whether CRDs of the chart are installed
/// @param takeOwnership whether objects that no release owns, or another, become this one's
/// @param reuseValues whether the values of the last revision are merged with; otherwise they are
///   left aside
/// @param disableValidation whether manifests are not checked by the cluster before a diff
/// @param disableValidationOnInstall the same for a first installation
/// @param disableOpenApiValidation whether manifests are not checked against the cluster's schema
/// @param suppressDiff whether the release's diff is not shown
/// @param historyMax how many revisions are kept; 0 for all
/// @param serverSide `true`, `false` or `auto`; empty where nothing is said
/// @param description of the revision; empty for Helm's own
/// @param labels of the revision's record: the release's labels if they are synced
/// @param deleteWait whether to wait until the objects are gone when it is removed
/// @param deleteTimeout how long
/// @param cascade how dependents are deleted: `background`, `foreground` or `orphan`
public record ReleaseExecutionSettings(
    String kubeContext,
    String kubeconfig,
    String namespace,
    boolean createNamespace,
    boolean waits,
    boolean waitForJobs,
    Duration timeout,
    boolean atomic,
    boolean cleanupOnFail,
    boolean force,
    boolean forceConflicts,
    boolean recreatePods,
    boolean reinstallIfForbidden,
    boolean hooks,
    boolean crds,
    boolean takeOwnership,
    boolean reuseValues,
    boolean disableValidation,
    boolean disableValidationOnInstall,
    boolean disableOpenApiValidation,
    boolean suppressDiff,
    int historyMax,
    String serverSide,
    String description,
    Map<String, String> labels,
    boolean deleteWait,
    Duration deleteTimeout,
    String cascade) {
  /// Helm's own limit for hooks and waiting.
  public static final Duration HELM_TIMEOUT = Duration.ofMinutes(5);

  public ReleaseExecutionSettings {
    labels = Map.copyOf(labels);
  }
}
