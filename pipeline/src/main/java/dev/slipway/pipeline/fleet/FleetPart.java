package dev.slipway.pipeline.fleet;

import dev.slipway.helmfile.release.ReleaseRenderer;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.pipeline.settings.Target;
import java.util.List;

/// A helmfile of the fleet with what it wants in its environment on its cluster.
///
/// @param target the helmfile, environment and cluster
/// @param states what it and those that it includes want, in helmfile's order
/// @param renderer renders their releases
public record FleetPart(Target target, List<DesiredState> states, ReleaseRenderer renderer) {
  public FleetPart {
    states = List.copyOf(states);
  }
}
