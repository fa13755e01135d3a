package dev.slipway.helmfile.release;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.host.HostRecord;
import dev.slipway.helmfile.state.Release;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of rendering one release.
///
/// @param release the release
/// @param outcome its manifests, or why there are none
/// @param log what helmfile would write to its log meanwhile, in order
/// @param warnings what Helm would write to its log
/// @param chartFolder the chart's folder or archive on this machine; null if it was not found
/// @param reads files and variables that the values came from
public record RenderedRelease(
    Release release,
    Outcome outcome,
    List<LogLine> log,
    List<Diagnostic> warnings,
    @Nullable String chartFolder,
    HostRecord reads) {
  /// Success or failure.
  public sealed interface Outcome {}

  /// The manifests, as `helm template` prints them.
  public record Manifests(String text) implements Outcome {}

  /// The failure.
  public record Failed(SlipwayException error) implements Outcome {}

  public RenderedRelease {
    log = List.copyOf(log);
    warnings = List.copyOf(warnings);
  }

  /// The manifests.
  ///
  /// @throws SlipwayException if rendering failed
  public String manifests() {
    return switch (outcome) {
      case Manifests(String text) -> text;
      case Failed(SlipwayException error) -> throw error;
    };
  }
}
