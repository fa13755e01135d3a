package dev.slipway.pipeline.fleet;

import java.util.List;

/// The releases of the fleet.
///
/// @param releases those that were asked for, whether deployed or not: clusters in the order of
///   rollout
/// @param failures helmfiles that could not be loaded
public record FleetListing(List<FleetRelease> releases, List<Failure> failures) {
  public FleetListing {
    releases = List.copyOf(releases);
    failures = List.copyOf(failures);
  }
}
