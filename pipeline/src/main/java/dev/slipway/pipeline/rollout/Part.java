package dev.slipway.pipeline.rollout;

import dev.slipway.helmfile.release.HookRunner;
import dev.slipway.helmfile.release.ReleaseRenderer;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One helmfile of a run, with the releases of it that are meant.
///
/// @param place where it stands in the run
/// @param state what it wants
/// @param releases those that are meant
/// @param renderer renders them
/// @param hooks runs its hooks; null to leave them out
public record Part(
    Place place,
    DesiredState state,
    List<Release> releases,
    ReleaseRenderer renderer,
    @Nullable HookRunner hooks) {
  /// Where a helmfile stands in a run. Parts go one after another: first by cluster, then by stage;
  /// those of one service in their order; others of one stage at the same time.
  ///
  /// @param cluster the cluster's name as reports show it; empty for a helmfile on its own
  /// @param service the service's name, or empty
  /// @param rank the cluster's place in the order of rollout
  /// @param stage which parts of the cluster come before and after
  /// @param order its place among the helmfiles of one service, which include each other
  /// @param address the cluster, where the helmfile does not say another
  /// @param isFixed whether it is that cluster whatever the helmfile says
  public record Place(
      String cluster,
      String service,
      int rank,
      int stage,
      int order,
      ClusterAddress address,
      boolean isFixed) {
    /// A helmfile on its own.
    public static Place alone(int order, ClusterAddress address) {
      return new Place("", "", 0, 0, order, address, false);
    }
  }

  public Part {
    releases = List.copyOf(releases);
  }

  /// By its place alone: the whole state is much to go through for each look-up.
  @Override
  public int hashCode() {
    return place.hashCode();
  }
}
