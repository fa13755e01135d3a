package dev.slipway.release.plan;

import dev.slipway.kube.ApiResource;
import java.util.List;
import java.util.Set;

/// How a plan is made.
///
/// @param fieldManager who owns the release's fields
/// @param conflicts what becomes of fields that others own
/// @param regenerate whether values that rendering makes anew each time replace the live ones
/// @param againstRelease whether to compare with the last stored manifest only, as helm-diff does:
///   the objects of the cluster are not looked at
/// @param checks whether rights and quotas are asked for
/// @param seed of clock and randomness; 0 for the real time. That nobody can guess passwords is the
///   business of the release's source
/// @param coming kinds that earlier releases of the same run bring
/// @param comingNamespaces namespaces that earlier releases of the same run make
public record PlanOptions(
    String fieldManager,
    ConflictChoice conflicts,
    boolean regenerate,
    boolean againstRelease,
    boolean checks,
    long seed,
    List<ApiResource> coming,
    Set<String> comingNamespaces) {
  /// The name under which Helm 4 owns fields: with it both tools can change the same release.
  public static final String HELM = "helm";

  /// Against the live objects, with all checks.
  public static final PlanOptions DEFAULTS =
      new PlanOptions(HELM, ConflictChoice.STOP, false, false, true, 0, List.of(), Set.of());

  public PlanOptions {
    coming = List.copyOf(coming);
    comingNamespaces = Set.copyOf(comingNamespaces);
  }

  /// A copy with another rule for fields that others own.
  public PlanOptions withConflicts(ConflictRule rule) {
    return withConflicts(ConflictChoice.of(rule));
  }

  /// A copy with other rules for fields that others own.
  public PlanOptions withConflicts(ConflictChoice choice) {
    return new PlanOptions(
        fieldManager, choice, regenerate, againstRelease, checks, seed, coming, comingNamespaces);
  }

  /// A copy in which values that change at each rendering are not kept.
  public PlanOptions regenerating() {
    return new PlanOptions(
        fieldManager, conflicts, true, againstRelease, checks, seed, coming, comingNamespaces);
  }

  /// A copy that compares with the last stored manifest only.
  public PlanOptions comparedWithRelease() {
    return new PlanOptions(
        fieldManager, conflicts, regenerate, true, checks, seed, coming, comingNamespaces);
  }

  /// A copy that does not ask for rights and quotas.
  public PlanOptions withoutChecks() {
    return new PlanOptions(
        fieldManager, conflicts, regenerate, againstRelease, false, seed, coming, comingNamespaces);
  }

  /// A copy with another seed.
  public PlanOptions withSeed(long newSeed) {
    return new PlanOptions(
        fieldManager,
        conflicts,
        regenerate,
        againstRelease,
        checks,
        newSeed,
        coming,
        comingNamespaces);
  }

  /// A copy that counts on what earlier releases of the same run bring.
  public PlanOptions expecting(List<ApiResource> kinds, Set<String> namespaces) {
    return new PlanOptions(
        fieldManager, conflicts, regenerate, againstRelease, checks, seed, kinds, namespaces);
  }
}
