package dev.slipway.pipeline.fleet;

import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.pipeline.cache.Inputs;
import dev.slipway.pipeline.settings.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A target as it was loaded, or as an earlier run knew it.
///
/// @param target the target
/// @param releases its releases
/// @param sources for each release its state; empty when an earlier run knew them
/// @param kept what an earlier run knew; null when it was loaded
/// @param inputs what it was read from; null when that cannot be told
/// @param error why it could not be loaded
record LoadedTarget(
    Target target,
    List<FleetRelease> releases,
    List<Source> sources,
    @Nullable Kept kept,
    @Nullable Inputs inputs,
    @Nullable SlipwayException error) {
  /// A release in its helmfile.
  record Source(DesiredState state, Release release) {}

  static LoadedTarget known(Target target, Kept kept) {
    return new LoadedTarget(target, kept.releases(), List.of(), kept, kept.inputs(), null);
  }

  static LoadedTarget failed(Target target, SlipwayException error) {
    return new LoadedTarget(target, List.of(), List.of(), null, null, error);
  }

  /// What an earlier run rendered a release to; null when there is nothing.
  Kept.@Nullable Rendered rendered(int release) {
    return kept == null ? null : kept.rendered().get(release);
  }
}
