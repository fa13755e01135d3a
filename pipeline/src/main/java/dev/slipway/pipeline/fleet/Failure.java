package dev.slipway.pipeline.fleet;

import dev.slipway.core.SlipwayException;
import dev.slipway.pipeline.settings.Target;
import org.jspecify.annotations.Nullable;

/// Something that went wrong with one helmfile or one release, while the others went on.
///
/// @param target the helmfile, environment and cluster
/// @param release the release's name; null when the helmfile itself failed
/// @param error what went wrong
public record Failure(Target target, @Nullable String release, SlipwayException error) {
  /// `CLUSTER/SERVICE` or `CLUSTER/SERVICE/RELEASE`.
  public String label() {
    return release == null
        ? target.label()
        : target.cluster().name() + "/" + target.service() + "/" + release;
  }
}
