package dev.slipway.pipeline.fleet;

import dev.slipway.core.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that `lint` found, in all releases that have it.
///
/// @param severity how bad it is
/// @param place the file, with line and column where they are known: a values file relative to the
///   repository's root, or a template of a chart
/// @param message what is wrong
/// @param notes further lines
/// @param hint what to do, when known
/// @param releases the releases that have it, as `CLUSTER/SERVICE/RELEASE`
public record FleetFinding(
    Severity severity,
    String place,
    String message,
    List<String> notes,
    @Nullable String hint,
    List<String> releases) {
  public FleetFinding {
    notes = List.copyOf(notes);
    releases = List.copyOf(releases);
  }
}
