package dev.slipway.pipeline.settings;

import java.util.List;

/// Values that stand in for a file of the deployment servers: those beside the helmfile over those
/// of the mapped path.
///
/// @param into the absolute path that helmfiles name; may hold `{environment}` and `{cluster}`
/// @param from files relative to the helmfile's folder; the first that is there counts
public record Fixture(String into, List<String> from) {
  public Fixture {
    from = List.copyOf(from);
  }
}
