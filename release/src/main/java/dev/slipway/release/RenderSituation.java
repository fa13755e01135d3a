package dev.slipway.release;

import java.util.List;

/// What rendering a release for a cluster depends on.
///
/// @param revision the revision that this is to become
/// @param upgrade whether the release is there already
/// @param kubeVersion the cluster's version, such as `v1.34.2`
/// @param apiVersions what the cluster serves: `GROUP/VERSION` and `GROUP/VERSION/KIND`
/// @param lookup finds objects of the cluster for templates that ask
/// @param seed of clock and randomness: renderings that differ only in it show what changes each
///   time
public record RenderSituation(
    int revision,
    boolean upgrade,
    String kubeVersion,
    List<String> apiVersions,
    ObjectLookup lookup,
    long seed) {
  public RenderSituation {
    apiVersions = List.copyOf(apiVersions);
  }
}
